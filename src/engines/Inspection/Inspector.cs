namespace Daylight.Inspection;

/// <summary>Inspects conversations by one rulebook. Thread-safe: one inspector serves all threads.</summary>
public sealed class Inspector
{
    /// <summary>Makes an inspector of a rulebook.</summary>
    public Inspector(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        Rulebook = rulebook;
    }

    /// <summary>The rulebook in force.</summary>
    public Rulebook Rulebook { get; }

    /// <summary>All findings of a whole conversation, in order of utterance and rule; those about absence last.</summary>
    public IReadOnlyList<Finding> Inspect(Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var live = Open(conversation.Head);
        List<Finding>? findings = null;
        foreach (var utterance in conversation.Utterances)
        {
            Gather(live.Add(utterance), ref findings);
        }

        Gather(live.Close(ClosingFacts.None), ref findings);
        findings?.Sort(LiveInspection.InReadingOrder);
        return findings ?? (IReadOnlyList<Finding>)[];
    }

    /// <summary>Begins to inspect a conversation while it happens.</summary>
    public LiveInspection Open(ConversationHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return new LiveInspection(Rulebook, head);
    }

    /// <summary>
    /// Screens a staff message before it is sent, by the rules that look at a single utterance; each finding says what
    /// to do (<see cref="Finding.Action"/>).
    /// </summary>
    public IReadOnlyList<Finding> InspectMessage(string text, ConversationHead head)
    {
        ArgumentNullException.ThrowIfNull(text);
        var live = Open(head);
        var findings = live.Add(new Utterance { Seq = 0, Role = UtteranceRole.Staff, Text = text }).ToList();
        findings.AddRange(live.Close(ClosingFacts.None));
        return findings.Where(f => Rulebook.ScreensMessages(f.Rule)).ToArray();
    }

    private static void Gather(IReadOnlyList<Finding> more, ref List<Finding>? findings)
    {
        if (more.Count > 0)
        {
            findings ??= [];
            findings.AddRange(more);
        }
    }
}
