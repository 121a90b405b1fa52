using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>
/// The container of a bundle of 300 entries, flipped and cut before all three verifiers. Bytes of different records are flipped
/// in the same round where no reader loses its way by it: the verifiers count the places, and must miss none of them.
/// </summary>
public sealed class ContainerMutationTests
{
    // Longer contents are flipped in a container with little else, so that each question is short.
    private const int LongMin = 1000;

    private const string List = "manifest.json";
    private const string Signature = "manifest.json.sig";

    private static readonly byte[] Zip = Made();
    private static readonly BundleForge Whole = BundleForge.Open(Zip);
    private static readonly IReadOnlyList<ZipRecord> Records = ZipRecord.Of(Zip);

    // The list of files stands apart: unread, it would hide what is wrong with the others. So do the authorities' answers and
    // certificates, of which readers differ in what they let pass once the list has called them tampered with.
    private static readonly List<ZipRecord> Grouped = [.. Records.Where(record => record.IsFile && record.Content < LongMin && !Apart(record.Name))];

    [Fact]
    public void A_flipped_byte_of_a_header_is_found_in_each_file()
    {
        var headers = Enumerable.Range(0, ZipRecord.LocalSize).Where(at => !Grouped[0].Steers(at)).Select(at => Flipped(Grouped, _ => at));
        Count("container: headers", Zip, Mutations.Some(headers, oneIn: 6), answer => answer.Places("zip-structure") - answer.Places("file-hashes"));
    }

    [Fact]
    public void A_flipped_byte_of_a_file_in_the_container_is_found_in_each()
    {
        var contents = Mutations.Offsets(Grouped.Max(file => file.Content), oneIn: 211)
            .Select(at => Flipped(Grouped.Where(file => at < file.Content), file => file.Header + at));
        // The header and the line of the directory each say that the content is another, and so does the list.
        Count("container: contents of less than 1,000 bytes", Zip, contents, Twice);
    }

    [Fact]
    public void A_flipped_byte_of_the_directory_is_found_in_each_of_its_lines()
    {
        var lines = Records.Where(record => !record.IsFile).ToList();
        var mutants = Enumerable.Range(0, lines.Max(line => line.Length)).Select(at => Flipped(lines.Where(line => at < line.Length), _ => at));
        Count("container: directory", Zip, Mutations.Some(mutants, oneIn: 19), answer => answer.Places("zip-structure") - answer.Places("file-hashes"));
    }

    [Fact]
    public void A_flipped_byte_by_which_a_reader_finds_its_way_is_found()
    {
        // All three are asked about each byte of the first two records of each kind; of the others daylight verify about each, and all about one in three.
        var repeated = Mutations.Repeated(Records, record => record.Name).ToHashSet();
        var mutants = Records.SelectMany(record => Enumerable.Range(0, record.Header).Where(record.Steers)
            .Select(at => Flipped([record], _ => at) with { By = Mutations.All && repeated.Contains(record) && (record.At + at) % 3 != 0 ? Verifiers.Daylight : Verifiers.All }));
        Count("container: signatures, sizes, names", Zip, Mutations.Some(mutants, oneIn: 701), Once, mutant => mutant.Flips[0].At < 4 ? 3 : 1);
    }

    [Fact]
    public void A_flipped_byte_of_the_other_headers_is_found()
    {
        var mutants = Records.Where(record => record.IsFile).Except(Grouped)
            .SelectMany(record => Enumerable.Range(0, ZipRecord.LocalSize).Where(at => !record.Steers(at)).Select(at => Flipped([record], _ => at)));
        Count("container: headers of long files, list, stamps", Zip, Mutations.Some(mutants, oneIn: 41), Once);
    }

    // In the whole bundle one byte in 499 even where all are flipped: they are flipped below in a bundle with little else.
    [Fact]
    public void A_flipped_byte_of_a_long_file_in_the_container_is_found()
    {
        var mutants = Records.Where(record => record.IsFile && (record.Content >= LongMin || record.Name == Signature))
            .SelectMany(record => Enumerable.Range(0, record.Content).Where(at => Mutations.Falls(at, Mutations.All ? 499 : 30011)).Select(at => Flipped([record], one => one.Header + at)));
        Count("container: long files, list and signature, one byte in 499", Zip, mutants, answer => answer.Places("zip-structure") / 2);
    }

