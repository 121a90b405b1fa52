using System.Globalization;
using System.Net;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform.Storage;
using Daylight.Witness;
using Shouldly;
using Xunit;

namespace Daylight.Evidence.Witnesses;

/// <summary>Witnesses on real sockets, and the server as their client.</summary>
public sealed class WitnessTests : IAsyncLifetime
{
    private readonly List<WitnessHome> _witnesses = [];
    private readonly HttpClient _http = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _http.Dispose();
        foreach (var witness in _witnesses)
        {
            await witness.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_server_collects_cosignatures_and_serves_the_checkpoint_that_enough_have_signed(Dialect dialect)
    {
        var (bank, regulator) = (await StartAsync("bank.example/w"), await StartAsync("regulator.example/w"));
        await using var home = await OpenAsync(dialect, "group both all bank regulator\nquorum both\n", ("bank", bank), ("regulator", regulator));
        await GrowAsync(home, 5);
        await IntroduceAsync(home, bank, regulator);

        (await RoundAsync(home)).ShouldBe(2);
        await GrowAsync(home, 300);
        (await RoundAsync(home)).ShouldBe(2);
        (await RoundAsync(home)).ShouldBe(0);

        var status = await StatusAsync(home);
        status.Witnesses.Select(one => (one.Name, one.Size, one.FailingSince)).ShouldBe([("bank", 305L, null), ("regulator", 305L, null)]);
        status.WitnessedSize.ShouldBe(305);
        var log = await LogAsync(home);
        var note = SignedNote.Parse(await File.ReadAllTextAsync(Path.Combine(home.Folder, "log", log.Origin, "checkpoint.witnessed")));
        note.Signatures.Count.ShouldBe(3);
        note.Verify(await KeyAsync(home), bank.Key.Verifier, regulator.Key.Verifier).Verified.Count.ShouldBe(3);
        NoteVerifier.CosignedAt(note.Signatures[1]).ShouldBe(home.Clock.Now.ToUnixTimeSeconds());
        var served = await home.ReadAsync(session => Cosigning.Cosigned(session, log));
        served.ToString().ShouldBe(note.ToString());
        var check = await CheckAsync(home);
        check.Status.ShouldBe("passed");
        check.Text.En.ShouldContain("the first 305 entries");
    }

    [Fact]
    public async Task A_missing_witness_delays_nothing_is_shown_and_catches_up_when_it_is_back()
    {
        var (bank, regulator) = (await StartAsync("bank.example/w"), await StartAsync("regulator.example/w"));
        await using var home = await OpenAsync(Dialect.Sqlite, "group both all bank regulator\nquorum both\n", ("bank", bank), ("regulator", regulator));
        await GrowAsync(home, 5);
        await IntroduceAsync(home, bank, regulator);
        (await RoundAsync(home)).ShouldBe(2);
        var url = regulator.Url;
        await regulator.StopAsync();

        await GrowAsync(home, 5);
        (await RoundAsync(home)).ShouldBe(1);

        var status = await StatusAsync(home);
        status.Witnesses[0].Size.ShouldBe(10);
        status.Witnesses[1].ShouldSatisfyAllConditions(
            one => one.Size.ShouldBe(5), one => one.Problem!.En.ShouldBe("It cannot be reached"), one => one.NextAt.ShouldBe(home.Clock.Now.AddSeconds(5)));
        status.WitnessedSize.ShouldBe(5);
        (await LogAsync(home)).Published.ShouldBe(10);

        await regulator.StartAsync(url);
        (await RoundAsync(home)).ShouldBe(0);
        home.Clock.Now += TimeSpan.FromSeconds(6);
        (await RoundAsync(home)).ShouldBe(1);
        (await StatusAsync(home)).WitnessedSize.ShouldBe(10);
    }

    [Fact]
    public async Task A_witness_that_was_not_told_of_the_log_says_so()
    {
        var bank = await StartAsync("bank.example/w");
        await using var home = await OpenAsync(Dialect.Sqlite, "quorum bank\n", ("bank", bank));
        await GrowAsync(home, 5);

        (await RoundAsync(home)).ShouldBe(0);

        (await StatusAsync(home)).Witnesses.Single().Problem!.En.ShouldStartWith("It does not watch this ledger yet");
        await IntroduceAsync(home, bank);
        home.Clock.Now += TimeSpan.FromSeconds(6);
        (await RoundAsync(home)).ShouldBe(1);
    }

    [Fact]
    public async Task A_ledger_that_was_set_back_to_an_old_copy_is_told_by_the_witness()
    {
        var bank = await StartAsync("bank.example/w");
        await using var home = await OpenAsync(Dialect.Sqlite, "quorum bank\n", ("bank", bank));
        await GrowAsync(home, 5);
        await IntroduceAsync(home, bank);
        await RoundAsync(home);
        var key = await SignerAsync(home);
        var log = await LogAsync(home);
        await home.WriteAsync(session => session.Execute("DELETE FROM ledger_cosignature"));

        // Somebody shows the witness a longer history, signed by the log's own key.
        Hash32[] ours = [.. (await home.ReadAsync(session => EntryStore.Leaves(session, log.InstitutionId, log.Year, 0, 5))).Select(leaf => LeafHash.Of(leaf)), LeafHash.Of("more"u8)];
        (await PostAsync(bank, Request(key, log.Origin, ours, 5, 6))).Status.ShouldBe(HttpStatusCode.OK);
        (await RoundAsync(home)).ShouldBe(0);
        (await StatusAsync(home)).Witnesses.Single().Problem!.En.ShouldStartWith("Serious: it saw more entries");

        // And when the ledger has grown past it, the histories do not meet.
        await GrowAsync(home, 5);
        home.Clock.Now += TimeSpan.FromMinutes(1);
        (await RoundAsync(home)).ShouldBe(0);
        (await StatusAsync(home)).Witnesses.Single().Problem!.En.ShouldStartWith("Serious: what it saw of the ledger before");
    }

    [Fact]
    public async Task The_protocol_is_answered_status_by_status()
    {
        var witness = await StartAsync("w.example/1");
        NoteSigner log = new("example.com/log", Seed(1));
        witness.Watch(log.Verifier);
        var leaves = Leaves(20);

        (await PostAsync(witness, "nonsense"u8.ToArray())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(witness, new byte[AddCheckpointRequest.BytesMax + 1])).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync(witness, Request(new NoteSigner("example.com/else", Seed(1)), "example.com/else", leaves, 0, 5))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(witness, Request(new NoteSigner("example.com/log", Seed(2)), "example.com/log", leaves, 0, 5))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(witness, Request(log, log.Name, leaves, 3, 5))).ShouldBe((HttpStatusCode.Conflict, "text/x.tlog.size", "0\n"));

        var first = await PostAsync(witness, Request(log, log.Name, leaves, 0, 5));
        first.Status.ShouldBe(HttpStatusCode.OK);
        first.Body.ShouldStartWith("— w.example/1 ");
        first.Body.ShouldEndWith("\n");
        SignedNote.Parse(Checkpoint(log, leaves, 5) + first.Body).Verify(witness.Key.Verifier).Ok.ShouldBeTrue();

        (await PostAsync(witness, Request(log, log.Name, leaves, 0, 9))).ShouldBe((HttpStatusCode.Conflict, "text/x.tlog.size", "5\n"));
        (await PostAsync(witness, new AddCheckpointRequest(9, [], SignedNote.Parse(Checkpoint(log, leaves, 5))).ToBytes())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(witness, Request(log, log.Name, leaves, 5, 5))).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(witness, Request(log, log.Name, Leaves(20, fork: 2), 5, 5))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(witness, Request(log, log.Name, Leaves(20, fork: 2), 5, 9))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync(witness, Request(log, log.Name, leaves, 5, 9))).Status.ShouldBe(HttpStatusCode.OK);
        (await _http.GetStringAsync(witness.Url)).ShouldBe(witness.Key.Verifier + "\n");
    }

    [Fact]
    public async Task A_restarted_witness_remembers_and_still_refuses_the_fork()
    {
        var witness = await StartAsync("w.example/1");
        NoteSigner log = new("example.com/log", Seed(1));
        witness.Watch(log.Verifier);
        (await PostAsync(witness, Request(log, log.Name, Leaves(20), 0, 12))).Status.ShouldBe(HttpStatusCode.OK);

        await witness.StopAsync();
        await witness.StartAsync(witness.Url);

        (await PostAsync(witness, Request(log, log.Name, Leaves(20, fork: 3), 0, 15))).ShouldBe((HttpStatusCode.Conflict, "text/x.tlog.size", "12\n"));
        (await PostAsync(witness, Request(log, log.Name, Leaves(20, fork: 3), 12, 15))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync(witness, Request(log, log.Name, Leaves(20), 12, 15))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_damaged_memory_signs_nothing()
    {
        var witness = await StartAsync("w.example/1");
        NoteSigner log = new("example.com/log", Seed(1));
        witness.Watch(log.Verifier);
        await PostAsync(witness, Request(log, log.Name, Leaves(20), 0, 12));
        var file = Directory.GetFiles(Path.Combine(witness.Folder, "checkpoints")).Single();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file))[..20]);

        (await PostAsync(witness, Request(log, log.Name, Leaves(20), 12, 15))).Status.ShouldBe(HttpStatusCode.InternalServerError);
        (await PostAsync(witness, Request(log, log.Name, Leaves(20), 0, 15))).Status.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Of_many_histories_shown_at_once_one_is_cosigned_and_what_is_cosigned_only_grows()
    {
        var witness = await StartAsync("w.example/1");
        NoteSigner log = new("example.com/log", Seed(1));
        witness.Watch(log.Verifier);

        var first = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => PostAsync(witness, Request(log, log.Name, Leaves(10, fork: i % 10), 0, 10))));
        first.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);

        var chosen = Enumerable.Range(0, 40).First(i => first[i].Status == HttpStatusCode.OK) % 10;
        List<Hash32> longer = [.. Leaves(10, fork: chosen), .. Enumerable.Range(0, 30).Select(i => LeafHash.Of(Encoding.UTF8.GetBytes($"later {i}")))];
        var second = await Task.WhenAll(Enumerable.Range(11, 29).Select(size => PostAsync(witness, Request(log, log.Name, longer, 10, size))));
        second.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        second.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer.Status == HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Logs_are_read_again_when_the_file_changes_and_a_bad_line_is_refused_at_the_start()
    {
        var witness = await StartAsync("w.example/1");
        NoteSigner year = new("example.com/2026", Seed(1));
        (await PostAsync(witness, Request(year, year.Name, Leaves(3), 0, 3))).Status.ShouldBe(HttpStatusCode.NotFound);
        witness.Watch(year.Verifier);
        (await PostAsync(witness, Request(year, year.Name, Leaves(3), 0, 3))).Status.ShouldBe(HttpStatusCode.OK);

        await witness.StopAsync();
        await File.AppendAllTextAsync(Path.Combine(witness.Folder, "logs.txt"), "log nonsense\n");
        Should.Throw<InvalidOperationException>(() => WitnessServer.Open(witness.Options("http://127.0.0.1:0"))).Message.ShouldContain("logs.txt:2");
    }

    [Fact]
    public void A_key_is_made_once_read_again_and_belongs_to_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("daylight-witness-").FullName;
        try
        {
            var path = Path.Combine(folder, "witness.key");
            Should.Throw<InvalidOperationException>(() => WitnessKey.Open(path, null)).Message.ShouldContain("--name");
            Should.Throw<InvalidOperationException>(() => WitnessKey.Open(path, "a b")).Message.ShouldContain("--name");
            var made = WitnessKey.Open(path, "w.example/1");
            WitnessKey.Open(path, null).Verifier.ToString().ShouldBe(made.Verifier.ToString());
            Should.Throw<InvalidOperationException>(() => WitnessKey.Open(path, "w.example/2"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Checkpoint At(string origin, IReadOnlyList<Hash32> leaves, int size) => new(origin, size, MerkleTree.RootOf(leaves.Take(size)));

    private static string Checkpoint(NoteSigner log, IReadOnlyList<Hash32> leaves, int size) => At(log.Name, leaves, size).Sign(log).ToString();

    private static byte[] Request(NoteSigner log, string origin, IReadOnlyList<Hash32> leaves, long oldSize, int size) => new AddCheckpointRequest(
        oldSize,
        ConsistencyProof.Build(oldSize, size, (level, index) => MerkleTree.RootOf(leaves.Skip((int)(index << level)).Take(1 << level))),
        At(origin, leaves, size).Sign(log)).ToBytes();

    private static List<Hash32> Leaves(int count, int fork = int.MaxValue) =>
        [.. Enumerable.Range(0, count).Select(i => LeafHash.Of(Encoding.UTF8.GetBytes((i < fork ? "leaf " : $"fork {fork} ") + i.ToString(CultureInfo.InvariantCulture))))];

    private static byte[] Seed(byte filler) => [.. Enumerable.Repeat(filler, 32)];

    private async Task<(HttpStatusCode Status, string? MediaType, string Body)> PostAsync(WitnessHome witness, byte[] body)
    {
        using ByteArrayContent content = new(body);
        using var response = await _http.PostAsync(witness.Url + "/add-checkpoint", content);
        return (response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync());
    }

    private async Task<WitnessHome> StartAsync(string name)
    {
        WitnessHome witness = new(name);
        _witnesses.Add(witness);
        await witness.StartAsync("http://127.0.0.1:0");
        return witness;
    }

    private static async Task<TestInstallation> OpenAsync(Dialect dialect, string quorum, params (string Name, WitnessHome Witness)[] witnesses)
    {
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        WitnessHome.Configure(folder, quorum, witnesses);
        var home = await TestInstallation.OpenAsync(dialect, folder: folder);
        foreach (var (_, witness) in witnesses)
        {
            witness.Clock = home.Clock;
        }

        return home;
    }

    private static async Task IntroduceAsync(TestInstallation home, params WitnessHome[] witnesses)
    {
        var key = await KeyAsync(home);
        Array.ForEach(witnesses, witness => witness.Watch(key));
    }

    private static async Task<NoteVerifier> KeyAsync(TestInstallation home) => (await SignerAsync(home)).Verifier;

    private static async Task<NoteSigner> SignerAsync(TestInstallation home)
    {
        var log = await LogAsync(home);
        return await home.WriteAsync(session => home.Get<LogKeys>().Signer(session, log.InstitutionId, log.Origin));
    }

    private static Task GrowAsync(TestInstallation home, int count) => TimeStamps.StampingTests.GrowAsync(home, count);

    private static Task<int> RoundAsync(TestInstallation home) => home.Get<Cosigning>().RoundAsync(CancellationToken.None);

    private static Task<LogRow> LogAsync(TestInstallation home) => home.ReadAsync(session => LogStore.All(session, TestInstallation.Institution)[^1]);

    private static Task<EvidenceStatus> StatusAsync(TestInstallation home) => home.WriteAsync(session => home.Get<LogStatus>().Read(session, TestInstallation.Institution));

    private static async Task<CheckView> CheckAsync(TestInstallation home) =>
        (await home.Get<LedgerVerification>().RunAsync(TestInstallation.Institution, null, deep: false, null, CancellationToken.None)).Checks.Single(check => check.Id == "witnesses");
}
