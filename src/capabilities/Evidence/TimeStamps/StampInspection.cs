using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Verifies a log's time stamps again, without a network: each token over the checkpoint it was given for, and that checkpoint
/// as an earlier state of this very log.
/// </summary>
internal sealed class StampInspection(Session session, LogRow log, EarlierStates states, DataDirectory data, NoteVerifier key, TimeStampSettings settings, CheckList checks)
{
    /// <summary>How many stamps of a log a quick verification looks at, the newest; a deep one looks at all.</summary>
    public const int QuickMax = 200;

    private readonly StampFiles _stamps = new(data, log.Origin);

    /// <summary>Runs; gives the newest stamp that holds, or null.</summary>
    public StampRow? Run(bool deep)
    {
        StampRow? newest = null;
        foreach (var row in StampStore.OfLog(session, log.InstitutionId, log.Year, deep ? int.MaxValue : QuickMax))
        {
            if (Problem(row) is { } problem)
            {
                checks.Fail("time-stamps", $"{log.Origin}/{StampFiles.Stem(row.Size, row.Authority, row.Digest)}: {problem}");
                continue;
            }

            newest ??= row;
        }

        return newest;
    }

    private string? Problem(StampRow row)
    {
        if (_stamps.Read(row) is not { } parts)
        {
            return "a file is missing";
        }

        if (!SHA256.HashData(parts.Reply).AsSpan().SequenceEqual(row.ReplyHash))
        {
            return "the answer is not the one that was received";
        }

        try
        {
            return NoteProblem(row, parts) ?? TokenProblem(row, parts);
        }
        catch (LedgerFormatException failure)
        {
            return failure.Message;
        }
    }

    private string? NoteProblem(StampRow row, StampParts parts)
    {
        var checkpoint = Checkpoint.Verify(SignedNote.Parse(parts.Note), key);
        return checkpoint.Size != row.Size || !states.Include(checkpoint)
            ? "the stamped checkpoint is no earlier state of this log"
            : null;
    }

    private string? TokenProblem(StampRow row, StampParts parts)
    {
        var chain = TimeStampRoots.Parse(parts.Chain);
        TimeStampExpectation expected = new(parts.Note, settings.Find(row.Authority)?.Roots ?? chain)
        {
            Query = TimeStampQuery.Parse(parts.Query),
            Between = chain,
        };
        return TimeStampVerifier.Verify(parts.Reply, expected) switch
        {
            TimeStampOutcome.Valid valid when UtcMicros.From(valid.Token.GeneratedAt) == row.StatedAt => null,
            TimeStampOutcome.Valid => "the stated time is not the one that was kept",
            TimeStampOutcome.Refused refused => refused.Problem,
            _ => throw new InvalidOperationException("An outcome is valid or refused."),
        };
    }
}
