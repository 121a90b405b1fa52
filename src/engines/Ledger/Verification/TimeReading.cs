using System.Globalization;

namespace Daylight.Ledger.Verification;

/// <summary>
/// Time stamps of authorities. That each was given for a checkpoint of this log, and that this checkpoint is a prefix of the
/// bundle's, takes hashes and the log's signature; that the authority gave it takes certificates, and is a check of its own.
/// </summary>
internal sealed class TimeReading(
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, TlogPolicy policy, Checkpoint checkpoint, TimeStampRoots? roots)
{
    private const string Folder = "tsa/";

    private static readonly string[] Endings = [".tsq", ".tsr", ".chain.pem"];

    private readonly List<Problem> _problems = [];
    private readonly List<Stamp> _bound = [];

    public void Check(CheckList checks)
    {
        var names = files.Keys.Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            checks.NotChecked("time-stamps", "包内没有可信时间戳", "the bundle holds no time stamp of an authority");
            return;
        }

        var stamps = names.Select(Read).OfType<Stamp>().Distinct().ToList();
        stamps.ForEach(Bind);
        checks.Conclude(
            "time-stamps", _problems, $"{_bound.Count} 枚时间戳所盖的都是本账本签名的检查点，本检查点由其增长而来",
            $"{_bound.Count} time stamps are over checkpoints that this log signed and of which this one is a continuation");
    }

    /// <summary>Whether the authorities gave them, and what follows from it.</summary>
    public void CheckAuthorities(CheckList checks)
    {
        if (_bound.Count == 0)
        {
            NotProven(checks);
            return;
        }

        List<Problem> problems = [];
        List<(Stamp Stamp, string At)> valid = [];
        foreach (var stamp in _bound)
        {
            if (Verify(stamp) is TimeStampOutcome.Valid { Token.GeneratedAt: var at })
            {
                valid.Add((stamp, at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
            }
            else
            {
                problems.Add(Problem.Tampered($"{stamp.Stem}.tsr 的签名、证书或内容不成立", $"{stamp.Stem}.tsr does not hold: its signature, certificates or content"));
            }
        }

        checks.Conclude(
            "time", problems,
            string.Join("；", valid.Take(5).Select(one => $"序号小于 {one.Stamp.Size} 的账目在 {one.At} 已经存在（{one.Stamp.Authority}）")),
            string.Join("; ", valid.Take(5).Select(one => $"entries with an index below {one.Stamp.Size} existed at {one.At} ({one.Stamp.Authority})")));
        if (roots is null)
        {
            checks.NotChecked(
                "time-roots", "时间戳机构的根证书取自包内，属于谁须另行核对", "the root certificates of the authorities are the bundle's own; whose they are must be checked in another way");
        }
    }

    public static void NotProven(CheckList checks) => checks.NotChecked(
        "time", "没有可信时间戳：账目中的时间来自服务器自己的时钟", "no time stamp of an authority: times in entries come from the server's own clock");

    private Stamp? Read(string name)
    {
        var parts = name.Split('/');
        var ending = Array.Find(Endings, ending => name.EndsWith(ending, StringComparison.Ordinal));
        if (parts.Length == 3 && StrictText.TryReadDecimal(parts[1], out var size))
        {
            if (parts[2] == "checkpoint")
            {
                return null;
            }

            if (ending is not null && parts[2][..^ending.Length].Split('.') is [var authority, "sha256" or "sm3"] words
                && authority.Length is > 0 and <= 40 && authority.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                return new Stamp(name[..^ending.Length], size, authority, StampDigests.FromWord(words[1])!.Value);
            }
        }

        _problems.Add(Problem.Malformed($"{name} 不是时间戳的文件", $"{name} is no file of a time stamp"));
        return null;
    }

    private void Bind(Stamp stamp)
    {
        if (!files.TryGetValue(stamp.Note, out var note) || !Endings.All(ending => files.ContainsKey(stamp.Stem + ending)))
        {
            _problems.Add(Problem.Incomplete($"{stamp.Stem} 的文件不齐", $"files of {stamp.Stem} are missing"));
            return;
        }

        if (!IsOfThisLog(stamp.Size, note))
        {
            _problems.Add(Problem.Tampered($"{stamp.Note} 不是本账本的较早检查点", $"{stamp.Note} is no earlier checkpoint of this log"));
            return;
        }

        // In DER a digest stands as an octet string of 32 bytes; in a query behind an algorithm whose parameters are NULL.
        byte[] imprint = [0x04, 0x20, .. StampDigests.Of(stamp.Digest, note.Span).ToArray()];
        var query = files[stamp.Stem + ".tsq"].Span;
        if (!IsQuery(query) || query.IndexOf((byte[])[5, 0, .. imprint]) < 0 || files[stamp.Stem + ".tsr"].Span.IndexOf(imprint) < 0)
        {
            _problems.Add(Problem.Tampered($"{stamp.Stem} 不是为这一检查点出具的", $"{stamp.Stem} was not given for this checkpoint"));
            return;
        }

        _bound.Add(stamp);
    }

    // A DER sequence in the short form that begins with version 1 and ends by asking for the certificates: readers of DER differ in what else they let pass.
    private static bool IsQuery(ReadOnlySpan<byte> query) =>
        query.Length is > 8 and < 130 && query[0] == 0x30 && query[1] == query.Length - 2 && query[2..5].SequenceEqual<byte>([2, 1, 1]) && query[^3..].SequenceEqual<byte>([1, 1, 0xff]);

    private bool IsOfThisLog(long size, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var note = SignedNote.Parse(bytes.Span);
            var stamped = Checkpoint.Parse(note.Text);
            return policy.Evaluate(note) is not PolicyOutcome.Rejected && stamped.Origin == checkpoint.Origin && stamped.Size == size
                && (size == checkpoint.Size ? stamped.Root == checkpoint.Root : EarlierReading.Shows(files, policy, checkpoint, size, bytes.Span));
        }
        catch (LedgerFormatException)
        {
            return false;
        }
    }

    private TimeStampOutcome Verify(Stamp stamp)
    {
        try
        {
            var chain = TimeStampRoots.Parse(StrictText.Decode(files[stamp.Stem + ".chain.pem"].Span, "chain"));
            return TimeStampVerifier.Verify(files[stamp.Stem + ".tsr"].Span, new TimeStampExpectation(files[stamp.Note], roots ?? chain)
            {
                Query = TimeStampQuery.Parse(files[stamp.Stem + ".tsq"].Span),
                Between = chain,
            });
        }
        catch (LedgerFormatException failure)
        {
            return new TimeStampOutcome.Refused(TimeStampFault.Malformed, failure.Message);
        }
    }

    private sealed record Stamp(string Stem, long Size, string Authority, StampDigest Digest)
    {
        public string Note => $"{Folder}{StrictText.Decimal(Size)}/checkpoint";
    }
}
