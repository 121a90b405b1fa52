using System.Text;
using Daylight.Ledger;
using Daylight.Platform.Objects;

namespace Daylight.Witness;

/// <summary>
/// The newest checkpoint of each log, one file each, replaced as a whole and flushed to the disk. Judging and remembering are
/// one turn: two requests can never both follow the same checkpoint.
/// </summary>
internal sealed class WitnessMemory(string folder)
{
    private readonly Lock _turn = new();

    /// <summary>Judges a request and, if it is to be cosigned, remembers its checkpoint durably before it returns.</summary>
    /// <exception cref="InvalidOperationException">A remembered checkpoint is damaged: nothing is cosigned until somebody has looked at it.</exception>
    public WitnessVerdict Judge(AddCheckpointRequest request, IReadOnlyList<NoteVerifier> logs)
    {
        lock (_turn)
        {
            var verdict = WitnessVerdict.Of(request, logs, Known);
            if (verdict is WitnessVerdict.Cosign { Checkpoint: var checkpoint } && Known(checkpoint.Origin) != checkpoint)
            {
                Durable.Write(PathOf(checkpoint.Origin), request.Note.ToBytes());
            }

            return verdict;
        }
    }

    private Checkpoint? Known(string origin)
    {
        var path = PathOf(origin);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return Checkpoint.Parse(SignedNote.Parse(File.ReadAllBytes(path)).Text) is { } known && known.Origin == origin
                ? known
                : throw new InvalidOperationException($"{path}: is the memory of another log; nothing is cosigned.");
        }
        catch (LedgerFormatException failure)
        {
            throw new InvalidOperationException($"{path}: is damaged ({failure.Message}); nothing is cosigned.");
        }
    }

    private string PathOf(string origin) => Path.Combine(folder, Hash32.Sha256(Encoding.UTF8.GetBytes(origin)).ToHex());
}
