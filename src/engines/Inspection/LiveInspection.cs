using NodaTime;

namespace Daylight.Inspection;

/// <summary>
/// One conversation under inspection. Not thread-safe: one conversation is fed by one caller at a time, in seq order.
/// The union of all answers equals <see cref="Inspector.Inspect"/> of the whole conversation, and no finding is ever taken back.
/// </summary>
public sealed class LiveInspection
{
    private readonly Rulebook rulebook;
    private readonly ConversationClock clock;
    private readonly LastWords words = new();
    private readonly FindingConfirmations confirmations;
    private readonly WatchSetting setting;
    private readonly bool[] applies;
    private readonly List<(int Rule, Watch Watch)> watches = [];
    private HashSet<(int Rule, int Index)>? reported;
    private bool closed;

    internal LiveInspection(Rulebook rulebook, ConversationHead head)
    {
        this.rulebook = rulebook;
        Head = head;
        clock = new ConversationClock(head);
        setting = Setting(rulebook.Parts, head);
        confirmations = new FindingConfirmations(rulebook.Parts.Confirmations, setting);
        applies = new bool[rulebook.Parts.Rules.Count];
        for (var i = 0; i < applies.Length; i++)
        {
            applies[i] = rulebook.Parts.Rules[i].Applies.Holds(head, setting.Zone);
        }

        foreach (var rule in rulebook.Plan.StatefulRules)
        {
            if (applies[rule])
            {
                watches.Add((rule, rulebook.Parts.Rules[rule].When.Begin(setting)));
            }
        }
    }

    /// <summary>The conversation's head.</summary>
    public ConversationHead Head { get; }

    /// <summary>Takes the next utterance; answers what became certain through it. After the close it answers nothing.</summary>
    public IReadOnlyList<Finding> Add(Utterance utterance)
    {
        if (closed)
        {
            return [];
        }

        var scratch = rulebook.Plan.Rent();
        try
        {
            return Look(utterance, scratch);
        }
        finally
        {
            rulebook.Plan.Return(scratch);
        }
    }

    /// <summary>Ends the conversation; answers what only its end makes certain. A second call answers nothing.</summary>
    public IReadOnlyList<Finding> Close(ClosingFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (closed)
        {
            return [];
        }

        closed = true;
        List<Finding>? findings = null;
        var hits = new List<Hit>();
        foreach (var (rule, watch) in watches)
        {
            hits.Clear();
            watch.Close(clock.Ending, hits);
            Report(rule, hits, ref findings);
        }

        hits.Clear();
        confirmations.Close(clock.Ending, hits, ref findings);
        return findings ?? (IReadOnlyList<Finding>)[];
    }

    private IReadOnlyList<Finding> Look(Utterance utterance, InspectionScratch scratch)
    {
        scratch.Scan.Run(new SpokenText(utterance.Text, words.Before(utterance.Role), Head.Kind));
        words.Add(utterance);
        var moment = clock.Next(utterance, scratch.Scan.Text.Sentences);
        rulebook.Plan.Judge(moment, scratch);
        List<Finding>? findings = null;
        foreach (var test in scratch.Hits.Filled)
        {
            foreach (var rule in rulebook.Plan.DirectRules[test])
            {
                Report(rule, scratch.Hits[test]!, ref findings); // filled tests have a hit
            }
        }

        foreach (var (rule, watch) in watches)
        {
            scratch.Found.Clear();
            watch.Observe(moment, scratch.Hits, scratch.Found);
            Report(rule, scratch.Found, ref findings);
        }

        confirmations.Observe(moment, scratch, ref findings);
        findings?.Sort(InReadingOrder);
        return findings ?? (IReadOnlyList<Finding>)[];
    }

    private void Report(int rule, List<Hit> hits, ref List<Finding>? findings)
    {
        foreach (var hit in hits)
        {
            Report(rule, hit, ref findings);
        }
    }

    /// <summary>One finding per rule and utterance; per rule and conversation where the rule says once.</summary>
    private void Report(int rule, Hit hit, ref List<Finding>? findings)
    {
        if (!applies[rule])
        {
            return;
        }

        reported ??= [];
        var found = rulebook.Parts.Rules[rule];
        if (reported.Add((rule, found.Once ? int.MinValue : hit.Index)))
        {
            confirmations.Report(found, FindingWriter.Write(found, rulebook.Hash, Head, hit), ref findings);
        }
    }

    internal static int InReadingOrder(Finding a, Finding b)
    {
        var byPlace = (a.Utterance ?? int.MaxValue).CompareTo(b.Utterance ?? int.MaxValue);
        return byPlace != 0 ? byPlace : string.CompareOrdinal(a.Rule, b.Rule);
    }

    private static WatchSetting Setting(RulebookParts parts, ConversationHead head)
    {
        var zone = head.Zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(head.Zone);
        var isThirdParty = head.PersonRole is { } role && parts.ThirdParties.Contains(role, StringComparer.OrdinalIgnoreCase);
        var sane = head with { StartedAt = ConversationClock.Sane(head.StartedAt) };
        return new WatchSetting(sane, zone ?? parts.Zone, isThirdParty);
    }
}
