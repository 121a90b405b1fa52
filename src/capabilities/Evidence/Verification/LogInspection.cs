using System.Globalization;
using System.Security.Cryptography;
using Daylight.Ledger;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>Sees an entry that is sound enough to be read.</summary>
internal delegate void SoundEntry(EntryRow row, EntryLeaf leaf);

/// <summary>Goes through one log from its first entry to its newest checkpoint.</summary>
internal sealed class LogInspection(Session session, LogRow log, LogFiles files, NoteVerifier key, CheckList checks)
{
    private readonly List<Hash32> _leafHashes = [];

    /// <summary>Runs the checks of the log; the callback sees each entry that is sound enough to be read.</summary>
    public void Run(SoundEntry seen)
    {
        CheckCheckpoint();
        CheckIndices();
        // While one bundle's entries are parsed and hashed on another processor, the next one's rows are read here.
        var examining = Task.FromResult<IReadOnlyList<ExaminedEntry>>([]);
        foreach (var bundle in LogTiles.Entries(log.Published))
        {
            var from = bundle.Index * TilePath.FullWidth;
            var rows = EntryStore.Sequenced(session, log.InstitutionId, log.Year, from, from + bundle.Width);
            var written = ReadBundle(bundle);
            var before = examining;
            examining = Task.Run(() => Examine(from, bundle.Width, rows, written));
            Tell(before.GetAwaiter().GetResult(), seen);
        }

        Tell(examining.GetAwaiter().GetResult(), seen);
        CheckTiles();
    }

    private void CheckCheckpoint()
    {
        if (log.Published == 0 && log.Checkpoint.Length == 0)
        {
            return;
        }

        try
        {
            var checkpoint = Checkpoint.Verify(SignedNote.Parse(log.Checkpoint), key);
            if (checkpoint.Size != log.Published || checkpoint.Root != new Hash32(log.Root))
            {
                checks.Fail("checkpoint", $"{log.Origin}: size or root differ from the signed ones");
            }

            if (files.Checkpoint() != log.Checkpoint)
            {
                CheckFile(checkpoint);
            }
        }
        catch (LedgerFormatException failure)
        {
            checks.Fail("checkpoint", $"{log.Origin}: {failure.Problem}");
        }
    }

    // A newer checkpoint may have been published since this reading began; any other difference is a failure.
    private void CheckFile(Checkpoint known)
    {
        var published = files.Checkpoint() is { } text ? Checkpoint.Verify(SignedNote.Parse(text), key) : null;
        if (published is null || published.Size <= known.Size)
        {
            checks.Fail("checkpoint", $"{log.Origin}: the file checkpoint is missing or not the newest one signed");
        }
    }

    private void CheckIndices()
    {
        var row = session.First<IndexRow>(
            """
            SELECT COUNT(*) AS Entries, COALESCE(MAX(idx), -1) AS Last FROM ledger_number
            WHERE institution_id = @InstitutionId AND year = @Year
            """,
            log)!;
        if (row.Entries != row.Last + 1 || row.Entries != log.Size || log.Published > log.Size)
        {
            checks.Fail("indices", string.Create(CultureInfo.InvariantCulture, $"{log.Origin}: {row.Entries} entries, last index {row.Last}, size {log.Size}"));
        }

        if (NumberStore.PassedOver(session, log.InstitutionId, log.Year) is > 0 and var passed)
        {
            checks.Fail("indices", string.Create(CultureInfo.InvariantCulture, $"{log.Origin}: {passed} entries were passed over and have no index"));
        }
    }

    private IReadOnlyList<ExaminedEntry> Examine(long from, int width, List<EntryRow> rows, IReadOnlyList<ReadOnlyMemory<byte>> written)
    {
        List<ExaminedEntry> examined = new(width);
        for (var i = 0; i < width; i++)
        {
            var row = i < rows.Count && rows[i].Idx == from + i ? rows[i] : rows.Find(candidate => candidate.Idx == from + i);
            var bytes = i < written.Count ? written[i] : row?.Leaf ?? ReadOnlyMemory<byte>.Empty;
            var hash = LeafHash.Of(bytes.Span);
            examined.Add(row is null
                ? new ExaminedEntry(hash, null, null, [("indices", Place(from + i, "missing in the database"))])
                : Examine(row, bytes.Span, hash));
        }

        return examined;
    }

