namespace Daylight.Ledger;

/// <summary>What a witness makes of a request.</summary>
public abstract record WitnessVerdict
{
    private WitnessVerdict()
    {
    }

    /// <summary>The log only grew: remember the checkpoint, durably, then cosign it.</summary>
    /// <param name="Checkpoint">The checkpoint.</param>
    public sealed record Cosign(Checkpoint Checkpoint) : WitnessVerdict;

    /// <summary>The witness does not watch this log.</summary>
    public sealed record UnknownOrigin : WitnessVerdict;

    /// <summary>No key that the witness trusts for this log has signed, or one has whose signature fails.</summary>
    public sealed record UnknownKey : WitnessVerdict;

    /// <summary>The old size is larger than the checkpoint's, or the note is no checkpoint.</summary>
    /// <param name="Problem">What is wrong.</param>
    public sealed record Malformed(string Problem) : WitnessVerdict;

    /// <summary>The old size is not the one the witness knows, or the same size came with another root.</summary>
    /// <param name="KnownSize">The size the witness knows.</param>
    public sealed record Conflict(long KnownSize) : WitnessVerdict;

    /// <summary>The proof does not show that the log only grew.</summary>
    public sealed record BadProof : WitnessVerdict;

    /// <summary>Judges a request by the rules of tlog-witness, in their order.</summary>
    /// <param name="request">The request.</param>
    /// <param name="logs">The keys of the watched logs; a log may have several.</param>
    /// <param name="known">Gives the checkpoint of an origin that was cosigned last; null if none ever was.</param>
    public static WitnessVerdict Of(AddCheckpointRequest request, IReadOnlyList<NoteVerifier> logs, Func<string, Checkpoint?> known)
    {
        var origin = request.Note.Text.Split('\n', 2)[0];
        var keys = logs.Where(key => key.Name == origin).ToList();
        if (keys.Count == 0)
        {
            return new UnknownOrigin();
        }

        if (!request.Note.Verify(keys).Ok)
        {
            return new UnknownKey();
        }

        try
        {
            return Of(request, Checkpoint.Parse(request.Note.Text), known(origin));
        }
        catch (LedgerFormatException failure)
        {
            return new Malformed(failure.Message);
        }
    }

    private static WitnessVerdict Of(AddCheckpointRequest request, Checkpoint offered, Checkpoint? known)
    {
        if (request.OldSize > offered.Size)
        {
            return new Malformed("the old size is larger than the checkpoint's");
        }

        var knownSize = known?.Size ?? 0;
        if (request.OldSize != knownSize || (known is not null && offered.Size == knownSize && offered.Root != known.Root))
        {
            return new Conflict(knownSize);
        }

        return Grew(request, offered, known) ? new Cosign(offered) : new BadProof();
    }

    // Nothing is to be proven from an empty log, nor from a checkpoint to itself: then the proof must be empty.
    private static bool Grew(AddCheckpointRequest request, Checkpoint offered, Checkpoint? known) =>
        known is null or { Size: 0 } || known.Size == offered.Size
            ? request.Proof.Count == 0
            : ConsistencyProof.Verify(known.Size, offered.Size, known.Root, offered.Root, request.Proof);
}
