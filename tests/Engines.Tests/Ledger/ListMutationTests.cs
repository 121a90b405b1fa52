using Daylight.Ledger;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>
/// The list of files of a bundle of 300 entries, the longest of what is signed, flipped before all three verifiers: of each kind of
/// line two come first and are asked of all three, then all others, every byte of which verify.py is asked about.
/// </summary>
public sealed class ListMutationTests
{
    private const string Name = "manifest.json";
    private const int DaylightOneIn = 8;
    private const int PageOneIn = 24;

    private static readonly BundleForge Whole = BundleForge.Open(Made());

    // Without the files it lists, so that the question is short: it is incomplete already, and must be called tampered.
    private static readonly byte[] Lone = Whole.Only(one => one is Name or "manifest.json.sig" or "checkpoint" or "policy.txt").Mended();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_flipped_byte_of_the_list_of_files_is_tampering(bool kinds)
    {
        using ThreeVerifiers verifiers = new();
        MutationTally tally = new(kinds ? $"{Name}, two lines of each kind" : $"{Name}, all other lines");
        var list = Whole.Files[Name];
        var first = Mutations.OneOfEachKind(list);
        var records = ZipRecord.Of(Lone);
        var mutants = Mutations.Offsets(list.Length, kinds ? 131 : 1201).Where(at => first.Contains(at) == kinds)
            .Select((at, i) => records.Mended(Lone, Name, at) with
            {
                By = kinds || i % PageOneIn == 0 ? Verifiers.All : i % DaylightOneIn == 0 ? Verifiers.Daylight | Verifiers.Python : Verifiers.Python,
            });
        foreach (var (mutant, told) in verifiers.TellAll(Lone, SampleBundle.WitnessedPolicy, tally.Left(mutants)))
        {
            tally.Count(mutant.Name, 1, told, answer => answer.Places("manifest-signature") - answer.Places("zip-structure"), _ => 1);
        }

        tally.Close();
    }

    private static byte[] Made()
    {
        using TestAuthority authority = new();
        return BundleWriter.Write(SampleBundle.Vouched(SampleBundle.Parts(events: 298, payloadEvery: 8, history: true), authority), SampleBundle.Log);
    }
}
