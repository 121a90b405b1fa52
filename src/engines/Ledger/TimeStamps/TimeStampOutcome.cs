namespace Daylight.Ledger;

/// <summary>Why a time stamp is refused.</summary>
public enum TimeStampFault
{
    /// <summary>The bytes are no answer or no token.</summary>
    Malformed,

    /// <summary>The authority answered that it makes none.</summary>
    NotGranted,

    /// <summary>It was given for other bytes.</summary>
    OtherImprint,

    /// <summary>It does not answer this query: an older answer, or another's.</summary>
    OtherNonce,

    /// <summary>It was made under a policy that is not accepted.</summary>
    OtherPolicy,

    /// <summary>It states a time far from that of the asking.</summary>
    OtherTime,

    /// <summary>The certificate is not one for time stamps and nothing else (RFC 3161 §2.3).</summary>
    NotForTimeStamps,

    /// <summary>A certificate was not valid at the stated time.</summary>
    OutsideValidity,

    /// <summary>The certificates lead to none that is trusted.</summary>
    NotTrusted,

    /// <summary>The signature does not hold, or is not by the certificate that the token names.</summary>
    BadSignature,
}

/// <summary>What verifying a time stamp gave.</summary>
public abstract record TimeStampOutcome
{
    private TimeStampOutcome()
    {
    }

    /// <summary>The stamped bytes existed at the stated time, by the word of the authority.</summary>
    /// <param name="Token">The token.</param>
    /// <param name="Chain">The certificates in DER, the signer's first, the trusted one last.</param>
    public sealed record Valid(TimeStampToken Token, IReadOnlyList<ReadOnlyMemory<byte>> Chain) : TimeStampOutcome
    {
        /// <summary>The chain as PEM.</summary>
        public string ChainPem => TimeStampRoots.ToPem(Chain);
    }

    /// <summary>It shows nothing.</summary>
    /// <param name="Fault">Why.</param>
    /// <param name="Problem">One sentence more.</param>
    public sealed record Refused(TimeStampFault Fault, string Problem) : TimeStampOutcome;
}
