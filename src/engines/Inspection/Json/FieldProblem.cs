namespace Daylight.Inspection;

/// <summary>A field of a JSON line that is wrong: which, what is wrong and what would be right.</summary>
public sealed record FieldProblem(string Field, string Message, string? Proposal)
{
    /// <summary>As one piece of text: field: message, proposal.</summary>
    public override string ToString() => $"{Field}: {Message}" + (Proposal is null ? "" : $", {Proposal}");
}

/// <summary>A conversation line read: the conversation, or the problems; warnings never stand in its way.</summary>
public sealed record ConversationReading(Conversation? Conversation, IReadOnlyList<FieldProblem> Problems, IReadOnlyList<FieldProblem> Warnings);

/// <summary>A finding line read: the finding, or the problems.</summary>
public sealed record FindingReading(Finding? Finding, IReadOnlyList<FieldProblem> Problems);
