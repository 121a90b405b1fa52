using Daylight.Ledger;

namespace Daylight.Witness;

/// <summary>
/// The logs a witness watches: a file of lines <c>log VKEY</c>, as in a tlog-policy, with comments after <c>#</c>. Read again
/// when it changes, because a log gets a new name each year.
/// </summary>
internal sealed class WitnessLogs(string path)
{
    private readonly Lock _turn = new();
    private IReadOnlyList<NoteVerifier> _keys = [];
    private (DateTime Written, long Length)? _read;

    /// <summary>The keys of all watched logs.</summary>
    /// <exception cref="InvalidOperationException">A line is not what it should be.</exception>
    public IReadOnlyList<NoteVerifier> Keys()
    {
        lock (_turn)
        {
            FileInfo file = new(path);
            if (!file.Exists)
            {
                return [];
            }

            if (_read != (file.LastWriteTimeUtc, file.Length))
            {
                _keys = [.. File.ReadLines(path).Index().Where(line => IsSaid(line.Item)).Select(line => Read(line.Item, line.Index + 1))];
                _read = (file.LastWriteTimeUtc, file.Length);
            }

            return _keys;
        }
    }

    private static bool IsSaid(string line) => line.Trim() is { Length: > 0 } text && text[0] != '#';

    private NoteVerifier Read(string line, int number)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return words is ["log", var text, ..] && NoteVerifier.Parse(text) is { Type: NoteKeyType.Ed25519 } key
                ? key
                : throw new InvalidOperationException($"{path}:{number}: not 'log VKEY' with a log's key");
        }
        catch (LedgerFormatException failure)
        {
            throw new InvalidOperationException($"{path}:{number}: {failure.Message}");
        }
    }
}
