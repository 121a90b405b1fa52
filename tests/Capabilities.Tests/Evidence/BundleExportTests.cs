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

        var bundle = await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), null, null, CancellationToken.None);

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
        await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), null, null, CancellationToken.None);
        var bundle = await home.Get<BundleExport>().RunAsync(new Access(officer, "regulator", "cs3"), null, null, CancellationToken.None);

        BundleVerifier.Verify(bundle.Value.Zip).Verdict.ShouldBe(BundleVerdict.Ok);
        await using ZipArchive zip = new(new MemoryStream(bundle.Value.Zip));
        using StreamReader custody = new(await zip.GetEntry("custody/readings.jsonl")!.OpenAsync(), Encoding.UTF8);
        (await custody.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_same_case_under_the_same_checkpoint_gives_the_same_bytes(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 60);
        var export = home.Get<BundleExport>();
        var announced = (await home.Get<Database>().WriteAsync(session => export.Announce(session, new Access(officer, "court", "cs3"), null, null), CancellationToken.None)).Value;
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);

        var first = await home.ReadAsync(session => export.Collect(session, announced).Value.Zip);
        home.Clock.Now = home.Clock.Now.AddHours(3);
        var second = await home.ReadAsync(session => export.Collect(session, announced).Value.Zip);

        second.ShouldBe(first);
    }

    [Fact]
    public async Task A_later_bundle_shows_that_the_log_only_grew_since_the_export_before()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 20);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), null, null, CancellationToken.None);
        await SequencerTests.AppendAsync(home, 20);
        var bundle = await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), null, null, CancellationToken.None);

        var report = BundleVerifier.Verify(bundle.Value.Zip);
        report.Checks.Single(check => check.Id == "consistency").Status.ShouldBe(CheckStatus.Passed);
        report.Checks.Single(check => check.Id == "custody").Status.ShouldBe(CheckStatus.Passed);
        await using ZipArchive zip = new(new MemoryStream(bundle.Value.Zip));
        zip.Entries.Count(entry => entry.FullName.StartsWith("consistency/", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Entries_about_keys_go_along_with_their_proofs_and_those_of_other_people_do_not(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        EntryDraft[] keys =
        [
            new(officer.InstitutionId, "key.tried"),
            new(officer.InstitutionId, "key.tried") { SubjectId = "pn00000000000000000099" },
            new(officer.InstitutionId, "keyless.act"),
        ];
        await home.Get<Database>().WriteAsync(session => home.Get<EvidenceLog>().AppendAll(session, keys), CancellationToken.None);
        await SequencerTests.AppendAsync(home, 20);

        var bundle = await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), null, null, CancellationToken.None);

        BundleVerifier.Verify(bundle.Value.Zip).Checks.Single(check => check.Id == "key-history").Status.ShouldBe(CheckStatus.Passed);
        await using ZipArchive zip = new(new MemoryStream(bundle.Value.Zip));
        using StreamReader history = new(await zip.GetEntry("keys/history.jsonl")!.OpenAsync(), Encoding.UTF8);
        var lines = (await history.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Count(line => line.Contains("\"key.tried\"", StringComparison.Ordinal)).ShouldBe(1);
        lines.ShouldAllBe(line => line.Contains("\"key.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Content_encrypted_to_a_recipient_opens_for_nobody_else()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 20);
        var court = AgeIdentity.FromSecret(Enumerable.Repeat((byte)7, 32).ToArray());

        var bundle = await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), null, court.Recipient, CancellationToken.None);

        var opened = BundleVerifier.Verify(bundle.Value.Zip, new BundleReader { Identity = court });
        opened.Verdict.ShouldBe(BundleVerdict.Ok);
        opened.Payloads.ShouldBeGreaterThan(0);
        BundleVerifier.Verify(bundle.Value.Zip).Payloads.ShouldBe(0);
        await using ZipArchive zip = new(new MemoryStream(bundle.Value.Zip));
        zip.Entries.ShouldNotContain(entry => entry.FullName.EndsWith("/content", StringComparison.Ordinal));
        Encoding.UTF8.GetString(bundle.Value.Zip).ShouldContain(court.Recipient.ToString());
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
            var bundle = await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), year, null, CancellationToken.None);
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

        var bundle = await home.Get<BundleExport>().RunAsync(new Access(foreigner, "court", "cs3"), null, null, CancellationToken.None);

        bundle.Failure!.Code.ShouldBe("not-found");
        (await home.ReadAsync(session => LogStore.PendingCount(session, "in00000000000000000002"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_flipped_byte_in_a_bundle_is_told_with_its_place()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 20);
        var zip = (await home.Get<BundleExport>().RunAsync(new Access(officer, "court", "cs3"), null, null, CancellationToken.None)).Value.Zip;

        for (var at = 0; at < zip.Length; at += 97)
        {
            zip[at] ^= 1;
            BundleVerifier.Verify(zip).Verdict.ShouldNotBe(BundleVerdict.Ok, $"byte {at}");
            zip[at] ^= 1;
        }
    }
}
