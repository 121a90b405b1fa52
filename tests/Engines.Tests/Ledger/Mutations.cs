using System.Text;
using System.Text.RegularExpressions;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>Which bytes of a bundle are flipped: all of them if <c>DAYLIGHT_MUTATIONS</c> is <c>all</c> (eng/mutations), else a sample.</summary>
internal static class Mutations
{
    private const int Seed = 20260302;

    // The report and the two verifiers are many times longer than everything else and are only hashed: one byte in so many is flipped there.
    private const int VerifierStep = 211;

    public static bool All { get; } = Environment.GetEnvironmentVariable("DAYLIGHT_MUTATIONS") == "all";

    /// <summary>All offsets below a length, or each so many of them, with a seeded start and always the last.</summary>
    public static IEnumerable<int> Offsets(int length, int oneIn) => Enumerable.Range(0, length).Where(at => All || Falls(at, oneIn) || at == length - 1);

    /// <summary>All of them, or each so many of them, with a seeded start.</summary>
    public static IEnumerable<T> Some<T>(IEnumerable<T> all, int oneIn) => All ? all : all.Where((_, at) => Falls(at, oneIn));

    /// <summary>Whether an offset is among a seeded choice of one in so many.</summary>
    public static bool Falls(int at, int oneIn) => (at + Seed) % oneIn == 0;

    /// <summary>The content with one bit of one byte changed.</summary>
    public static byte[] Flip(byte[] content, int at, int bit)
    {
        var changed = content.ToArray();
        changed[at] ^= (byte)(1 << (bit % 8));
        return changed;
    }

    /// <summary>Every offset of the container and of all files; of the report and the two verifiers a sample.</summary>
    public static IEnumerable<int> EachByteOf(byte[] zip)
    {
        var verifiers = new[] { "report.zh-CN.html", "verify.html", "verify.py" }.Select(name => Extent(zip, name)).ToList();
        return Enumerable.Range(0, zip.Length).Where(i => i % VerifierStep == 0 || !verifiers.Exists(extent => extent.From <= i && i < extent.To));
    }

    /// <summary>Those that come third or later of their kind: their names differ from earlier ones in numbers alone.</summary>
    public static IEnumerable<T> Repeated<T>(IEnumerable<T> files, Func<T, string> name) =>
        files.GroupBy(file => string.Concat(name(file).Where(c => !char.IsAsciiDigit(c))), StringComparer.Ordinal).SelectMany(kind => kind.Skip(2));

    /// <summary>Of a list of files: what stands before and behind its lines, and the first two lines of each kind of file.</summary>
    public static HashSet<int> OneOfEachKind(byte[] list)
    {
        var lines = Regex.Matches(Encoding.Latin1.GetString(list), "\"([^\"]+)\":\\{\"role\"[^}]*\\},?", RegexOptions.None, TimeSpan.FromSeconds(10));
        return [.. Enumerable.Range(0, list.Length).Except(Repeated(lines, line => line.Groups[1].Value).SelectMany(line => Enumerable.Range(line.Index, line.Length)))];
    }

    private static (int From, int To) Extent(byte[] zip, string name)
    {
        var at = zip.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name + (name.EndsWith("html", StringComparison.Ordinal) ? "<!doctype" : "#!/usr"))) + name.Length;
        return (at, at + BitConverter.ToInt32(zip, at - name.Length - 30 + 22));
    }
}
