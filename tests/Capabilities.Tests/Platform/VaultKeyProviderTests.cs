using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Platform;

/// <summary>The key service's interface, spoken over a socket to a reference peer that really encrypts.</summary>
public sealed class VaultKeyProviderTests : IAsyncLifetime
{
    private const string Key = "daylight";
    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
    private ReferenceTransit _peer = null!;

    public async Task InitializeAsync()
    {
        _peer = await ReferenceTransit.StartAsync(Key);
        await File.WriteAllTextAsync(TokenFile, ReferenceTransit.Token + "\n");
    }

    public async Task DisposeAsync()
    {
        await _peer.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_key_comes_back_under_its_own_context_alone_and_old_versions_still_open()
    {
        using var vault = Open();
        var key = RandomNumberGenerator.GetBytes(32);
        var wrapped = vault.Wrap("in1|subjects", key);

        vault.Unwrap("in1|subjects", wrapped).ShouldBe(key);
        Encoding.ASCII.GetString(wrapped).ShouldStartWith("vault:v1:");
        Should.Throw<CryptographicException>(() => vault.Unwrap("in2|subjects", wrapped));

        vault.Rotate().ShouldBe(2);
        vault.CurrentVersion().ShouldBe(2);
        vault.Unwrap("in1|subjects", wrapped).ShouldBe(key);
        var again = vault.Rewrap("in1|subjects", wrapped);
        vault.VersionOf(again).ShouldBe(2);
        _peer.MinDecryptionVersion = 2;
        vault.Unwrap("in1|subjects", again).ShouldBe(key);
        Should.Throw<CryptographicException>(() => vault.Unwrap("in1|subjects", wrapped));
    }

    [Fact]
    public void Changed_bytes_a_wrong_token_an_unknown_key_and_a_service_that_is_away_are_told_apart_and_nothing_is_wrapped()
    {
        using var vault = Open();
        var wrapped = vault.Wrap("c", new byte[32]);
        var changed = (byte[])wrapped.Clone();
        changed[^9] = changed[^9] == (byte)'A' ? (byte)'B' : (byte)'A';
        Should.Throw<CryptographicException>(() => vault.Unwrap("c", changed));

        using VaultKeyProvider unknown = new(_peer.Address, "transit", "nobody", TokenFile);
        Should.Throw<KeyProviderException>(() => unknown.Wrap("c", new byte[32]));
        File.WriteAllText(TokenFile, "another");
        var refused = Should.Throw<KeyProviderException>(() => vault.Wrap("c", new byte[32]));
        refused.Message.ShouldContain("403");
        refused.Message.ShouldNotContain("another");

        using VaultKeyProvider away = new(new Uri("http://127.0.0.1:9"), "transit", Key, TokenFile);
        Should.Throw<KeyProviderException>(() => away.Wrap("c", new byte[32]));
        Should.Throw<InvalidOperationException>(() => new VaultKeyProvider(new Uri("http://vault.example"), "transit", Key, TokenFile)).Message.ShouldContain("https");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_installation_moves_from_its_key_file_to_the_service_and_needs_the_file_no_more(Dialect dialect)
    {
        var home = await TestInstallation.OpenAsync(dialect);
        var content = await home.WriteAsync(session => home.Get<KeyRing>().Institution(session, TestInstallation.Institution, "content"));
        var subject = await home.WriteAsync(session => home.Get<KeyRing>().Subject(session, TestInstallation.Institution, "pn1").Key);
        var (folder, schema) = await home.CloseAsync();
        var settings = new { provider = "vault", address = _peer.Address.ToString(), key = Key, tokenFile = TokenFile };
        await File.WriteAllTextAsync(Path.Combine(folder, "keys", "provider.json"), JsonSerializer.Serialize(settings));

        home = await TestInstallation.OpenAsync(dialect, folder: folder, schema: schema);
        (await home.Get<KeyRotation>().RewrapRootAsync(null, CancellationToken.None)).ShouldBe(1, "One institution, one key under the root.");
        (await home.Get<KeyRotation>().RewrapRootAsync(null, CancellationToken.None)).ShouldBe(0);
        await home.CloseAsync();
        File.Delete(Path.Combine(folder, "keys", "root.key"));

        home = await TestInstallation.OpenAsync(dialect, folder: folder, schema: schema);
        (await home.ReadAsync(session => home.Get<KeyRing>().Institution(session, TestInstallation.Institution, "content"))).ShouldBe(content);
        (await home.ReadAsync(session => home.Get<KeyRing>().FindSubject(session, TestInstallation.Institution, "pn1")!.Key)).ShouldBe(subject);
        (await home.ReadAsync(session => home.Get<KeyStates>().Read(session, TestInstallation.Institution))).WrappedUnder.ShouldBe(["vault:v1"]);
        (await home.Get<KeyRotation>().RotateRootAsync(null, CancellationToken.None)).ShouldBe(1);
        (await home.ReadAsync(session => home.Get<KeyStates>().Read(session, TestInstallation.Institution))).WrappedUnder.ShouldBe(["vault:v2"]);
        await home.DisposeAsync();
    }

    private string TokenFile => Path.Combine(_folder, "token");

    private VaultKeyProvider Open() => new(_peer.Address, "transit", Key, TokenFile);
}
