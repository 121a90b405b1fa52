using System.IO.Compression;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

public sealed class BundleExportTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_exported_bundle_verifies_offline(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 300);

        var bundle = await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), null, CancellationToken.None);

        var report = BundleVerifier.Verify(bundle.Value.Zip);
        report.Verdict.ShouldBe(BundleVerdict.Ok, string.Join('\n', report.Checks.Select(check => $"{check.Id} {check.Status} {check.Text.En}")));
        report.CaseId.ShouldBe("cs3");
        report.Entries.ShouldBe(45);
        report.Payloads.ShouldBe(15);
        (await SequencerTests.VerifyAsync(home)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_export_tells_of_the_first()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 20);
        await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), null, CancellationToken.None);
        var bundle = await home.Get<BundleExport>().RunAsync(new Access(officer, "regulator", "cs3"), null, CancellationToken.None);

        BundleVerifier.Verify(bundle.Value.Zip).Verdict.ShouldBe(BundleVerdict.Ok);
        await using ZipArchive zip = new(new MemoryStream(bundle.Value.Zip));
        using StreamReader custody = new(await zip.GetEntry("custody/readings.jsonl")!.OpenAsync(), Encoding.UTF8);
        (await custody.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_case_that_ran_over_new_year_gives_a_bundle_for_each_year()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 20);
        home.Clock.Now = home.Clock.Now.AddYears(1);
        await SequencerTests.AppendAsync(home, 20);

        foreach (var year in new int?[] { 2026, 2027, null })
        {
            var bundle = await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), year, CancellationToken.None);
            var report = BundleVerifier.Verify(bundle.Value.Zip);
            report.Checks.Where(check => check.Status == CheckStatus.Failed && check.Consequence == BundleVerdict.Tampered).ShouldBeEmpty($"{year}");
        }
    }

    [Fact]
    public async Task A_foreign_or_unknown_case_is_not_found_and_leaves_no_entry()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await home.AddInstitutionAsync("in00000000000000000002", "别家");
        var foreigner = await home.AddStaffAsync(Role.ComplianceOfficer, "officer", institution: "in00000000000000000002");
        await SequencerTests.AppendAsync(home, 20);

        var bundle = await home.Get<BundleExport>().RunAsync(new Access(foreigner, "court", "cs3"), null, CancellationToken.None);

        bundle.Failure!.Code.ShouldBe("not-found");
        (await home.ReadAsync(session => LogStore.PendingCount(session, "in00000000000000000002"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_flipped_byte_in_a_bundle_is_told_with_its_place()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 20);
        var zip = (await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), null, CancellationToken.None)).Value.Zip;

        for (var at = 0; at < zip.Length; at += 97)
        {
            zip[at] ^= 1;
            BundleVerifier.Verify(zip).Verdict.ShouldNotBe(BundleVerdict.Ok, $"byte {at}");
            zip[at] ^= 1;
        }
    }
}
