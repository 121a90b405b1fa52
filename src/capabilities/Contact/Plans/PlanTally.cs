using System.Collections.Concurrent;
using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>
/// What the rows of a plan say together: how many are permitted, by channel and by the rules that stand in the way, and what the
/// ids in the rows mean. Safe from many threads.
/// </summary>
internal sealed class PlanTally
{
    private readonly ConcurrentDictionary<string, Bilingual> _rules = new(StringComparer.Ordinal)
    {
        [PlanReasons.NoPoint] = new("没有该渠道可用的联系方式", "There is no contact point that this channel reaches."),
        [PlanReasons.SpanOver] = new("在此人当地时区，所选时段已过", "The span is over where this person is."),
    };

    private readonly ConcurrentDictionary<string, Bilingual> _obligations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PlanCap> _caps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Channel, PlanStatus Status), int> _rows = new();
    private readonly ConcurrentDictionary<(string Channel, PlanStatus Status, string Rule), int> _reasons = new();

    /// <summary>Learns what ids mean.</summary>
    public void Learn(Decision decision)
    {
        foreach (var rule in decision.Rules)
        {
            if (!_rules.ContainsKey(rule.Id))
            {
                _rules.TryAdd(rule.Id, rule.Text);
            }
        }

        foreach (var obligation in decision.Obligations)
        {
            if (!_obligations.ContainsKey(obligation.Code))
            {
                _obligations.TryAdd(obligation.Code, obligation.Text);
            }
        }

        foreach (var counter in decision.Counters)
        {
            if (!_caps.ContainsKey(counter.Rule))
            {
                _caps.TryAdd(counter.Rule, new PlanCap(counter.Rule, DecisionViews.Text(counter.Label), counter.Window, counter.Limit));
            }
        }
    }

    public void Count(PlanRow row)
    {
        _rows.AddOrUpdate((row.Channel, row.Status), 1, (_, count) => count + 1);
        if (row.Status == PlanStatus.Throughout)
        {
            return;
        }

        foreach (var rule in row.Rules)
        {
            _reasons.AddOrUpdate((row.Channel, row.Status, rule), 1, (_, count) => count + 1);
        }
    }

    public PlanSummary Summary() => new(
        [.. _rows.OrderBy(pair => pair.Key.Channel, StringComparer.Ordinal).ThenBy(pair => pair.Key.Status)
            .Select(pair => new PlanCount(pair.Key.Channel, pair.Key.Status, null, pair.Value))],
        [.. _reasons.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Rule, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Channel, StringComparer.Ordinal).ThenBy(pair => pair.Key.Status)
            .Select(pair => new PlanCount(pair.Key.Channel, pair.Key.Status, pair.Key.Rule, pair.Value))],
        [.. _rules.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new PlanText(pair.Key, DecisionViews.Text(pair.Value)))],
        [.. _obligations.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new PlanText(pair.Key, DecisionViews.Text(pair.Value)))],
        [.. _caps.Values.OrderBy(cap => cap.Rule, StringComparer.Ordinal)]);
}

/// <summary>What the rows of a plan say together, as it is kept.</summary>
internal sealed record PlanSummary(
    IReadOnlyList<PlanCount> Rows,
    IReadOnlyList<PlanCount> Reasons,
    IReadOnlyList<PlanText> Rules,
    IReadOnlyList<PlanText> Obligations,
    IReadOnlyList<PlanCap> Caps)
{
    public static PlanSummary Empty { get; } = new([], [], [], [], []);

    /// <summary>How many rows a filter leaves; a row with several rules counts to each of them.</summary>
    public long Total(PlanRowFilter filter) => (filter.Rule is null ? Rows : Reasons)
        .Where(count => filter.Passes(count.Status) && (filter.Channel is null || count.Channel == filter.Channel) && (filter.Rule is null || count.Rule == filter.Rule))
        .Sum(count => (long)count.Count);
}

/// <summary>How many rows of one channel have one status, because of one rule where it says so.</summary>
internal sealed record PlanCount(string Channel, PlanStatus Status, string? Rule, int Count);

/// <summary>Which rows of a plan are wanted; null means any.</summary>
/// <param name="Status">Of this status only.</param>
/// <param name="Channel">Of this channel only.</param>
/// <param name="Rule">Only those that this rule stands in the way of.</param>
/// <param name="PermittedOnly">Only those with a permitted window.</param>
internal sealed record PlanRowFilter(PlanStatus? Status = null, string? Channel = null, string? Rule = null, bool PermittedOnly = false)
{
    public bool Passes(PlanStatus status) => (Status is null || status == Status) && !(PermittedOnly && status == PlanStatus.Refused);

    public bool Passes(PlanRow row) => Passes(row.Status)
        && (Channel is null || row.Channel == Channel)
        && (Rule is null || (row.Status != PlanStatus.Throughout && row.Rules.Contains(Rule)));

    /// <summary>The words that a page must hold to be worth opening.</summary>
    public IEnumerable<string> Words => new[] { Status?.ToString(), Channel, Rule }.OfType<string>();
}
