using System.IO.Compression;
using System.Text;
using Daylight.Engines.Tests.Ledger;
using Daylight.Evidence.TimeStamps;
using Daylight.Evidence.Witnesses;
using Daylight.Ledger;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

/// <summary>Bundles for which others vouch: witnesses on real sockets, and time stamps that openssl makes.</summary>
public sealed class WitnessedBundleTests : IAsyncLifetime
{
    private const string Case = "cs3";
    private const string Person = "pn1";

    private readonly WitnessHome _bank = new("bank.example/w");
    private readonly WitnessHome _regulator = new("regulator.example/w");
    private TestAuthorityServer _authority = null!;

    public async Task InitializeAsync()
    {
        _authority = await TestAuthorityServer.StartAsync();
        await _bank.StartAsync("http://127.0.0.1:0");
        await _regulator.StartAsync("http://127.0.0.1:0");
    }

    public async Task DisposeAsync()
    {
        await _authority.DisposeAsync();
        await _bank.DisposeAsync();
        await _regulator.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_bundle_with_stamps_cosignatures_and_the_states_of_a_person_verifies_by_all_three(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 40);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        await IntroduceAsync(home);
        await StampingTests.RoundAsync(home, "stamps");
        await home.WriteAsync(session => home.Get<SubjectStates>().Restrict(session, TestInstallation.Institution, Person, officer.StaffId, "asked"));
        await home.WriteAsync(session => home.Get<SubjectStates>().Release(session, TestInstallation.Institution, Person, officer.StaffId, "settled"));
        await ExportAsync(home, officer);
        await StampingTests.RoundAsync(home, "stamps");

        var zip = await ExportAsync(home, officer);

        using ThreeVerifiers verifiers = new();
        var policy = await PolicyAsync(home);
        foreach (var (name, given) in new[] { ("own policy", null), ("policy of the reader", policy) })
        {
            var answer = verifiers.Ask(zip, given, name);
            answer.ExitCode.ShouldBe(0, $"{name}: {answer.Line}");
            answer.Line.ShouldContain(" witnesses=passed:0");
            answer.Line.ShouldContain(" time-stamps=passed:0 time=passed:0");
            answer.Line.ShouldContain(" consistency=passed:0");
            answer.Line.ShouldContain(" custody=passed:0");
        }

        var witnesses = BundleVerifier.Verify(zip).Checks.Single(check => check.Id == "witnesses").Text.En;
        witnesses.ShouldContain("bank (20");
        witnesses.ShouldContain("regulator (20");
        (await ReadAsync(zip, "policy.txt")).ShouldBe(policy);
        var custody = await ReadAsync(zip, "custody/readings.jsonl");
        custody.ShouldContain("\"subject.restricted\"");
        custody.ShouldContain("\"subject.released\"");
        var report = await ReadAsync(zip, "report.zh-CN.html");
        report.ShouldContain("<td>示例机构");
        report.ShouldContain("见证人 bank、regulator 签名");
    }

    [Fact]
    public async Task Without_enough_witnesses_a_bundle_is_incomplete_and_says_who_is_missing()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 40);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        await IntroduceAsync(home);
        await _regulator.StopAsync();

        var zip = await ExportAsync(home, officer);

        using ThreeVerifiers verifiers = new();
        var answer = verifiers.Ask(zip, null, "one witness is away");
        (answer.ExitCode, answer.Places("witnesses")).ShouldBe((2, 1), answer.Line);
        answer.FailedAt.Count.ShouldBe(1, answer.Line);
        var check = BundleVerifier.Verify(zip).Checks.Single(one => one.Id == "witnesses").Text;
        check.Zh.ShouldBe("见证人签名不足，没有足够的第三方证明账本未曾分叉，缺：regulator");
        (await ReadAsync(zip, "report.zh-CN.html")).ShouldContain("bank 已签名，尚缺 regulator");
    }

    [Fact]
    public async Task A_bundle_stands_on_the_checkpoint_that_was_cosigned_though_the_log_has_grown_since()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await SequencerTests.AppendAsync(home, 300);
        var export = home.Get<BundleExport>();
        var announced = (await home.WriteAsync(session => export.Announce(session, new Access(officer, "court", Case), null, null))).Value;
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        await IntroduceAsync(home);
        (await home.Get<Cosigning>().RoundAsync(CancellationToken.None)).ShouldBe(2);
        var cosigned = (await SequencerTests.LogAsync(home)).Published;
        var before = await home.ReadAsync(session => export.Collect(session, announced).Value.Zip);
        await SequencerTests.AppendAsync(home, 300);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);

        var zip = await home.ReadAsync(session => export.Collect(session, announced).Value.Zip);

        zip.ShouldBe(before);
        var report = BundleVerifier.Verify(zip);
        report.Verdict.ShouldBe(BundleVerdict.Ok);
        report.Checkpoint!.Size.ShouldBe(cosigned);
        (await SequencerTests.LogAsync(home)).Published.ShouldBe(cosigned + 300);
    }

    private async Task<TestInstallation> OpenAsync(Dialect dialect)
    {
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        TestAuthorityServer.Configure(folder, ("stamps", _authority, ["sha256", "sm3"]));
        WitnessHome.Configure(folder, "group both all bank regulator\nquorum both\n", ("bank", _bank), ("regulator", _regulator));
        var home = await TestInstallation.OpenAsync(dialect, folder: folder);
        // openssl stamps with the machine's time, so the installation and its witnesses live in it too. Tests of one year stay in it.
        home.Clock.Now = TimeProvider.System.GetUtcNow();
        _bank.Clock = _regulator.Clock = home.Clock;
        return home;
    }

    private async Task IntroduceAsync(TestInstallation home)
    {
        var key = await KeyAsync(home);
        _bank.Watch(key);
        _regulator.Watch(key);
    }

    private static async Task<byte[]> ExportAsync(TestInstallation home, Caller officer) =>
        (await home.Get<BundleExport>().RunAsync(new Access(officer, "court", Case), null, null, CancellationToken.None)).Value.Zip;

    private static async Task<string> PolicyAsync(TestInstallation home) => home.Get<WitnessSettings>().PolicyText(await KeyAsync(home));

    private static async Task<NoteVerifier> KeyAsync(TestInstallation home)
    {
        var log = (await home.ReadAsync(session => LogStore.All(session, TestInstallation.Institution)))[^1];
        return await home.WriteAsync(session => home.Get<LogKeys>().Signer(session, log.InstitutionId, log.Origin).Verifier);
    }

    private static async Task<string> ReadAsync(byte[] zip, string name)
    {
        await using ZipArchive archive = new(new MemoryStream(zip));
        using StreamReader reader = new(await archive.GetEntry(name)!.OpenAsync(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