    // Of the longest ones every byte is flipped in MutationSuiteTests and ListMutationTests, with the container made right again.
    [Theory]
    [InlineData("README.zh-CN.md", 487, 1)]
    [InlineData("custody/readings.jsonl", 487, 1)]
    [InlineData("report.zh-CN.html", 9001, 61)]
    [InlineData("verify.html", 4001, 61)]
    [InlineData("verify.py", 4001, 61)]
    [InlineData("tsa/603/test.sha256.tsr", 101, 1)]
    [InlineData("tsa/603/test.sha256.chain.pem", 101, 1)]
    [InlineData("tsa/598/test.sm3.tsr", 101, 1)]
    [InlineData("tsa/598/test.sm3.chain.pem", 101, 1)]
    [InlineData(List, 9001, 61)]
    [InlineData(Signature, 41, 1)]
    public void A_flipped_byte_of_a_file_in_a_container_with_little_else_is_found(string name, int oneIn, int oneInOfAll)
    {
        var few = Whole.Only(one => one == name || one is List or Signature or "checkpoint" or "policy.txt");
        var lone = name is List or Signature ? few.Mended() : few.SignedAnew(SampleBundle.Log);
        var file = ZipRecord.Of(lone).Single(record => record.IsFile && record.Name == name);
        var offsets = Enumerable.Range(0, file.Content).Where(at => Mutations.Falls(at, Mutations.All ? oneInOfAll : oneIn));
        // The header, the line of the directory and the list or its signature each say that the content is another.
        var check = name is List or Signature ? "manifest-signature" : "file-hashes";
        Count(
            $"container: {name}{(oneInOfAll > 1 ? $", one byte in {oneInOfAll}" : "")}", lone, offsets.Select(at => Flipped([file], one => one.Header + at, lone.Length)),
            answer => answer.Places("zip-structure") == 2 ? answer.Places(check) : 0);
    }

    [Fact]
    public void A_bundle_cut_short_anywhere_is_never_accepted()
    {
        // Asked of daylight verify anywhere in headers and at one place in 7 within contents, of the others before and behind each header
        // and at one place in 31. Within the directory, where everything else is still to be read, of all three at one place in 31.
        var mutants = Records.SelectMany(record => Enumerable.Range(0, record.Length).Where(at => IsCut(record, at))
            .Select(at => new Mutant($"cut to {record.At + at} bytes", record.At + at, [])
            {
                By = !record.IsFile || at == 0 || at == record.Header || Mutations.Falls(at, 31) ? Verifiers.All : Verifiers.Daylight,
            }));
        Count("container: cut short", Zip, Mutations.Some(mutants, oneIn: 1009), Once, mutant => mutant.Length < 22 ? 3 : 1, places: 1);
    }

    private static bool IsCut(ZipRecord record, int at) => record.IsFile
        ? at <= record.Header || Mutations.Falls(at, 7) || Mutations.Falls(at, 31)
        : record.Name.Length == 0 || Mutations.Falls(record.At + at, 31);

    // How many places the answers on mutants have found, each of which must be found, and the exit code.
    private static void Count(string artefact, byte[] zip, IEnumerable<Mutant> mutants, Func<Answer, int> found, Func<Mutant, int>? code = null, int? places = null)
    {
        using ThreeVerifiers verifiers = new();
        MutationTally tally = new(artefact);
        foreach (var (mutant, told) in verifiers.TellAll(zip, SampleBundle.WitnessedPolicy, tally.Left(mutants)))
        {
            tally.Count(mutant.Name, places ?? mutant.Flips.Count, told, found, _ => code?.Invoke(mutant) ?? 1);
        }

        tally.Close();
    }

    private static int Once(Answer answer) => Math.Min(1, answer.Places("zip-structure"));

    private static int Twice(Answer answer) => answer.Places("zip-structure") == 2 * answer.Places("file-hashes") ? answer.Places("file-hashes") : 0;

    private static bool Apart(string name) => name.StartsWith("manifest", StringComparison.Ordinal)
        || name.EndsWith(".tsr", StringComparison.Ordinal) || name.EndsWith(".pem", StringComparison.Ordinal);

    private static Mutant Flipped(IEnumerable<ZipRecord> records, Func<ZipRecord, int> at, int? length = null)
    {
        var flips = records.Select(record => record.Flip(at(record))).ToList();
        return new Mutant($"{flips.Count} bytes flipped, the first at {flips[0].At}", length ?? Zip.Length, flips);
    }

    private static byte[] Made()
    {
        using TestAuthority authority = new();
        return BundleWriter.Write(SampleBundle.Vouched(SampleBundle.Parts(events: 298, payloadEvery: 8, history: true), authority), SampleBundle.Log);
    }
}
