using Daylight.Ledger;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>Verifies a log's cosignatures again: each over a checkpoint that is an earlier state of this very log.</summary>
internal sealed class CosignatureInspection(Session session, LogRow log, EarlierStates states, NoteVerifier key, WitnessSettings settings, CheckList checks)
{
    /// <summary>Runs; gives the newest cosignature that holds, or null.</summary>
    public CosignatureRow? Run()
    {
        CosignatureRow? newest = null;
        foreach (var row in CosignatureStore.OfLog(session, log.InstitutionId, log.Year))
        {
            if (settings.Witnesses.FirstOrDefault(witness => witness.Name == row.Witness) is not { } witness)
            {
                continue; // Without its key nothing can be said about it.
            }

            if (Problem(row, witness) is { } problem)
            {
                checks.Fail("witnesses", $"{log.Origin} {row.Witness}: {problem}");
                continue;
            }

            newest = newest?.Size > row.Size ? newest : row;
        }

        return newest;
    }

    private string? Problem(CosignatureRow row, Witness witness)
    {
        try
        {
            var note = SignedNote.Parse(row.Note);
            var checkpoint = Checkpoint.Verify(note, key);
            return !note.Verify(witness.Key).Ok ? "the cosignature does not hold"
                : checkpoint.Size != row.Size || !states.Include(checkpoint) ? "the cosigned checkpoint is no earlier state of this log"
                : null;
        }
        catch (LedgerFormatException failure)
        {
            return failure.Message;
        }
    }
}
