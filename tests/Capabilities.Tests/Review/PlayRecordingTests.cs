using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class PlayRecordingTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_reader_of_the_conversation_hears_it_for_a_purpose_and_the_ledger_says_so_once_in_ten_minutes(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var (conversation, exhibit, whole) = await RecordAsync(home, 250_001);

        (await home.Get<ReadConversations>().OneAsync(inspector, conversation, CancellationToken.None)).Value.Recordings.ShouldBe([new RecordingView(exhibit, "audio/ogg")]);
        (await PlayAsync(home, inspector, exhibit, null)).Failure!.Field.ShouldBe("purpose");
        (await PlayAsync(home, inspector, exhibit, "curious")).Failure!.Field.ShouldBe("purpose");
        (await OpenedAsync(home)).ShouldBe(0, "nothing was opened yet");
        (await BytesAsync(await PlayAsync(home, inspector, exhibit, "review"))).ShouldBe(whole);
        (await BytesAsync(await PlayAsync(home, inspector, exhibit, "review"))).ShouldBe(whole);
        (await OpenedAsync(home)).ShouldBe(1);
        home.Clock.Now += TimeSpan.FromMinutes(11);
        (await PlayAsync(home, inspector, exhibit, "review")).IsFailure.ShouldBeFalse();
        (await OpenedAsync(home)).ShouldBe(2);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(250_001)]
    public async Task A_player_that_seeks_gets_the_bytes_it_asked_for(int length)
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var (_, exhibit, whole) = await RecordAsync(home, length);
        await using var host = await HostAsync(home, inspector);
        foreach (var (from, to) in new (long?, long?)[] { (0, 0), (0, null), (length / 2, (length / 2) + 40), (length - 1, null), (null, 17), (length / 3, length * 2L) })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"/recordings/{exhibit}?purpose=review") { Headers = { Range = new RangeHeaderValue(from, to) } };
            using var answer = await host.GetTestClient().SendAsync(request);

            var first = (int)(from ?? length - to!.Value);
            var last = (int)Math.Min(from is null ? length - 1 : to ?? length - 1, length - 1);
            answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent, $"{from}-{to}");
            answer.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes {first}-{last}/{length}");
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(whole[first..(last + 1)], $"{from}-{to}");
        }

        using var all = await host.GetTestClient().GetAsync(new Uri($"/recordings/{exhibit}?purpose=review", UriKind.Relative));
        (all.StatusCode, all.Content.Headers.ContentType!.MediaType, all.Headers.CacheControl!.NoStore).ShouldBe((HttpStatusCode.OK, "audio/ogg", true));
        (await all.Content.ReadAsByteArrayAsync()).ShouldBe(whole);
        using HttpRequestMessage beyond = new(HttpMethod.Get, $"/recordings/{exhibit}?purpose=review") { Headers = { Range = new RangeHeaderValue(length, null) } };
        (await host.GetTestClient().SendAsync(beyond)).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nobody_out_of_scope_and_nobody_at_all_of_a_restricted_or_erased_person_hears_it(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var (conversation, exhibit, _) = await RecordAsync(home, 70_000);
        var person = await home.Installation.ReadAsync(session => session.First<string>("SELECT person_id FROM conversation WHERE id = @conversation", new { conversation })!);

        (await PlayAsync(home, home.Collector, exhibit, "own-work")).IsFailure.ShouldBeFalse();
        (await PlayAsync(home, home.Colleague, exhibit, "own-work")).Failure!.Code.ShouldBe("not-found");
        (await PlayAsync(home, inspector, "ex00000000000000000404", "review")).Failure!.Code.ShouldBe("not-found");
        var words = await home.ReadAsync(session => session.First<string>("SELECT id FROM exhibit WHERE media_type <> 'audio/ogg' ORDER BY id LIMIT 1")!);
        (await PlayAsync(home, inspector, words, "review")).Failure!.Code.ShouldBe("not-found", "only recordings are played");

        await home.Installation.WriteAsync(session => home.Get<SubjectStates>().Restrict(session, TestInstallation.Institution, person, officer.StaffId, "asked"));
        (await PlayAsync(home, inspector, exhibit, "review")).Failure!.Code.ShouldBe("restricted");
    }

    [Fact]
    public async Task A_changed_byte_of_the_sealed_recording_is_never_played()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var (_, exhibit, _) = await RecordAsync(home, 250_001);
        var path = Directory.EnumerateFiles(home.Installation.Folder, "*", SearchOption.AllDirectories).Single(file => Path.GetFileName(file) == home.Get<ObjectFolder>().Names().Single());
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[150_000] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        await Should.ThrowAsync<LedgerFormatException>(async () => await BytesAsync(await PlayAsync(home, inspector, exhibit, "review")));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_peaks_of_a_recording_are_computed_once_kept_sealed_and_shown_under_the_entry_of_playing(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var loud = Enumerable.Range(0, 16_000).Select(i => (short)(i < 8_000 ? 0 : i % 2 == 0 ? 16_384 : -32_768)).ToArray();
        var (_, exhibit, _) = await RecordAsync(home, PcmWav.Write(8_000, loud), "audio/wav");
        (await PeaksAsync(home, inspector, exhibit, null)).Failure!.Field.ShouldBe("purpose");
        (await PeaksAsync(home, home.Colleague, exhibit, "own-work")).Failure!.Code.ShouldBe("not-found");
        (await OpenedAsync(home)).ShouldBe(0);

        var first = (await PeaksAsync(home, inspector, exhibit, "review")).Value;
        (await OpenedAsync(home)).ShouldBe(1);
        Directory.EnumerateFiles(Path.Combine(home.Installation.Folder, "objects"), "*", SearchOption.AllDirectories).ToList().ForEach(File.Delete);
        var again = (await PeaksAsync(home, inspector, exhibit, "review")).Value;

        first.Seconds.ShouldBe(2);
        var pairs = first.Channels.ShouldHaveSingleItem();
        pairs.Count.ShouldBe(960);
        pairs.Take(480).ShouldAllBe(value => value == 0);
        pairs.Skip(480).Where((_, i) => i % 2 == 0).ShouldAllBe(low => low == -127);
        pairs.Skip(480).Where((_, i) => i % 2 == 1).ShouldAllBe(high => high == 64);
        again.Channels[0].ShouldBe(pairs, "nothing was left to be computed from");
        var kept = await home.ReadAsync(session => session.First<byte[]>("SELECT peaks FROM recording_peaks")!);
        System.Text.Encoding.Latin1.GetString(kept).ShouldNotContain("127");

        var person = await home.ReadAsync(session => session.First<string>("SELECT person_id FROM recording_peaks")!);
        await home.Installation.WriteAsync(session => home.Get<SubjectStates>().Erase(session, new ErasureOrder(TestInstallation.Institution, person, "term", "st1", "st2")));
        (await PeaksAsync(home, inspector, exhibit, "review")).Failure!.Code.ShouldBe("erased");
    }

    [Fact]
    public async Task Of_what_is_no_sound_there_are_no_peaks()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var (_, exhibit, _) = await RecordAsync(home, 5_000);

        var peaks = await PeaksAsync(home, inspector, exhibit, "review");

        // Where no converter is installed it may yet be sound; where one is, it is known that it is none.
        (peaks.IsFailure ? peaks.Failure!.Code : peaks.Value.Channels.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)).ShouldBeOneOf("ffmpeg-missing", "0");
    }

    private static Task<Result<RecordingPeaksView>> PeaksAsync(ConductHome home, Caller caller, string exhibit, string? purpose) =>
        home.Get<RecordingPeaks>().RunAsync(caller, exhibit, purpose, CancellationToken.None);

    private static Task<Result<PlayedRecording>> PlayAsync(ConductHome home, Caller caller, string exhibit, string? purpose) =>
        home.Get<PlayRecording>().RunAsync(caller, exhibit, purpose, CancellationToken.None);

    private static async Task<byte[]> BytesAsync(Result<PlayedRecording> played)
    {
        await using var content = played.Value.Content;
        using MemoryStream whole = new();
        await content.CopyToAsync(whole);
        return whole.ToArray();
    }

    private static Task<long> OpenedAsync(ConductHome home) =>
        home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM ledger_entry WHERE act = 'exhibit.opened'"));

    private static Task<(string Conversation, string Exhibit, byte[] Whole)> RecordAsync(ConductHome home, int length) =>
        RecordAsync(home, RandomNumberGenerator.GetBytes(length), "audio/ogg");

    private static async Task<(string Conversation, string Exhibit, byte[] Whole)> RecordAsync(ConductHome home, byte[] whole, string mediaType)
    {
        var conversation = await home.OpenCallAsync();
        await home.SayAsync(conversation, 0, "您好");
        await home.InspectAsync();
        var upload = (await home.Get<RecordingUploads>().BeginAsync(home.Collector, new BeginUploadRequest(conversation, mediaType), CancellationToken.None)).Value.Id;
        (await home.Get<Uploads>().AppendAsync(home.Collector, upload, 0, SHA256.HashData(whole), whole, CancellationToken.None)).IsFailure.ShouldBeFalse();
        var done = await home.Get<RecordingUploads>().CompleteAsync(
            home.Collector, upload, new CompleteUploadRequest(Convert.ToHexStringLower(SHA256.HashData(whole))), CancellationToken.None);
        return (conversation, done.Value.ExhibitId!, whole);
    }

    private static async Task<WebApplication> HostAsync(ConductHome home, Caller caller)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(home.Get<PlayRecording>());
        var host = builder.Build();
        host.Use((http, next) =>
        {
            http.Features.Set<Caller?>(caller);
            return next();
        });
        PlayRecording.Map(host);
        await host.StartAsync();
        return host;
    }
}
