using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>The witness as a process of its own, killed while it cosigns and started again.</summary>
public sealed class WitnessKillTests : IDisposable
{
    private const int Rounds = 8;
    private const int LeavesMax = 4_000;

    private readonly string _data = Directory.CreateTempSubdirectory("daylight-witness-kill-").FullName;
    private readonly NoteSigner _log = new("ledger.example/kill/2026", [.. Enumerable.Repeat((byte)1, 32)]);
    private readonly List<Hash32> _leaves = [.. Enumerable.Range(0, LeavesMax).Select(i => LeafHash.Of(Encoding.ASCII.GetBytes($"leaf {i.ToString(CultureInfo.InvariantCulture)}")))];

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task After_each_kill_it_remembers_what_it_answered_and_refuses_another_history()
    {
        await File.WriteAllTextAsync(Path.Combine(_data, "logs.txt"), $"log {_log.Verifier}\n");
        long cosigned = 0;
        Random random = new(20260302);
        for (var round = 0; round < Rounds; round++)
        {
            var url = $"http://127.0.0.1:{Ports.Free()}";
            using var witness = Command.Start("witness", "--data", _data, "--name", "witness.example/kill", "--urls", url);
            using HttpClient http = new() { BaseAddress = new Uri(url) };
            var key = await KeyWhenReadyAsync(http, witness);

            // What it had answered before the kill it still knows; an answer that the kill cut off may be remembered as well.
            var known = await KnownAsync(http);
            known.ShouldBeGreaterThanOrEqualTo(cosigned, $"round {round}");
            cosigned = known;
            await RefusesForkAsync(http, cosigned, round);

            using Timer killer = new(_ => witness.Kill(), null, random.Next(40, 400), Timeout.Infinite);
            try
            {
                while (cosigned < LeavesMax - 3)
                {
                    var size = cosigned + random.Next(1, 3);
                    var (status, body) = await PostAsync(http, Request(_leaves, cosigned, size));
                    status.ShouldBe(HttpStatusCode.OK, $"round {round}, size {size}: {body}");
                    SignedNote.Parse(Note(_leaves, size) + body).Verify(key).Ok.ShouldBeTrue();
                    cosigned = size;
                }
            }
            catch (HttpRequestException)
            {
                // Killed in the middle of a request.
            }

            await witness.WaitForExitAsync();
        }

        cosigned.ShouldBeGreaterThan(Rounds);
    }

    private async Task RefusesForkAsync(HttpClient http, long known, int round)
    {
        if (known < 2)
        {
            return;
        }

        List<Hash32> fork = [.. _leaves];
        fork[(int)known - 1] = LeafHash.Of("another"u8);
        (await PostAsync(http, Request(fork, known, known))).Status.ShouldBe(HttpStatusCode.Conflict, $"round {round}");
        (await PostAsync(http, Request(fork, known, known + 1))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"round {round}");
        (await PostAsync(http, Request(fork, 0, known + 1))).Status.ShouldBe(HttpStatusCode.Conflict, $"round {round}");
    }

    /// <summary>Asked from a size that it cannot know, it says which one it knows.</summary>
    private async Task<long> KnownAsync(HttpClient http)
    {
        var (status, body) = await PostAsync(http, Request(_leaves, LeavesMax - 1, LeavesMax));
        status.ShouldBe(HttpStatusCode.Conflict, body);
        return long.Parse(body.TrimEnd('\n'), CultureInfo.InvariantCulture);
    }

    private byte[] Request(List<Hash32> leaves, long old, long size) => new AddCheckpointRequest(
        old, old == 0 ? [] : ConsistencyProof.Build(old, size, (level, index) => MerkleTree.RootOf(leaves.Skip((int)(index << level)).Take(1 << level))), SignedNote.Parse(Note(leaves, size))).ToBytes();

    private string Note(List<Hash32> leaves, long size) => new Checkpoint(_log.Name, size, MerkleTree.RootOf(leaves.Take((int)size))).Sign(_log).ToString();

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpClient http, byte[] body)
    {
        using ByteArrayContent content = new(body);
        using var response = await http.PostAsync("/add-checkpoint", content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<NoteVerifier> KeyWhenReadyAsync(HttpClient http, Process witness)
    {
        for (var i = 0; i < 600; i++)
        {
            witness.HasExited.ShouldBeFalse("The witness ended before it was ready.");
            try
            {
                return NoteVerifier.Parse((await http.GetStringAsync("/")).TrimEnd('\n'));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        throw new TimeoutException("The witness was not ready within a minute.");
    }
}
