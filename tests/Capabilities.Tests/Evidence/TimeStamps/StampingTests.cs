using System.Text;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Daylight.Evidence.TimeStamps;

/// <summary>Stamping against authorities on real sockets, whose tokens openssl makes.</summary>
public sealed class StampingTests : IAsyncLifetime
{
    private TestAuthorityServer _first = null!;
    private TestAuthorityServer _second = null!;

    public async Task InitializeAsync()
    {
        _first = await TestAuthorityServer.StartAsync();
        _second = await TestAuthorityServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_authority_stamps_the_newest_checkpoint_by_each_digest_and_openssl_agrees(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect, ("first", _first, ["sha256", "sm3"]), ("second", _second, ["sha256"]));
        await GrowAsync(home, 10);

        (await RoundAsync(home, "first")).ShouldBe(2);
        (await RoundAsync(home, "second")).ShouldBe(1);

        var log = await LogAsync(home);
        var folder = Path.Combine(home.Folder, "log", log.Origin, "tsa", "10");
        Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
        [
            "checkpoint", "first.sha256.chain.pem", "first.sha256.tsq", "first.sha256.tsr", "first.sm3.chain.pem", "first.sm3.tsq", "first.sm3.tsr",
            "second.sha256.chain.pem", "second.sha256.tsq", "second.sha256.tsr",
        ]);
        (await File.ReadAllTextAsync(Path.Combine(folder, "checkpoint"))).ShouldBe(log.Checkpoint);
        var roots = Path.Combine(home.Folder, "config", "first.pem");
        foreach (var digest in new[] { "sha256", "sm3" })
        {
            TestAuthority.OpenSsl(folder, "ts", "-verify", "-data", "checkpoint", "-in", $"first.{digest}.tsr", "-CAfile", roots, "-untrusted", $"first.{digest}.chain.pem").ShouldContain("Verification: OK");
        }

