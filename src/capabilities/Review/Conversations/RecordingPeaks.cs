using System.Text.Json;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Daylight.Sound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Daylight.Review;

/// <summary>How loud a recording is over its length, for drawing it.</summary>
/// <param name="Seconds">How long it is; null if it cannot be read as sound.</param>
/// <param name="Channels">
/// Of each channel the lowest and the highest sample of each of equal pieces, one pair after the other, from −127 to 127; empty if the
/// recording cannot be read. A call has the staff in the first and the customer in the second.
/// </param>
public sealed record RecordingPeaksView(double? Seconds, IReadOnlyList<IReadOnlyList<int>> Channels);

/// <summary>
/// The peaks of a recording, under the same purpose and the same entry as playing it. Computed at the first listening and kept sealed
/// under the person's key, with which they are erased.
/// </summary>
internal sealed class RecordingPeaks(Database database, PlayRecording play, KeyRing keys, TimeProvider clock) : IDisposable
{
    /// <summary>Into so many pieces a channel is parted: more than a player has points on a telephone, and a kilobyte each.</summary>
    private const int Pieces = 480;

    private const int Scale = 127;
    private const int BlockSamples = 16 * 1024;

    // A recording is read whole for this: one after the other.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/recordings/{exhibitId}/peaks", async (string exhibitId, string? purpose, HttpContext http, RecordingPeaks useCase, CancellationToken cancellation) =>
        {
            http.Response.Headers[HeaderNames.CacheControl] = "no-store";
            return (await useCase.RunAsync(Caller.Of(http), exhibitId, purpose, cancellation).ConfigureAwait(false)).ToHttp();
        })
        .Require(Permissions.ConversationRead)
        .Produces<RecordingPeaksView>();

    public async Task<Result<RecordingPeaksView>> RunAsync(Caller caller, string exhibitId, string? purpose, CancellationToken cancellation)
    {
        // Access, purpose and entry are those of playing; nothing is read of the content where the peaks are known.
        var played = await play.RunAsync(caller, exhibitId, purpose, cancellation).ConfigureAwait(false);
        if (played.Failure is { } refused)
        {
            return refused;
        }

        await using var content = played.Value.Content;
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await KnownAsync(caller.InstitutionId, exhibitId, cancellation).ConfigureAwait(false)
                ?? await ComputeAsync(caller.InstitutionId, exhibitId, played.Value, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private Task<RecordingPeaksView?> KnownAsync(string institutionId, string exhibitId, CancellationToken cancellation) => database.ReadAsync(
        session => session.First<PeaksRow>(
                "SELECT person_id AS PersonId, peaks AS Peaks FROM recording_peaks WHERE institution_id = @institutionId AND exhibit_id = @exhibitId",
                new { institutionId, exhibitId }) is { } row
            && keys.FindSubject(session, institutionId, row.PersonId) is { } key
                ? JsonSerializer.Deserialize<RecordingPeaksView>(key.Open(Place(exhibitId), row.Peaks))
                : null,
        cancellation);

    private async Task<Result<RecordingPeaksView>> ComputeAsync(string institutionId, string exhibitId, PlayedRecording played, CancellationToken cancellation)
    {
        using MemoryStream whole = new(checked((int)played.Content.Length)); // A recording has at most 64 MiB.
        await played.Content.CopyToAsync(whole, cancellation).ConfigureAwait(false);
        var read = await RecordingAudio.ReadAsync(whole.ToArray(), null, 1, _ => true, cancellation).ConfigureAwait(false);
        if (read.Failure is { Kind: FailureKind.Unavailable } missing)
        {
            return missing; // Once a converter is installed, it can be read.
        }

        var view = read.IsFailure ? new RecordingPeaksView(null, []) : Of(read.Value);
        await database.WriteAsync(session => Keep(session, institutionId, exhibitId, played.PersonId, view), cancellation).ConfigureAwait(false);
        return view;
    }

    private void Keep(Session session, string institutionId, string exhibitId, string personId, RecordingPeaksView view)
    {
        if (keys.FindSubject(session, institutionId, personId) is { } key)
        {
            session.Write(
                """
                INSERT INTO recording_peaks (exhibit_id, institution_id, person_id, peaks, computed_at) VALUES (@exhibitId, @institutionId, @personId, @peaks, @now)
                ON CONFLICT (exhibit_id) DO NOTHING
                """,
                new { exhibitId, institutionId, personId, peaks = key.Seal(Place(exhibitId), JsonSerializer.Serialize(view)), now = UtcMicros.From(clock.GetUtcNow()) });
        }
    }

    private static RecordingPeaksView Of(WavFile wav)
    {
        var pieces = Math.Clamp(wav.Length, 1, Pieces);
        List<IReadOnlyList<int>> channels = [];
        var block = new float[BlockSamples];
        for (var channel = 0; channel < wav.Channels; channel++)
        {
            var pairs = new int[pieces * 2];
            for (var piece = 0; piece < pieces; piece++)
            {
                var (low, high) = Peak(wav, channel, (int)((long)wav.Length * piece / pieces), (int)((long)wav.Length * (piece + 1) / pieces), block);
                (pairs[piece * 2], pairs[(piece * 2) + 1]) = (Scaled(low), Scaled(high));
            }

            channels.Add(pairs);
        }

        return new RecordingPeaksView(wav.Seconds, channels);
    }

    private static (float Low, float High) Peak(WavFile wav, int channel, int from, int to, float[] block)
    {
        var (low, high) = (0f, 0f);
        for (var at = from; at < to; at += block.Length)
        {
            var samples = block.AsSpan(0, wav.ReadChannel(channel, at, block.AsSpan(0, Math.Min(block.Length, to - at))));
            var here = Levels.Peaks(samples, 1)[0];
            (low, high) = (Math.Min(low, here.Low), Math.Max(high, here.High));
        }

        return (low, high);
    }

    private static int Scaled(float sample) => (int)Math.Round(Math.Clamp(sample, -1f, 1f) * Scale);

    private static string Place(string exhibitId) => "recording_peaks.peaks|" + exhibitId;

    private sealed class PeaksRow
    {
        public string PersonId { get; init; } = "";

        public byte[] Peaks { get; init; } = [];
    }
}
