namespace Daylight.Ledger;

/// <summary>
/// The one failure every parser of this engine may raise: the bytes are not in the promised format.
/// Anything else that escapes a parser is a defect of the parser.
/// </summary>
public sealed class LedgerFormatException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="subject">What was being read, such as <c>checkpoint</c> or <c>leaf</c>.</param>
    /// <param name="problem">One sentence naming what is wrong.</param>
    public LedgerFormatException(string subject, string problem)
        : base($"{subject}: {problem}")
    {
        Subject = subject;
        Problem = problem;
    }

    /// <summary>What was being read.</summary>
    public string Subject { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }
}
