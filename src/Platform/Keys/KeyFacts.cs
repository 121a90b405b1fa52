namespace Daylight.Platform.Keys;

/// <summary>What happened to a key above the subjects' keys; the ledger keeps it as the key's history.</summary>
/// <param name="InstitutionId">Whose key.</param>
/// <param name="Change"><c>made</c>, <c>rotated</c> or <c>destroyed</c>.</param>
/// <param name="Key">Which: <c>institution:2</c>, <c>purpose:index</c>, <c>epoch:3</c>.</param>
/// <param name="Under">What wraps it: <c>file:v1</c>, <c>institution:2</c>; empty for one that was destroyed.</param>
/// <param name="AtMicros">When, in microseconds since the Unix epoch.</param>
public sealed record KeyChanged(string InstitutionId, string Change, string Key, string Under, long AtMicros);

/// <summary>This subject's key was destroyed: what is sealed for them cannot be opened, and nothing can be sealed for them any more.</summary>
public sealed class SubjectErasedException : System.Security.Cryptography.CryptographicException
{
    /// <summary>With the sentence that says so.</summary>
    public SubjectErasedException()
        : base("This person's data was erased; nothing can be sealed for them any more.")
    {
    }

    /// <param name="message">Another sentence.</param>
    public SubjectErasedException(string message)
        : base(message)
    {
    }

    /// <param name="message">Another sentence.</param>
    /// <param name="cause">What was thrown underneath.</param>
    public SubjectErasedException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
