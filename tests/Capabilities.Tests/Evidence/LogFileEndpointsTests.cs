using System.Net;
using Daylight.Evidence.TimeStamps;
using Daylight.Evidence.Witnesses;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

/// <summary>The files of a log as they are served over HTTP.</summary>
public sealed class LogFileEndpointsTests : IAsyncLifetime
{
    private readonly WitnessHome _bank = new("bank.example/w");
    private readonly HttpClient _http = new();
    private TestAuthorityServer _authority = null!;
    private TestInstallation _home = null!;
    private WebApplication _app = null!;
    private Caller? _caller;

    public async Task InitializeAsync()
    {
        _authority = await TestAuthorityServer.StartAsync();
        await _bank.StartAsync("http://127.0.0.1:0");
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        TestAuthorityServer.Configure(folder, ("stamps", _authority, ["sha256", "sm3"]));
        WitnessHome.Configure(folder, "quorum bank\n", ("bank", _bank));
        _home = await TestInstallation.OpenAsync(Dialect.Sqlite, folder: folder);
        _home.Clock.Now = TimeProvider.System.GetUtcNow(); // openssl stamps with the machine's time.
        _bank.Clock = _home.Clock;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_home.Database).AddSingleton(_home.Get<DataDirectory>());
        _app = builder.Build();
        _app.Use((http, next) =>
        {
            http.Features.Set(_caller);
            return next(http);
        });
        LogFileEndpoints.Map(_app);
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _home.DisposeAsync();
        await _bank.DisposeAsync();
        await _authority.DisposeAsync();
    }

    [Fact]
    public async Task Time_stamps_are_served_to_everyone_as_they_lie_beside_the_log_and_openssl_verifies_them()
    {
        await StampingTests.GrowAsync(_home, 10);
        await StampingTests.RoundAsync(_home, "stamps");
        var folder = Path.Combine(_home.Folder, "log", await OriginAsync(), "tsa", "10");
        var served = Directory.CreateTempSubdirectory("daylight-served-").FullName;
        try
        {
            foreach (var name in Directory.GetFiles(folder).Select(Path.GetFileName))
            {
                var (status, bytes, _) = await GetAsync($"tsa/10/{name}");
                status.ShouldBe(HttpStatusCode.OK, name);
                bytes.ShouldBe(await File.ReadAllBytesAsync(Path.Combine(folder, name!)), name);
                await File.WriteAllBytesAsync(Path.Combine(served, name!), bytes);
            }

            await File.WriteAllTextAsync(Path.Combine(served, "root.pem"), _authority.Authority.RootPem);
            foreach (var digest in new[] { "sha256", "sm3" })
            {
                TestAuthority.OpenSsl(served, "ts", "-verify", "-data", "checkpoint", "-in", $"stamps.{digest}.tsr", "-CAfile", "root.pem", "-untrusted", $"stamps.{digest}.chain.pem")
                    .ShouldContain("Verification: OK");
            }
        }
        finally
        {
            Directory.Delete(served, recursive: true);
        }
    }

    [Fact]
    public async Task Nothing_else_under_tsa_is_served()
    {
        await StampingTests.GrowAsync(_home, 10);
        await StampingTests.RoundAsync(_home, "stamps");
        await File.WriteAllTextAsync(Path.Combine(_home.Folder, "log", await OriginAsync(), "tsa", "10", "note.txt"), "private");
        string[] strangers =
        [
            "tsa", "tsa/", "tsa/10", "tsa/10/", "tsa/11/checkpoint", "tsa/010/checkpoint", "tsa/-1/checkpoint", "tsa/10/note.txt", "tsa/10/stamps.md5.tsr", "tsa/10/other.sha256.tsr",
            "tsa/10/STAMPS.sha256.tsr", "tsa/10/stamps.sha256.tsr.bak", "tsa/10/..%2f..%2fcheckpoint", "tsa/10/%2e%2e/checkpoint", "tsa/99999999999999999999/checkpoint",
        ];
        foreach (var path in strangers)
        {
            (await GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await _http.GetAsync($"{_app.Urls.First()}/log/daylight.local/nobody/2026/tsa/10/checkpoint")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_checkpoint_is_served_with_its_cosignatures_and_the_newest_witnessed_one_beside_it()
    {
        await StampingTests.GrowAsync(_home, 5);
        var key = await KeyAsync();
        (await NoteAsync("checkpoint")).Verify(key).Ok.ShouldBeTrue();
        (await GetAsync("checkpoint.witnessed")).Status.ShouldBe(HttpStatusCode.NotFound);

        _bank.Watch(key);
        (await _home.Get<Cosigning>().RoundAsync(CancellationToken.None)).ShouldBe(1);

        var policy = TlogPolicy.Parse(_home.Get<WitnessSettings>().PolicyText(key));
        policy.Evaluate(await NoteAsync("checkpoint")).ShouldBeOfType<PolicyOutcome.Accepted>();
        policy.Evaluate(await NoteAsync("checkpoint.witnessed")).ShouldBeOfType<PolicyOutcome.Accepted>();

        await StampingTests.GrowAsync(_home, 5);
        var newest = await NoteAsync("checkpoint");
        Checkpoint.Parse(newest.Text).Size.ShouldBe(10);
        policy.Evaluate(newest).ShouldBeOfType<PolicyOutcome.QuorumMissing>();
        Checkpoint.Parse((await NoteAsync("checkpoint.witnessed")).Text).Size.ShouldBe(5);
        (await GetAsync("checkpoint.witnessed")).CacheControl.ShouldBe("no-cache");
        (await GetAsync("checkpoint.other")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Hash_tiles_are_for_everyone_and_entries_for_who_may_read_this_institutions_evidence()
    {
        await StampingTests.GrowAsync(_home, 5);
        (await GetAsync("tile/0/000.p/5")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("tile/entries/000.p/5")).Status.ShouldBe(HttpStatusCode.NotFound);
        await _home.AddInstitutionAsync("in00000000000000000002", "别家");
        _caller = await _home.AddStaffAsync(Role.ComplianceOfficer, "foreigner", institution: "in00000000000000000002");
        (await GetAsync("tile/entries/000.p/5")).Status.ShouldBe(HttpStatusCode.NotFound);
        _caller = await _home.AddStaffAsync(Role.Collector, "collector");
        (await GetAsync("tile/entries/000.p/5")).Status.ShouldBe(HttpStatusCode.NotFound);
        _caller = await _home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var (status, bytes, cache) = await GetAsync("tile/entries/000.p/5");
        (status, cache).ShouldBe((HttpStatusCode.OK, "private, immutable"));
        bytes.Length.ShouldBeGreaterThan(100);
    }

    private async Task<SignedNote> NoteAsync(string path)
    {
        var (status, bytes, _) = await GetAsync(path);
        status.ShouldBe(HttpStatusCode.OK, path);
        return SignedNote.Parse(bytes);
    }

    private async Task<(HttpStatusCode Status, byte[] Bytes, string? CacheControl)> GetAsync(string path)
    {
        using var response = await _http.GetAsync($"{_app.Urls.First()}/log/{await OriginAsync()}/{path}");
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers.TryGetValues("Cache-Control", out var said) ? string.Join(", ", said) : null);
    }

    private async Task<string> OriginAsync() => (await LogAsync()).Origin;

    private Task<LogRow> LogAsync() => _home.ReadAsync(session => LogStore.All(session, TestInstallation.Institution)[^1]);

    private async Task<NoteVerifier> KeyAsync()
    {
        var log = await LogAsync();
        return await _home.WriteAsync(session => _home.Get<LogKeys>().Signer(session, log.InstitutionId, log.Origin).Verifier);
    }
}