    private ExaminedEntry Examine(EntryRow row, ReadOnlySpan<byte> written, Hash32 hash)
    {
        List<(string Check, string Fault)> faults = [];
        var same = written.SequenceEqual(row.Leaf);
        if (!same)
        {
            faults.Add(("entries", Place(row.Idx!.Value, "the bytes in the database and in the log's file differ")));
        }

        if (row.LeafHash.Length != Hash32.Size || new Hash32(row.LeafHash) != (same ? hash : LeafHash.Of(row.Leaf)))
        {
            faults.Add(("entries", Place(row.Idx!.Value, "the leaf hash is not that of the entry's bytes")));
        }

        try
        {
            var leaf = EntryLeaf.Parse(row.Leaf);
            if (leaf.Id != row.Id || leaf.Act != row.Act || leaf.CaseId != row.CaseId || leaf.Subject != row.SubjectId
                || leaf.Operator != row.StaffId || leaf.KeyId != row.ExhibitId || Platform.UtcMicros.From(leaf.Received) != row.ReceivedAt)
            {
                faults.Add(("entries", Place(row.Idx!.Value, "the row's columns say something else than the entry")));
            }

            return new ExaminedEntry(hash, row, leaf, faults);
        }
        catch (LedgerFormatException failure)
        {
            faults.Add(("entries", Place(row.Idx!.Value, failure.Message)));
            return new ExaminedEntry(hash, row, null, faults);
        }
    }

    private void Tell(IReadOnlyList<ExaminedEntry> entries, SoundEntry seen)
    {
        foreach (var entry in entries)
        {
            _leafHashes.Add(entry.Hash);
            foreach (var (check, fault) in entry.Faults)
            {
                checks.Fail(check, fault);
            }

            if (entry is { Row: { } row, Leaf: { } leaf })
            {
                seen(row, leaf);
            }
        }
    }

    private IReadOnlyList<ReadOnlyMemory<byte>> ReadBundle(TilePath bundle)
    {
        try
        {
            return EntryBundle.Read(files.Read(bundle));
        }
        catch (LedgerFormatException failure)
        {
            checks.Fail("entries", $"{log.Origin}/{bundle.Path}: {failure.Problem}");
            return [];
        }
    }

    /// <summary>Every hash tile must be exactly what the entries give, and their root the signed one.</summary>
    private void CheckTiles()
    {
        var level = _leafHashes;
        for (var depth = 0; level.Count > 0 && depth <= TilePath.LevelMax; depth++)
        {
            List<Hash32> above = [];
            foreach (var chunk in level.Chunk(TilePath.FullWidth).Index())
            {
                CheckTile(TilePath.Tile(depth, chunk.Index, chunk.Item.Length), chunk.Item);
                if (chunk.Item.Length == TilePath.FullWidth)
                {
                    above.Add(MerkleTree.RootOf(chunk.Item));
                }
            }

            level = above;
        }

        if (MerkleTree.RootOf(_leafHashes) != new Hash32(log.Root))
        {
            checks.Fail("tiles", $"{log.Origin}: the entries do not give the signed root");
        }
    }

    private void CheckTile(TilePath tile, Hash32[] hashes)
    {
        var stored = files.Find(tile);
        var expected = new byte[hashes.Length * Hash32.Size];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i].CopyTo(expected.AsSpan(i * Hash32.Size));
        }

        if (stored is null || !CryptographicOperations.FixedTimeEquals(stored, expected))
        {
            checks.Fail("tiles", $"{log.Origin}/{tile.Path}: {(stored is null ? "missing" : "differs from what the entries give")}");
        }
    }

    private string Place(long index, string what) => string.Create(CultureInfo.InvariantCulture, $"{log.Origin}#{index}: {what}");

    /// <summary>An entry after all that can be asked of it without the database: the hash of the bytes in the log's file, and what is wrong.</summary>
    private sealed record ExaminedEntry(Hash32 Hash, EntryRow? Row, EntryLeaf? Leaf, IReadOnlyList<(string Check, string Fault)> Faults);

    private sealed class IndexRow
    {
        public long Entries { get; init; }

        public long Last { get; init; }
    }
}
