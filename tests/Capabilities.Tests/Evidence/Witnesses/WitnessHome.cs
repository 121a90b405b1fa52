using Daylight.Ledger;
using Daylight.Witness;

namespace Daylight.Evidence.Witnesses;

/// <summary>A witness with its folder, which can be stopped and started again.</summary>
internal sealed class WitnessHome(string name) : IAsyncDisposable
{
    private WitnessServer? _server;

    public string Folder { get; } = Directory.CreateTempSubdirectory("daylight-witness-").FullName;

    public NoteSigner Key { get; } = new(name, System.Security.Cryptography.RandomNumberGenerator.GetBytes(32), NoteKeyType.CosignatureV1);

    public string Url { get; private set; } = "";

    public TimeProvider? Clock { get; set; }

    /// <summary>Writes the settings of an installation that asks these witnesses.</summary>
    public static void Configure(string folder, string quorum, params (string Name, WitnessHome Witness)[] witnesses) => File.WriteAllText(
        Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "config")).FullName, "witnesses.txt"),
        string.Concat(witnesses.Select(one => $"witness {one.Name} {one.Witness.Key.Verifier} {one.Witness.Url}\n")) + quorum);

    public WitnessOptions Options(string url) => new(Folder, Key, url, new Borrowed(this));

    public async Task StartAsync(string url)
    {
        _server = WitnessServer.Open(Options(url));
        await _server.App.StartAsync();
        Url = _server.App.Urls.First();
    }

    public async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.App.StopAsync();
            await server.DisposeAsync();
        }
    }

    public void Watch(NoteVerifier log) => File.AppendAllText(Path.Combine(Folder, "logs.txt"), $"log {log}\n");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class Borrowed(WitnessHome home) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => (home.Clock ?? System).GetUtcNow();
    }
}
