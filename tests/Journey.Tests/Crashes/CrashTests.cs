using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Daylight.Journey.Crashes;

/// <summary>
/// The real server process is recorded at work; the recording is played on a disk that loses its power at random moments, and
/// what is left is opened by the product's own code. The test command takes a sample, <c>eng/crashes</c> as many as it is told.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int SampleStates = 200;
    private const int PlantedStates = 30;

    private static readonly Loss[] Losses =
    [
        new(0, 0), new(50, 0), new(90, 0), new(10, 0), new(50, 512), new(90, 512), new(50, 4096), new(90, 4096), new(100, 0),
    ];

    private static int States => int.TryParse(Environment.GetEnvironmentVariable("DAYLIGHT_CRASHES"), CultureInfo.InvariantCulture, out var states) ? states : SampleStates;

    [Fact]
    public async Task Whenever_the_power_fails_nothing_acknowledged_is_lost_and_no_checkpoint_is_ahead_of_its_entries()
    {
        using var recording = await Recording.MakeAsync(Math.Clamp(States / 20, 120, 240));
        PlayedWhole(recording);

        var found = await CrashAsync(recording, States, null);
        found.ShouldBeEmpty();

        // The suite itself: with a flush taken out at each place that needs it, it must find something.
        (await CrashAsync(recording, PlantedStates, path => path.EndsWith("-wal", StringComparison.Ordinal))).ShouldContain(fault => fault.Contains("lost: ", StringComparison.Ordinal));
        (await CrashAsync(recording, PlantedStates, path => path.Contains("/tile/", StringComparison.Ordinal))).ShouldContain(fault => fault.Contains("ahead: the checkpoint", StringComparison.Ordinal));
    }

    /// <summary>With nothing lost the disk holds, byte for byte, what the server's folder held when it was killed: the recording is complete.</summary>
    private static void PlayedWhole(Recording recording)
    {
        Disk disk = new(recording.Data);
        disk.Load(recording.Before);
        recording.Records.ForEach(disk.Play);
        using Scratch scratch = new();
        disk.LosePower(new Loss(100, 0), new Random(1), scratch.Folder);
        var expected = Directory.EnumerateFiles(recording.Data, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)).ToList();
        Directory.EnumerateFiles(scratch.Folder, "*", SearchOption.AllDirectories).Count().ShouldBe(expected.Count);
        foreach (var path in expected)
        {
            File.ReadAllBytes(scratch.Folder + path[recording.Data.Length..]).AsSpan().SequenceEqual(File.ReadAllBytes(path)).ShouldBeTrue(path);
        }
    }

    /// <summary>Loses power at so many moments of the recording and tells everything that was wrong afterwards.</summary>
    private async Task<List<string>> CrashAsync(Recording recording, int states, Func<string, bool>? deaf)
    {
        ConcurrentBag<string> faults = [];
        Disk disk = new(recording.Data, deaf);
        disk.Load(recording.Before);
        Random random = new(20260302);
        var moments = Enumerable.Range(0, states).Select(_ => random.Next(recording.Records.Count + 1)).Order().ToList();
        string? checkpoint = CrashOpening.Newest(recording.Before);
        List<Task> opening = [];
        using SemaphoreSlim places = new(Math.Max(1, Environment.ProcessorCount));
        var withReceipts = 0;
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < states; number++)
        {
            while (disk.Played < moments[number])
            {
                var record = recording.Records[disk.Played];
                disk.Play(record);
                if (record.Kind == 'R' && Path.GetFileName(record.To) == "checkpoint" && record.To.Contains("/log/", StringComparison.Ordinal))
                {
                    checkpoint = Encoding.UTF8.GetString(disk.Content(record.To));
                }
            }

            var at = disk.Played == 0 ? 0 : recording.Records[disk.Played - 1].At;
            CrashMoment moment = new(recording.House.InstitutionId, [.. recording.Receipts.TakeWhile(receipt => receipt.At <= at)], checkpoint);
            withReceipts += moment.Receipts.Count > 0 ? 1 : 0;
            var loss = Losses[random.Next(Losses.Length)];
            Scratch scratch = new();
            disk.LosePower(loss, random, scratch.Folder);
            await places.WaitAsync();
            var title = string.Create(CultureInfo.InvariantCulture, $"state {number} at record {disk.Played}, {loss}");
            opening.Add(Task.Run(async () =>
            {
                using (scratch)
                {
                    try
                    {
                        (await CrashOpening.FaultsAsync(scratch.Folder, moment)).ForEach(fault => faults.Add($"{title}: {fault}"));
                    }
#pragma warning disable CA1031 // Whatever stops the opening is what the suite looks for.
                    catch (Exception failure)
#pragma warning restore CA1031
                    {
                        faults.Add($"{title}: could not be opened: {failure.Message}");
                    }
                    finally
                    {
                        places.Release();
                    }
                }
            }));
        }

        await Task.WhenAll(opening);
        output.WriteLine(
            $"{states} crash states over {recording.Records.Count} records and {recording.Receipts.Count} receipts ({withReceipts} states after the first receipt): {faults.Count} faults, {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
        return [.. faults.Order(StringComparer.Ordinal)];
    }

    /// <summary>A folder in memory where there is one: what happens after the crash needs no disk.</summary>
    private sealed class Scratch : IDisposable
    {
        public string Folder { get; } = Directory.Exists("/dev/shm")
            ? Directory.CreateDirectory(Path.Combine("/dev/shm", "daylight-crash-" + Path.GetRandomFileName())).FullName
            : Directory.CreateTempSubdirectory("daylight-crash-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
