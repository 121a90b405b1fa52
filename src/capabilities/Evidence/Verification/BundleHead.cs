using Daylight.Ledger;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// The checkpoint a bundle stands on: the newest one that enough witnesses cosigned, if it covers what was announced; else the
/// newest one of all, with the cosignatures that are there for it.
/// </summary>
/// <param name="Log">The log as it stood under that checkpoint.</param>
/// <param name="Note">The checkpoint with its signatures.</param>
/// <param name="Policy">The policy a reader may check it against.</param>
internal sealed record BundleHead(LogRow Log, SignedNote Note, string Policy)
{
    /// <summary>Chooses it.</summary>
    /// <param name="session">Where the cosignatures stand.</param>
    /// <param name="newest">The log as it is now.</param>
    /// <param name="policy">The policy of this log.</param>
    /// <param name="least">How many entries the checkpoint must cover at least.</param>
    public static BundleHead Choose(Session session, LogRow newest, string policy, long least)
    {
        var judge = TlogPolicy.Parse(policy);
        if (!judge.RequiresNoWitness && CosignatureStore.Witnessed(session, newest.InstitutionId, newest.Year) is { } witnessed && witnessed.Size >= least)
        {
            var note = SignedNote.Parse(witnessed.Note);
            if (judge.Evaluate(note) is PolicyOutcome.Accepted)
            {
                return new BundleHead(At(newest, note), note, policy);
            }
        }

        var cosigned = Cosigning.Cosigned(session, newest);
        return new BundleHead(At(newest, cosigned), cosigned, policy);
    }

    private static LogRow At(LogRow newest, SignedNote note)
    {
        var checkpoint = Checkpoint.Parse(note.Text);
        return new LogRow
        {
            InstitutionId = newest.InstitutionId,
            Year = newest.Year,
            Origin = newest.Origin,
            Size = newest.Size,
            Published = checkpoint.Size,
            Root = checkpoint.Root.ToArray(),
            Checkpoint = note.ToString(),
            SignedAt = newest.SignedAt,
        };
    }
}
