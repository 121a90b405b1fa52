using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Daylight.Platform.Objects;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>The commands of an operator over a real S3 server and a real PostgreSQL: objects check, objects move, backup, restore.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-store-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [S3Fact]
    public async Task Exhibits_move_out_to_S3_and_back_by_command_and_the_ledger_verifies_to_the_last_byte_each_time()
    {
        await BringInAsync();
        var exhibits = Local();
        exhibits.ShouldBeGreaterThan(0, "a recording is too long for the table");
        var bucket = TestBucket.Make();
        bucket.Configure(Data);

        var (checking, checks) = await Command.RunAsync("objects", "check", "--data", Data);
        checking.ShouldBe(0, checks);
        checks.ShouldContain("conditional-put");
        checks.ShouldNotContain("failed");
        var (moving, moved) = await Command.RunAsync("objects", "move", "--data", Data);
        moving.ShouldBe(0, moved);
        moved.ShouldContain($"Moved {exhibits} objects");
        Local().ShouldBe(0);
        await VerifyAsync(Data);

        var backup = Path.Combine(_folder, "backup");
        var (backing, backed) = await Command.RunAsync("backup", "--data", Data, "--out", backup, "--keys-out", Path.Combine(_folder, "keys"));
        backing.ShouldBe(0, backed);
        backed.ShouldContain($"{exhibits} exhibits lie in the store outside and are not in this backup.");
        var restored = Path.Combine(_folder, "restored");
        var (restoring, told) = await Command.RunAsync("restore", "--from", backup, "--data", restored, "--keys", Path.Combine(_folder, "keys"));
        restoring.ShouldBe(0, told);
        await VerifyAsync(restored);
        Directory.GetFiles(backup, "*.credentials", SearchOption.AllDirectories).ShouldBeEmpty();

        var (returning, returned) = await Command.RunAsync("objects", "move", "--data", Data, "--to", "folder");
        returning.ShouldBe(0, returned);
        Local().ShouldBe(exhibits);
        await VerifyAsync(Data);
    }

    [S3Fact]
    public async Task A_store_that_does_not_accept_the_secret_is_told_by_name_and_with_exit_code_1()
    {
        await BringInAsync();
        var bucket = TestBucket.Make();
        bucket.Configure(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "config", "objects.credentials"), $"{TestBucket.AccessKey}\nwrong-secret\n");

        var (code, output) = await Command.RunAsync("objects", "check", "--data", Data, "--json");

        code.ShouldBe(1, output);
        output.ShouldContain("does not accept the access key or its secret");
        output.ShouldNotContain("wrong-secret");
    }

    [PostgresFact]
    public async Task A_backup_of_PostgreSQL_by_command_is_restored_into_another_database_and_verifies()
    {
        await using var first = await OwnDatabase.MakeAsync();
        await using var second = await OwnDatabase.MakeAsync();
        await OpenInstallationAsync("--postgres", first.Text);
        await ImportAsync("--postgres", first.Text);
        var backup = Path.Combine(_folder, "backup");

        var (backing, backed) = await Command.RunAsync("backup", "--data", Data, "--postgres", first.Text, "--out", backup, "--keys-out", Path.Combine(_folder, "keys"));
        backing.ShouldBe(0, backed);
        var (missing, why) = await Command.RunAsync("restore", "--from", backup, "--data", Path.Combine(_folder, "nowhere"), "--keys", Path.Combine(_folder, "keys"));
        missing.ShouldBe(3, why);
        why.ShouldContain("--postgres: this backup is of PostgreSQL");
        var restored = Path.Combine(_folder, "restored");
        var (restoring, told) = await Command.RunAsync("restore", "--from", backup, "--data", restored, "--keys", Path.Combine(_folder, "keys"), "--postgres", second.Text);
        restoring.ShouldBe(0, told);
        told.ShouldContain("entries under checkpoints");

        await VerifyAsync(restored, "--postgres", second.Text);
        (await first.CountAsync("SELECT COUNT(*) FROM account")).ShouldBe(10);
        (await second.CountAsync("SELECT COUNT(*) FROM account")).ShouldBe(10);
    }

    [S3Fact]
    public async Task A_recording_uploaded_over_HTTP_goes_out_to_S3_and_is_played_from_there()
    {
        Directory.CreateDirectory(Data);
        TestBucket.Make().Configure(Data);
        await using var product = await Product.StartAsync(Data);
        var house = await product.OpenHouseAsync("甲机构");
        var cases = await Portfolios.BringInAsync(house);
        var conversation = await Portfolios.OpenAsync(house.First, cases[0]);
        var whole = RandomNumberGenerator.GetBytes(1_500_000);

        var exhibit = await RecordAsync(product, house, conversation, whole);
        for (var i = 0; Local() > 0; i++)
        {
            i.ShouldBeLessThan(300, "the recording is still in the local folder after half a minute");
            await Task.Delay(100);
        }

        using HttpRequestMessage piece = new(HttpMethod.Get, $"/api/v1/recordings/{exhibit}?purpose=review")
        {
            Headers = { Range = new RangeHeaderValue(999_990, 1_000_009), Authorization = new AuthenticationHeaderValue("Bearer", house.Inspector.Token) },
        };
        using var answer = await product.Http.SendAsync(piece);
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(whole[999_990..1_000_010]);
        (await house.Inspector.GetAsync($"/conversations/{conversation}"))["recordings"].AsArray().Count.ShouldBe(1);
    }

    private static HttpRequestMessage Chunk(Uri server, string token, string upload, int from, byte[] bytes)
    {
        HttpRequestMessage chunk = new(HttpMethod.Patch, new Uri(server, $"/api/v1/uploads/{upload}"))
        {
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } },
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        chunk.Headers.Add("Upload-Offset", $"{from}");
        chunk.Headers.Add("Upload-Checksum", "sha256 " + Convert.ToBase64String(SHA256.HashData(bytes)));
        return chunk;
    }

    /// <summary>An installation with a portfolio and a recorded conversation, closed.</summary>
    private async Task BringInAsync()
    {
        await using var product = await Product.StartAsync(Data);
        var house = await product.OpenHouseAsync("甲机构");
        var cases = await Portfolios.BringInAsync(house);
        await RecordAsync(product, house, await Portfolios.OpenAsync(house.First, cases[0]), RandomNumberGenerator.GetBytes(200_000));
    }

    /// <summary>Uploads a recording over HTTP in two chunks; the exhibit it became.</summary>
    private static async Task<string> RecordAsync(Product product, House house, string conversation, byte[] whole)
    {
        var upload = (await house.First.PostAsync("/uploads", new { conversationId = conversation, mediaType = "audio/wav" })).Text("id");
        foreach (var (from, to) in new[] { (0, whole.Length / 2), (whole.Length / 2, whole.Length) })
        {
            using var chunk = Chunk(product.Http.BaseAddress!, house.First.Token, upload, from, whole[from..to]);
            using var kept = await product.Http.SendAsync(chunk);
            kept.StatusCode.ShouldBe(HttpStatusCode.OK, await kept.Content.ReadAsStringAsync());
            kept.Headers.GetValues("Upload-Offset").Single().ShouldBe($"{to}");
        }

        return (await house.First.PostAsync($"/uploads/{upload}/complete", new { sha256 = Convert.ToHexStringLower(SHA256.HashData(whole)) })).Text("exhibitId");
    }

    private async Task ImportAsync(params string[] more)
    {
        var portfolio = Path.Combine(_folder, "portfolio.csv");
        await File.WriteAllTextAsync(portfolio, Portfolios.Csv(10));
        var (code, output) = await Command.RunAsync(["import", "portfolio", portfolio, "--data", Data, .. more]);
        code.ShouldBe(0, output);
    }

    private async Task OpenInstallationAsync(params string[] more)
    {
        var port = Ports.Free();
        using var server = Command.Start(["serve", "--data", Data, "--urls", $"http://127.0.0.1:{port}", .. more]);
        using HttpClient http = new();
        for (var i = 0; !await AnswersAsync(http, port); i++)
        {
            server.HasExited.ShouldBeFalse();
            i.ShouldBeLessThan(1_200, "the server does not answer");
            await Task.Delay(100);
        }

        server.Kill(entireProcessTree: false);
        await server.WaitForExitAsync();
    }

    private static async Task<bool> AnswersAsync(HttpClient http, int port)
    {
        try
        {
            return (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/healthz"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task VerifyAsync(string data, params string[] more)
    {
        var (code, output) = await Command.RunAsync(["ledger", "verify", "--data", data, "--deep", .. more]);
        code.ShouldBe(0, output);
    }

    private int Local() => new ObjectFolder(Path.Combine(Data, "objects")).Names().Count();
}

/// <summary>A database of its own on the test server, removed at the end.</summary>
internal sealed class OwnDatabase : IAsyncDisposable
{
    private static readonly string Server = Environment.GetEnvironmentVariable("DAYLIGHT_POSTGRES") ?? "";
    private readonly string _name;

    private OwnDatabase(string name) => _name = name;

    public string Text => new NpgsqlConnectionStringBuilder(Server) { Database = _name, Pooling = true, MaxPoolSize = 10 }.ConnectionString;

    public static async Task<OwnDatabase> MakeAsync()
    {
        OwnDatabase database = new("d" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        await RunAsync(Server, $"CREATE DATABASE {database._name}");
        return database;
    }

    public async Task<long> CountAsync(string sql)
    {
        await using NpgsqlConnection connection = new(Text);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync(Server, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private static async Task RunAsync(string text, string sql)
    {
        await using NpgsqlConnection connection = new(text);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
