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
    // Longer contents have rounds of their own in MutationSuiteTests; here some of their bytes are flipped.
    private const int LongMin = 5000;

    private static readonly byte[] Zip = Made();
    private static readonly IReadOnlyList<ZipRecord> Records = ZipRecord.Of(Zip);

    [Fact]
    public void A_flipped_byte_of_a_file_or_of_its_header_is_found_in_each_of_them()
    {
        using ThreeVerifiers verifiers = new();
        // The list of files stands apart: unread, it would hide what is wrong with the others. So do the authorities' answers and
        // certificates, of which readers differ in what they let pass once the list has called them tampered with (MutationSuiteTests).
        var files = Records.Where(record => record.IsFile && record.Content < LongMin && !Apart(record.Name)).ToList();
        var headers = Enumerable.Range(0, ZipRecord.LocalSize).Where(at => !files[0].Steers(at)).Select(at => Flipped(files, _ => at));
        var contents = Mutations.Offsets(files.Max(file => file.Content), oneIn: 211)
            .Select(at => Flipped(files.Where(file => at < file.Content), file => file.Header + at));
        foreach (var (mutant, answer) in verifiers.AskAll(Zip, SampleBundle.WitnessedPolicy, Mutations.Some(headers, oneIn: 6)))
        {
            Found(mutant, answer, mutant.Flips.Count).Places("file-hashes").ShouldBe(0, mutant.Name);
        }

        foreach (var (mutant, answer) in verifiers.AskAll(Zip, SampleBundle.WitnessedPolicy, contents))
        {
            // The header and the line of the directory each say that the content is another.
            Found(mutant, answer, 2 * mutant.Flips.Count).Places("file-hashes").ShouldBe(mutant.Flips.Count, mutant.Name);
        }
    }

    [Fact]
    public void A_flipped_byte_of_the_directory_is_found_in_each_of_its_lines()
    {
        using ThreeVerifiers verifiers = new();
        var lines = Records.Where(record => !record.IsFile).ToList();
        var mutants = Enumerable.Range(0, lines.Max(line => line.Length)).Select(at => Flipped(lines.Where(line => at < line.Length), _ => at));
        foreach (var (mutant, answer) in verifiers.AskAll(Zip, SampleBundle.WitnessedPolicy, Mutations.Some(mutants, oneIn: 19)))
        {
            Found(mutant, answer, mutant.Flips.Count).Places("file-hashes").ShouldBe(0, mutant.Name);
        }
    }

    [Fact]
    public void A_flipped_byte_by_which_a_reader_finds_its_way_is_found()
    {
        using ThreeVerifiers verifiers = new();
        var mutants = Records.SelectMany(record => Enumerable.Range(0, record.Header).Where(record.Steers).Select(at => Flipped([record], _ => at)));
        foreach (var (mutant, answer) in verifiers.AskAll(Zip, SampleBundle.WitnessedPolicy, Mutations.Some(mutants, oneIn: 701)))
        {
            answer.ExitCode.ShouldBe(mutant.Flips[0].At < 4 ? 3 : 1, mutant.Name);
            answer.Places("zip-structure").ShouldBeGreaterThan(0, mutant.Name);
        }
    }

    [Fact]
    public void A_flipped_byte_of_a_long_file_in_the_container_is_found()
    {
        using ThreeVerifiers verifiers = new();
        var mutants = Records.Where(record => record.Content >= LongMin || record.Name.StartsWith("manifest", StringComparison.Ordinal)).Where(record => record.IsFile)
            .SelectMany(record => Mutations.Offsets(record.Content, oneIn: 30011, oneInOfAll: 499).Select(at => Flipped([record], one => one.Header + at)));
        foreach (var (mutant, answer) in verifiers.AskAll(Zip, SampleBundle.WitnessedPolicy, mutants))
        {
            Found(mutant, answer, 2);
        }
    }

    [Fact]
    public void A_bundle_cut_short_anywhere_is_never_accepted()
    {
        using ThreeVerifiers verifiers = new();
        // Anywhere in the container's own bytes; within contents, one place in 61.
        var lengths = Records.SelectMany(record => Enumerable.Range(0, record.Length).Where(at => at <= record.Header || at % 61 == 0).Select(at => record.At + at));
        var mutants = lengths.Select(length => new Mutant($"cut to {length} bytes", length, []));
        foreach (var (mutant, answer) in verifiers.AskAll(Zip, SampleBundle.WitnessedPolicy, Mutations.Some(mutants, oneIn: 2003)))
        {
            answer.ExitCode.ShouldBe(mutant.Length < 22 ? 3 : 1, mutant.Name);
            answer.Places("zip-structure").ShouldBeGreaterThan(0, mutant.Name);
        }
    }

    [Fact]
    public void A_bundle_cut_short_anywhere_is_never_accepted_by_daylight_verify() =>
        Mutations.Some(Enumerable.Range(0, Zip.Length), oneIn: 1009).AsParallel()
            .Where(length => BundleVerifier.Verify(Zip.AsMemory(0, length), SampleBundle.WitnessedPolicy).ExitCode != (length < 22 ? 3 : 1))
            .ShouldBeEmpty();

    private static bool Apart(string name) => name.StartsWith("manifest", StringComparison.Ordinal)
        || name.EndsWith(".tsr", StringComparison.Ordinal) || name.EndsWith(".pem", StringComparison.Ordinal);

    private static Answer Found(Mutant mutant, Answer answer, int places)
    {
        answer.ExitCode.ShouldBe(1, mutant.Name);
        answer.Places("zip-structure").ShouldBe(places, mutant.Name);
        return answer;
    }

    private static Mutant Flipped(IEnumerable<ZipRecord> records, Func<ZipRecord, int> at)
    {
        var flips = records.Select(record => record.Flip(at(record))).ToList();
        return new Mutant($"{flips.Count} bytes flipped, the first at {flips[0].At}", Zip.Length, flips);
    }

    private static byte[] Made()
    {
        using TestAuthority authority = new();
        return BundleWriter.Write(SampleBundle.Vouched(SampleBundle.Parts(events: 298, payloadEvery: 8, history: true), authority), SampleBundle.Log);
    }
}
