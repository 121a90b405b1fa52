using System.Text;
using Daylight.Ledger;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>A small log with one case in it, and the bundle of that case.</summary>
internal static class SampleBundle
{
    public const string CaseId = "cs00000000000000000001";
    public const string Origin = "ledger.example/inst/2026";

    public static readonly NoteSigner Log = new(Origin, Enumerable.Repeat((byte)1, 32).ToArray());
    public static readonly NoteSigner Witness = new("witness.example/court", Enumerable.Repeat((byte)2, 32).ToArray(), NoteKeyType.CosignatureV1);
    public static readonly string Policy = TlogPolicy.ForLog(Log.Verifier);

    public static string WitnessedPolicy => $"log {Log.Verifier}\nwitness court {Witness.Verifier}\nquorum court\n";

    public static byte[] Zip(int events = 3) => BundleWriter.Write(Parts(events), Log);

    /// <summary>The case's entries stand between others; the last is its snapshot; some have payloads.</summary>
    /// <param name="events">How many entries before the snapshot.</param>
    /// <param name="lateEvents">How many behind it.</param>
    /// <param name="payloadEvery">Each so many of them has a payload.</param>
    /// <param name="word">What is said in the payloads: two logs that differ in it are forks of each other.</param>
    /// <param name="history">Whether every tenth entry is a reading, and an entry about keys stands first.</param>
    /// <param name="counting">The act of the entry that counts the case: a snapshot, or its end.</param>
    /// <param name="uncounted">How many of the first entries it forgets to count.</param>
    public static BundleParts Parts(
        int events = 3, int lateEvents = 0, int payloadEvery = 2, string word = "您好", bool history = false, string counting = CaseSnapshot.Act, int uncounted = 0)
    {
        var log = new PlannedLog();
        var payloads = new Dictionary<long, BundlePayload>();
        var ofCase = new List<long>();
        log.Append([KeyCreated]);
        log.Append(1);
        for (var i = 0; i < events; i++)
        {
            AddEvent(log, ofCase, payloads, i, payloadEvery, word, history);
            log.Append(1);
        }

        var earlier = (Size: log.Size, Note: new Checkpoint(Origin, log.Size, log.Root(log.Size)).Sign(Log));
        var snapshot = Leaf(log, ofCase, events) with
        {
            Act = counting,
            Details = CaseSnapshot.Details([.. ofCase.Skip(uncounted).Select(index => log.Leaves[(int)index])]),
        };
        ofCase.Add(log.Size);
        log.Append([snapshot.ToBytes()]);
        var snapshotIndex = ofCase[^1];
        for (var i = 0; i < lateEvents; i++)
        {
            AddEvent(log, ofCase, payloads, events + 1 + i, payloadEvery, word, history);
        }

        log.Append(4);
        return new BundleParts
        {
            CaseId = CaseId,
            Operator = "示例消费金融公司",
            Purpose = "诉讼举证",
            Created = new DateTimeOffset(2026, 3, 2, 4, 0, 0, TimeSpan.Zero),
            Software = "daylight 0.1.0",
            Policy = Policy,
            Checkpoint = new Checkpoint(Origin, log.Size, log.Root(log.Size)).Sign(Log),
            Entries = [.. ofCase.Concat(history ? [0] : Array.Empty<long>()).Select(index => new BundleEntry(
                index, log.Entries[(int)index], InclusionProof.Build(index, log.Size, log.Nodes.Read), payloads.GetValueOrDefault(index)))],
            SnapshotIndex = snapshotIndex,
            Earlier = [new EarlierCheckpoint(earlier.Note, ConsistencyProof.Build(earlier.Size, log.Size, log.Nodes.Read))],
        };
    }

    /// <summary>
    /// The parts as others vouch for them: a witness has cosigned the checkpoint, which is stamped by SHA-256 and the earlier one by
    /// SM3, and a report to print lies in the bundle.
    /// </summary>
    public static BundleParts Vouched(BundleParts parts, TestAuthority authority)
    {
        var cosigned = parts.Checkpoint.With(Witness.Cosign(parts.Checkpoint.Text, 1_772_424_000));
        return parts with
        {
            Policy = WitnessedPolicy,
            Checkpoint = cosigned,
            Stamps = [Stamp(authority, parts.Checkpoint, StampDigest.Sha256), Stamp(authority, parts.Earlier[0].Note, StampDigest.Sm3)],
            ReportPdf = Encoding.ASCII.GetBytes("%PDF-1.7 " + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i} 0 obj "))),
        };
    }

    /// <summary>A time stamp that openssl made.</summary>
    public static BundleStamp Stamp(TestAuthority authority, SignedNote note, StampDigest digest)
    {
        var query = TimeStampQuery.Make(digest, note.ToBytes(), Enumerable.Range(1, 16).Select(i => (byte)i).ToArray());
        return new BundleStamp(Checkpoint.Parse(note.Text).Size, note.ToBytes(), "test", digest, query.Bytes, authority.Reply(query.Bytes.Span), authority.ChainPem);
    }

    private static void AddEvent(PlannedLog log, List<long> ofCase, Dictionary<long, BundlePayload> payloads, int number, int payloadEvery, string word, bool history)
    {
        var leaf = Leaf(log, ofCase, number);
        leaf = history && number % 10 == 9 ? leaf with { Act = "exhibit.opened", Operator = "sf00000000000000000001" } : leaf;
        if (number % payloadEvery == 0)
        {
            var salt = Enumerable.Range(0, 32).Select(i => (byte)(i + number)).ToArray();
            var payload = new BundlePayload.Clear(Encoding.UTF8.GetBytes($"{word}，第 {number} 通电话。"), salt);
            payloads[log.Size] = payload;
            leaf = leaf with { Payload = Commitment.Of(salt, payload.Content.Span) };
        }

        ofCase.Add(log.Size);
        log.Append([leaf.ToBytes()]);
    }

    private static ReadOnlyMemory<byte> KeyCreated => new EntryLeaf { Id = "en00000000000000key01", Act = "key.created", Received = DateTimeOffset.UnixEpoch }.ToBytes();

    private static EntryLeaf Leaf(PlannedLog log, List<long> ofCase, int number) => new()
    {
        Id = $"en{number:D20}",
        Act = "conversation.utterances",
        CaseId = CaseId,
        Received = DateTimeOffset.UnixEpoch.AddMinutes(number),
        Previous = ofCase.Count == 0 ? null : log.Leaves[(int)ofCase[^1]],
    };
}
