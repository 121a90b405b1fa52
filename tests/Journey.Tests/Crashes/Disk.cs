namespace Daylight.Journey.Crashes;

/// <summary>
/// A disk that plays a recording and can lose its power at any moment. The strictest reading of what a flush promises: a file's
/// flush makes its content durable, but not its name; a name is durable once its own folder was flushed; everything else may be
/// there or not, each change of a name and each write (or piece of it) for itself and in any order.
/// </summary>
/// <param name="root">The folder that was recorded.</param>
/// <param name="deaf">Files and folders whose flushes do nothing: to see that the suite finds a missing one.</param>
internal sealed class Disk(string root, Func<string, bool>? deaf = null)
{
    private readonly Dictionary<string, DiskFile?> _now = new(StringComparer.Ordinal); // A folder has no content.
    private readonly Dictionary<string, DiskFile?> _durable = new(StringComparer.Ordinal);
    private readonly List<NameChange> _pending = [];
    private readonly Dictionary<int, (string Path, DiskFile? File)> _open = [];
    private readonly Dictionary<long, int> _begun = [];
    private int _index;

    /// <summary>How many records were played.</summary>
    public int Played => _index;

    /// <summary>What lies in the folder before the recording begins; all of it is durable.</summary>
    public void Load(string folder)
    {
        _now[root] = _durable[root] = null;
        foreach (var path in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
        {
            _now[Placed(folder, path)] = _durable[Placed(folder, path)] = null;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            _now[Placed(folder, path)] = _durable[Placed(folder, path)] = new DiskFile(File.ReadAllBytes(path));
        }
    }

    /// <summary>Plays the next record.</summary>
    public void Play(TraceRecord record)
    {
        switch (record.Kind)
        {
            case 'O':
                Open(record);
                break;
            case 'C':
                _open.Remove(record.Descriptor);
                break;
            case 'W':
                _open[record.Descriptor].File!.Write(_index, record.First, record.Bytes); // Only files are written.
                break;
            case 'T':
                _open[record.Descriptor].File!.SetLength(_index, record.First);
                break;
            case 'A':
                _open[record.Descriptor].File!.Lengthen(_index, record.First);
                break;
            case 'B':
                _begun[record.First] = _index;
                break;
            case 'E':
                Flush(_open[record.Descriptor], _begun[record.First]);
                break;
            case 'R':
                var moved = _now[record.Path] ?? throw new InvalidOperationException($"{record.Path}: a folder was renamed, which is not played.");
                _now.Remove(record.Path);
                Name(record.To, moved, record.Path);
                break;
            case 'L':
                Name(record.To, _now[record.Path]);
                break;
            case 'M':
                Name(record.Path, null);
                break;
            case 'U' or 'X':
                _now.Remove(record.Path);
                _pending.Add(new NameChange(_index, null, record.Path, null));
                break;
            case 'P' when _open[record.Descriptor].Path.EndsWith("-shm", StringComparison.Ordinal):
                break; // The index of the write-ahead log: made anew after a crash, and never written into a crash state.
            default:
                throw new InvalidOperationException($"A change of {record.Path} was recorded that cannot be played: {record.Kind}.");
        }

        _index++;
    }

    /// <summary>What a reader of a file sees now.</summary>
    public ReadOnlySpan<byte> Content(string path) => _now[path]!.After(new Loss(100, 0), new Random(0));

    /// <summary>Writes what may be found after a loss of power now into an empty folder.</summary>
    public void LosePower(Loss loss, Random random, string folder)
    {
        Dictionary<string, DiskFile?> names = new(_durable, StringComparer.Ordinal);
        foreach (var change in _pending.Where(_ => loss.Keeps(random)))
        {
            change.Apply(names);
        }

        Write(names, file => file.After(loss, random), folder);
    }

    private void Write(Dictionary<string, DiskFile?> names, Survival content, string folder)
    {
        foreach (var (path, file) in names.OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            var place = folder + path[root.Length..];
            if (!Directory.Exists(Path.GetDirectoryName(place)) || path.EndsWith("-shm", StringComparison.Ordinal))
            {
                continue; // The folder's own name was lost.
            }

            if (file is null)
            {
                Directory.CreateDirectory(place);
                continue;
            }

            using FileStream stream = new(place, FileMode.Create, FileAccess.Write);
            stream.Write(content(file));
        }
    }

    private void Open(TraceRecord record)
    {
        if (record.First != 0 && !_now.ContainsKey(record.Path))
        {
            Name(record.Path, new DiskFile([]));
        }

        _open[record.Descriptor] = (record.Path, _now[record.Path]);
        if (record.Second != 0)
        {
            _now[record.Path]!.SetLength(_index, 0); // Only files are emptied.
        }
    }

    private void Name(string path, DiskFile? file, string? from = null)
    {
        _now[path] = file;
        _pending.Add(new NameChange(_index, path, from, file));
    }

    private void Flush((string Path, DiskFile? File) opened, int before)
    {
        if (deaf?.Invoke(opened.Path) == true)
        {
            return;
        }

        if (opened.File is { } file)
        {
            file.Flush(before);
            return;
        }

        foreach (var change in _pending.Where(change => change.Index < before && Path.GetDirectoryName(change.Place) == opened.Path))
        {
            change.Apply(_durable);
        }

        _pending.RemoveAll(change => change.Index < before && Path.GetDirectoryName(change.Place) == opened.Path);
    }

    private string Placed(string folder, string path) => root + path[folder.Length..];

    private delegate ReadOnlySpan<byte> Survival(DiskFile file);

    /// <summary>A name that was given, taken away or both.</summary>
    private sealed record NameChange(int Index, string? Given, string? Taken, DiskFile? File)
    {
        public string Place => Given ?? Taken!; // One of them is there.

        public void Apply(Dictionary<string, DiskFile?> names)
        {
            if (Taken is not null)
            {
                names.Remove(Taken);
            }

            if (Given is not null)
            {
                names[Given] = File;
            }
        }
    }
}
