using System.Text;
using Daylight.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class WitnessVerdictTests
{
    private const string Origin = "example.com/log";
    private static readonly NoteSigner Log = new(Origin, Seed(1));
    private static readonly NoteSigner Stranger = new(Origin, Seed(2));

    [Fact]
    public void A_request_reads_back_as_it_was_written()
    {
        var leaves = Leaves(9);
        var request = Request(leaves, 5, 9);
        var read = AddCheckpointRequest.Parse(request.ToBytes());
        (read.OldSize, read.Note.ToString()).ShouldBe((5, request.Note.ToString()));
        read.Proof.ShouldBe(request.Proof);
        Encoding.UTF8.GetString(request.ToBytes()).ShouldStartWith("old 5\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 1")]
    [InlineData("old 01\n\nexample.com/log\n1\n")]
    [InlineData("old -1\n\n")]
    [InlineData("new 1\n\n")]
    [InlineData("old 1\nAAAA\n\n")]
    public void What_is_no_request_is_refused(string text) =>
        Should.Throw<LedgerFormatException>(() => AddCheckpointRequest.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void More_than_sixty_three_proof_lines_are_refused()
    {
        var note = Request(Leaves(2), 0, 2).Note;
        var hashes = Enumerable.Repeat(Hash32.Sha256([]), 64).ToList();
        Should.Throw<LedgerFormatException>(() => AddCheckpointRequest.Parse(new AddCheckpointRequest(1, hashes, note).ToBytes()));
        AddCheckpointRequest.Parse(new AddCheckpointRequest(1, hashes[1..], note).ToBytes()).Proof.Count.ShouldBe(63);
    }

    [Fact]
    public void The_first_checkpoint_is_cosigned_without_a_proof_and_with_none()
    {
        var leaves = Leaves(7);
        Verdict(Request(leaves, 0, 7), null).ShouldBeOfType<WitnessVerdict.Cosign>();
        Verdict(Request(leaves, 0, 7) with { Proof = [Hash32.Sha256([])] }, null).ShouldBeOfType<WitnessVerdict.BadProof>();
        Verdict(Request(leaves, 3, 7), null).ShouldBe(new WitnessVerdict.Conflict(0));
    }

    [Fact]
    public void An_empty_log_may_be_cosigned_and_then_grow()
    {
        var empty = Verdict(Request([], 0, 0), null).ShouldBeOfType<WitnessVerdict.Cosign>().Checkpoint;
        Verdict(Request([], 0, 0), empty).ShouldBeOfType<WitnessVerdict.Cosign>();
        Verdict(Request(Leaves(3), 0, 3), empty).ShouldBeOfType<WitnessVerdict.Cosign>();
        Verdict(Request(Leaves(3), 0, 3) with { Proof = [Hash32.Sha256([])] }, empty).ShouldBeOfType<WitnessVerdict.BadProof>();
    }

    [Fact]
    public void The_same_checkpoint_is_cosigned_again_but_not_another_root_at_its_size()
    {
        var known = At(Leaves(7), 7);
        Verdict(Request(Leaves(7), 7, 7), known).ShouldBeOfType<WitnessVerdict.Cosign>();
        Verdict(Request(Leaves(7, fork: 2), 7, 7), known).ShouldBe(new WitnessVerdict.Conflict(7));
        Verdict(Request(Leaves(7), 7, 7) with { Proof = [Hash32.Sha256([])] }, known).ShouldBeOfType<WitnessVerdict.BadProof>();
    }

    [Fact]
    public void An_unknown_origin_comes_before_an_unknown_key_and_that_before_the_sizes()
    {
        var request = Request(Leaves(3), 5, 3);
        WitnessVerdict.Of(request, [new NoteSigner("example.com/other", Seed(1)).Verifier], _ => null).ShouldBeOfType<WitnessVerdict.UnknownOrigin>();
        WitnessVerdict.Of(request, [Stranger.Verifier], _ => null).ShouldBeOfType<WitnessVerdict.UnknownKey>();
        Verdict(request, At(Leaves(9), 9)).ShouldBeOfType<WitnessVerdict.Malformed>();
        WitnessVerdict.Of(Request(Leaves(3), 0, 3), [Stranger.Verifier, Log.Verifier], _ => null).ShouldBeOfType<WitnessVerdict.Cosign>();
    }

    [Fact]
    public void Whatever_is_asked_only_a_log_that_grew_from_what_is_known_is_cosigned() =>
        Prop.ForAll<int>(seed =>
        {
            Random random = new(seed);
            var (knownSize, size, forkAt) = (random.Next(41), random.Next(41), random.Next(60));
            var oldSize = random.Next(3) == 0 ? random.Next(size + 1) : Math.Min(knownSize, size);
            var isCut = random.Next(4) == 0;
            var truth = Leaves(Math.Max(knownSize, size));
            var request = Request(forkAt < size ? Leaves(size, fork: forkAt) : truth, oldSize, size);
            isCut &= request.Proof.Count > 0;
            request = isCut ? request with { Proof = [.. request.Proof.Skip(1)] } : request;

            var cosigned = Verdict(request, knownSize == 0 ? null : At(truth, knownSize)) is WitnessVerdict.Cosign;

            var grew = oldSize == knownSize && size >= knownSize && (forkAt >= knownSize || forkAt >= size);
            return cosigned == (grew && !isCut);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_requests_never_escape_the_parser()
    {
        Random random = new(7);
        var whole = Request(Leaves(30), 11, 30).ToBytes();
        for (var round = 0; round < 5000; round++)
        {
            var changed = whole.ToArray();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            try
            {
                Verdict(AddCheckpointRequest.Parse(changed.AsSpan(0, random.Next(2) == 0 ? changed.Length : random.Next(changed.Length))), At(Leaves(30), 11)).ShouldNotBeNull();
            }
            catch (LedgerFormatException)
            {
                // The one failure a parser may raise.
            }
        }
    }

    private static WitnessVerdict Verdict(AddCheckpointRequest request, Checkpoint? known) =>
        WitnessVerdict.Of(request, [Log.Verifier], origin => origin == Origin ? known : null);

    private static AddCheckpointRequest Request(List<Hash32> leaves, long oldSize, int size) => new(
        oldSize,
        oldSize > size ? [] : ConsistencyProof.Build(oldSize, size, (level, index) => MerkleTree.RootOf(leaves.Skip((int)(index << level)).Take(1 << level))),
        At(leaves, size).Sign(Log));

    private static Checkpoint At(List<Hash32> leaves, int size) => new(Origin, size, MerkleTree.RootOf(leaves.Take(size)));

    private static List<Hash32> Leaves(int count, int fork = int.MaxValue) =>
        [.. Enumerable.Range(0, count).Select(i => LeafHash.Of(Encoding.UTF8.GetBytes(i < fork ? $"leaf {i}" : $"fork {i}")))];

    private static byte[] Seed(byte filler) => [.. Enumerable.Repeat(filler, 32)];
}
