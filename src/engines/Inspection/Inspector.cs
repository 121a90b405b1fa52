namespace Daylight.Inspection;

/// <summary>Inspects conversations by one rulebook. Thread-safe: one inspector serves all threads.</summary>
public sealed class Inspector
{
    /// <summary>Makes an inspector of a rulebook.</summary>
    public Inspector(Rulebook rulebook) => Rulebook = rulebook;

    /// <summary>The rulebook in force.</summary>
    public Rulebook Rulebook { get; }

    /// <summary>All findings of a whole conversation, in order of utterance and rule.</summary>
    public IReadOnlyList<Finding> Inspect(Conversation conversation)
    {
        var live = Open(conversation.Head);
        var findings = new List<Finding>();
        foreach (var utterance in conversation.Utterances)
        {
            findings.AddRange(live.Add(utterance));
        }

        findings.AddRange(live.Close(ClosingFacts.None));
        return findings;
    }

    /// <summary>Begins to inspect a conversation while it happens.</summary>
    public LiveInspection Open(ConversationHead head) => new(Rulebook, head);

    /// <summary>Screens a staff message before it is sent; each finding says what to do (<see cref="Finding.Action"/>).</summary>
    public IReadOnlyList<Finding> InspectMessage(string text, ConversationHead head)
        => Open(head).Add(new Utterance { Seq = 0, Role = UtteranceRole.Staff, Text = text });
}