        var status = await StatusAsync(home);
        status.Authorities.Select(one => (one.Name, one.Digest, one.Size, one.FailingSince)).ShouldBe(
            [("first", "sha256", 10L, null), ("first", "sm3", 10L, null), ("second", "sha256", 10L, null)]);
        status.Authorities[0].StatedAt!.Value.ShouldBeInRange(home.Clock.Now.AddMinutes(-1), DateTimeOffset.UtcNow.AddSeconds(1));
        var check = await CheckAsync(home);
        check.Status.ShouldBe("passed");
        check.Text.En.ShouldContain("the first 10 entries");
    }

    [Fact]
    public async Task A_log_is_stamped_every_five_minutes_if_it_has_grown_and_at_once_after_a_critical_act()
    {
        await using var home = await OpenAsync(Dialect.Sqlite, ("first", _first, ["sha256"]));
        home.Clock.Now = TestInstallation.Start;
        _first.Answer = query => Results.Bytes(_first.Authority.Forge(TimeStampQuery.Parse(query), home.Clock.Now));
        await GrowAsync(home, 3);
        (await RoundAsync(home, "first")).ShouldBe(1);
        (await RoundAsync(home, "first")).ShouldBe(0);

        await GrowAsync(home, 3);
        (await RoundAsync(home, "first")).ShouldBe(0);
        home.Clock.Now += TimeSpan.FromMinutes(4);
        (await RoundAsync(home, "first")).ShouldBe(0);
        home.Clock.Now += TimeSpan.FromMinutes(1);
        (await RoundAsync(home, "first")).ShouldBe(1);

        home.Clock.Now += TimeSpan.FromMinutes(10);
        (await RoundAsync(home, "first")).ShouldBe(0);

        await GrowAsync(home, 1);
        (await RoundAsync(home, "first")).ShouldBe(1);
        await GrowAsync(home, 2);
        (await RoundAsync(home, "first")).ShouldBe(0);
        await GrowAsync(home, 1, "bundle.exported");
        (await RoundAsync(home, "first")).ShouldBe(1);
        (await CheckAsync(home)).Status.ShouldBe("passed");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_authority_that_is_down_delays_nothing_is_shown_and_is_asked_again_later(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect, ("first", _first, ["sha256"]), ("second", _second, ["sha256"]));
        _first.Answer = _ => Results.StatusCode(503);
        await GrowAsync(home, 3);

        (await RoundAsync(home, "first")).ShouldBe(0);
        (await RoundAsync(home, "second")).ShouldBe(1);
        (await RoundAsync(home, "first")).ShouldBe(0);
        _first.Asked.ShouldBe(1);

        var failing = (await StatusAsync(home)).Authorities[0];
        failing.FailingSince.ShouldNotBeNull();
        failing.NextAt!.Value.ShouldBe(failing.FailingSince.Value.AddSeconds(5));
        failing.Problem!.En.ShouldBe("It cannot be reached");
        failing.Detail.ShouldBe("HTTP status 503");
        (await LogAsync(home)).Published.ShouldBe(3);

        home.Clock.Now += TimeSpan.FromSeconds(5);
        (await RoundAsync(home, "first")).ShouldBe(0);
        home.Clock.Now += TimeSpan.FromSeconds(5);
        (await RoundAsync(home, "first")).ShouldBe(0);
        _first.Asked.ShouldBe(2);
        (await StatusAsync(home)).Authorities[0].FailingSince.ShouldBe(failing.FailingSince);
        home.Clock.Now += TimeSpan.FromSeconds(5);
        _first.Answer = query => Results.Bytes(_first.Authority.Reply(query));
        (await RoundAsync(home, "first")).ShouldBe(1);

        (await StatusAsync(home)).Authorities[0].ShouldSatisfyAllConditions(
            one => one.FailingSince.ShouldBeNull(), one => one.Problem.ShouldBeNull(), one => one.Size.ShouldBe(3));
    }

    [Fact]
    public async Task An_authority_without_a_listener_is_unreachable()
    {
        await using var home = await OpenAsync(Dialect.Sqlite, ("second", _second, ["sha256"]));
        await _second.DisposeAsync();
        _second = await TestAuthorityServer.StartAsync();
        await GrowAsync(home, 3);

        (await RoundAsync(home, "second")).ShouldBe(0);

        (await StatusAsync(home)).Authorities.Single().Problem!.Zh.ShouldBe("连不上该机构");
    }

    [Fact]
    public async Task Lies_are_not_kept_and_are_named()
    {
        await using var home = await OpenAsync(Dialect.Sqlite, ("first", _first, ["sha256"]));
        await GrowAsync(home, 3);
        byte[]? replayed = null;
        _first.Answer = query => Results.Bytes(replayed = _first.Authority.Reply(query));
        (await RoundAsync(home, "first")).ShouldBe(1);
        using var expired = _first.Authority.Certify(home.Clock.Now.AddYears(-2), home.Clock.Now.AddYears(-1));
        using var bare = _first.Authority.CertifyWithoutUsage();
        (Func<TimeStampQuery, byte[]> Answer, string Problem)[] lies =
        [
            (_ => replayed!, "Its stamp is for something else"),
            (query => _first.Authority.Forge(query, home.Clock.Now, nonce: [1, 2, 3, 4, 5, 6, 7, 8]), "Its answer belongs to another request: an old stamp may have been replayed"),
            (query => _first.Authority.Forge(query, home.Clock.Now.AddMinutes(-6)), "Its time and the server's clock differ by more than five minutes: one of them is wrong"),
            (query => _first.Authority.Forge(query, home.Clock.Now, expired), "Its certificate was not valid when it stamped"),
            (query => _first.Authority.Forge(query, home.Clock.Now, bare), "Its certificate is not one for time stamps only"),
            (query => _second.Authority.Forge(query, home.Clock.Now), "Its certificate does not lead to the configured root"),
            (query => _first.Authority.Forge(query, home.Clock.Now, imprint: new byte[32]), "Its stamp is for something else"),
            (_ => TestAuthority.Wrap([], 2, "no credit"), "It refuses to stamp"),
            (_ => "<html>login</html>"u8.ToArray(), "Its answer is no time stamp"),
            (_ => new byte[TimeStampReply.BytesMax * 2], "It cannot be reached"),
        ];
        await GrowAsync(home, 3);
        foreach (var (answer, problem) in lies)
        {
            home.Clock.Now += TimeSpan.FromMinutes(20);
            _first.Answer = query => Results.Bytes(answer(TimeStampQuery.Parse(query)));

            (await RoundAsync(home, "first")).ShouldBe(0, problem);

            (await StatusAsync(home)).Authorities.Single().ShouldSatisfyAllConditions(one => one.Problem!.En.ShouldBe(problem), one => one.Size.ShouldBe(3));
        }

        Directory.GetDirectories(Path.Combine(home.Folder, "log", (await LogAsync(home)).Origin, "tsa")).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("tsr", true)]
    [InlineData("tsq", true)]
    [InlineData("chain.pem", false)]
    public async Task A_changed_or_missing_file_is_found(string ending, bool change)
    {
        await using var home = await OpenAsync(Dialect.Sqlite, ("first", _first, ["sha256"]));
        await GrowAsync(home, 300);
        await RoundAsync(home, "first");
        (await CheckAsync(home)).Status.ShouldBe("passed");
        var path = Path.Combine(home.Folder, "log", (await LogAsync(home)).Origin, "tsa", "300", $"first.sha256.{ending}");
        if (change)
        {
            var bytes = await File.ReadAllBytesAsync(path);
            bytes[^1] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
        }
        else
        {
            File.Delete(path);
        }

        (await CheckAsync(home)).Status.ShouldBe("failed");
    }

    [Fact]
    public async Task A_stamp_of_a_checkpoint_that_is_no_earlier_state_of_the_log_is_found()
    {
        await using var home = await OpenAsync(Dialect.Sqlite, ("first", _first, ["sha256"]));
        await GrowAsync(home, 300);
        var log = await LogAsync(home);
        var forked = await home.WriteAsync(session => new Checkpoint(log.Origin, 200, Hash32.Sha256("fork"u8))
            .Sign(home.Get<LogKeys>().Signer(session, log.InstitutionId, log.Origin)).ToString());
        var note = Encoding.UTF8.GetBytes(forked);
        var query = TimeStampQuery.Make(StampDigest.Sha256, note, new byte[16]);
        var reply = _first.Authority.Reply(query.Bytes.Span);
        new StampFiles(home.Get<DataDirectory>(), log.Origin).Write(200, "first", StampDigest.Sha256, new StampParts(note, query.Bytes.ToArray(), reply, _first.Authority.RootPem));
        await home.WriteAsync(session => StampStore.Insert(session, new StampRow
        {
            InstitutionId = log.InstitutionId,
            Year = log.Year,
            Size = 200,
            Authority = "first",
            Digest = "sha256",
            ReplyHash = System.Security.Cryptography.SHA256.HashData(reply),
        }));

        var check = await CheckAsync(home);

        check.Status.ShouldBe("failed");
        check.Text.En.ShouldContain("no earlier state of this log");
    }

    [Fact]
    public async Task Stamps_still_verify_after_the_log_has_grown_over_its_tiles_and_lost_and_rewrote_them()
    {
        await using var home = await OpenAsync(Dialect.Sqlite, ("first", _first, ["sha256"]));
        foreach (var more in new[] { 100, 100, 200, 300 })
        {
            await GrowAsync(home, more);
            home.Clock.Now += TimeSpan.FromMinutes(6);
            _first.Answer = query => Results.Bytes(_first.Authority.Forge(TimeStampQuery.Parse(query), home.Clock.Now));
            (await RoundAsync(home, "first")).ShouldBe(1);
        }

        Directory.Delete(Path.Combine(home.Folder, "log", (await LogAsync(home)).Origin, "tile"), recursive: true);
        await GrowAsync(home, 1);

        (await CheckAsync(home)).Status.ShouldBe("passed");
    }

    [Fact]
    public async Task Without_any_stamp_the_check_says_so()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        await GrowAsync(home, 3);
        (await CheckAsync(home)).Status.ShouldBe("not-checked");
    }

    [Fact]
    public async Task The_running_service_stamps_without_being_asked_though_the_other_authority_hangs()
    {
        using ManualResetEventSlim hanging = new();
        _first.Answer = _ =>
        {
            hanging.Wait(TimeSpan.FromSeconds(30));
            return Results.StatusCode(503);
        };
        await using var home = await OpenAsync(Dialect.Sqlite, ("first", _first, ["sha256"]), ("second", _second, ["sha256"]));
        await home.StartAsync();
        await home.WriteAsync(session => home.Get<EvidenceLog>().Append(session, new EntryDraft(TestInstallation.Institution, "case.opened")));

        for (var round = 0; round < 200 && (await StatusAsync(home)).Authorities[1].Size is null; round++)
        {
            await Task.Delay(50);
        }

        hanging.Set();
        (await StatusAsync(home)).Authorities[1].Size!.Value.ShouldBeGreaterThan(0);
    }

    internal static async Task GrowAsync(TestInstallation home, int count, string act = "contact.decided")
    {
        await home.WriteAsync(session => home.Get<EvidenceLog>().AppendAll(
            session, [.. Enumerable.Range(0, count).Select(_ => new EntryDraft(TestInstallation.Institution, act) { CaseId = "cs1" })]));
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
    }

    private static async Task<TestInstallation> OpenAsync(Dialect dialect, params (string Name, TestAuthorityServer Server, string[] Digests)[] authorities)
    {
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        TestAuthorityServer.Configure(folder, authorities);
        var home = await TestInstallation.OpenAsync(dialect, folder: folder);

        // openssl stamps with the machine's time, so the installation lives in it too.
        home.Clock.Now = DateTimeOffset.UtcNow;
        return home;
    }

    internal static Task<int> RoundAsync(TestInstallation home, string authority)
    {
        var rounds = Rounds.GetValue(home, _ => new(StringComparer.Ordinal));
        if (!rounds.TryGetValue(authority, out var stamping))
        {
            rounds[authority] = stamping = home.Get<Func<Authority, Stamping>>()(home.Get<TimeStampSettings>().Find(authority)!);
        }

        return stamping.RoundAsync(CancellationToken.None);
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<TestInstallation, Dictionary<string, Stamping>> Rounds = [];

    private static Task<LogRow> LogAsync(TestInstallation home) => home.ReadAsync(session => LogStore.All(session, TestInstallation.Institution)[^1]);

    private static Task<EvidenceStatus> StatusAsync(TestInstallation home) => home.WriteAsync(session => home.Get<LogStatus>().Read(session, TestInstallation.Institution));

    private static async Task<CheckView> CheckAsync(TestInstallation home) =>
        (await home.Get<LedgerVerification>().RunAsync(TestInstallation.Institution, null, deep: false, null, CancellationToken.None)).Checks.Single(check => check.Id == "time-stamps");
}
