namespace Daylight.Inspection;

/// <summary>What becomes of a finding that a judge says no to. Either way it stays to be seen and counted.</summary>
public enum JudgeNo
{
    /// <summary>It waits for a person behind all others.</summary>
    Lower,

    /// <summary>It waits for nobody; a person may still take it up.</summary>
    Dismiss,
}

/// <summary>
/// What a rule would ask a language model about its findings. The engine asks nobody: a finding carries the question, and
/// stands without a judgement until somebody outside has an answer.
/// </summary>
/// <param name="Ask">The question, which "yes" answers where the rule was broken.</param>
/// <param name="Turns">How many turns before and behind the finding the judge reads.</param>
/// <param name="OnNo">What a "no" does.</param>
public sealed record JudgeQuestion(string Ask, int Turns, JudgeNo OnNo);
