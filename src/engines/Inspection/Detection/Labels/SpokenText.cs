namespace Daylight.Inspection;

/// <summary>Words and what they were said in answer to.</summary>
/// <param name="Text">The words.</param>
/// <param name="Before">What somebody else said last before them; null if nobody did, or it is not known.</param>
/// <param name="Kind">The channel; null if it is not known.</param>
public readonly record struct SpokenText(string Text, string? Before = null, ConversationKind? Kind = null);
