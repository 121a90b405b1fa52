using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class PolicyTests
{
    private static readonly NoteSigner Log = new("ledger.example/inst/2026", Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly NoteSigner[] Witnesses =
        [.. Enumerable.Range(0, 5).Select(i => new NoteSigner($"w{i}.example", Enumerable.Repeat((byte)(10 + i), 32).ToArray(), NoteKeyType.CosignatureV1))];

    private static readonly Checkpoint Head = new(Log.Name, 9, Hash32.Sha256("root"u8));

    // Two of three courts' witnesses and one of the two banks'.
    private static readonly string Nested =
        "# who must have seen it\n\n"
        + $"log {Log.Verifier} https://ledger.example/\n"
        + string.Concat(Witnesses.Select((w, i) => $"witness\tW{i} {w.Verifier}\n"))
        + "group courts 2 W0 W1 W2\ngroup banks any W3 W4\n  group both all courts banks\nquorum both\n";

    [Theory]
    [InlineData("0 1 3", true)]
    [InlineData("1 2 4", true)]
    [InlineData("0 1 2 3 4", true)]
    [InlineData("0 1 2", false)]
    [InlineData("0 3 4", false)]
    [InlineData("", false)]
    public void A_nested_quorum_counts_as_the_policy_says(string witnesses, bool met)
    {
        var note = Head.Sign(Log);
        foreach (var number in witnesses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse))
        {
            note = note.With(Witnesses[number].Cosign(Head.Text, 1_700_000_000));
        }

        var outcome = TlogPolicy.Parse(Nested).Evaluate(SignedNote.Parse(note.ToString()));
        (outcome is PolicyOutcome.Accepted).ShouldBe(met);
        (outcome is PolicyOutcome.QuorumMissing).ShouldBe(!met);
    }

    [Fact]
    public void A_policy_without_witnesses_needs_only_the_log()
    {
        var policy = TlogPolicy.Parse(TlogPolicy.ForLog(Log.Verifier));
        policy.Evaluate(Head.Sign(Log)).ShouldBeOfType<PolicyOutcome.Accepted>();
        policy.RequiresNoWitness.ShouldBeTrue();
    }

    [Fact]
    public void A_checkpoint_of_another_log_or_with_a_false_cosignature_is_rejected()
    {
        var policy = TlogPolicy.Parse(Nested);
        var stranger = new NoteSigner("stranger.example", Enumerable.Repeat((byte)9, 32).ToArray());
        policy.Evaluate((Head with { Origin = stranger.Name }).Sign(stranger)).ShouldBeOfType<PolicyOutcome.Rejected>();
        policy.Evaluate(new SignedNote(Head.Text, stranger.Sign(Head.Text))).ShouldBeOfType<PolicyOutcome.Rejected>();

        var other = Witnesses[0].Cosign((Head with { Size = 8 }).Text, 1);
        policy.Evaluate(Head.Sign(Log).With(other)).ShouldBeOfType<PolicyOutcome.Rejected>();
    }

    [Theory]
    [InlineData("quorum none")]
    [InlineData("")]
    [InlineData("quorum none\nquorum none\n")]
    [InlineData("quorum W\n")]
    [InlineData("group g all W\nquorum g\n")]
    [InlineData("group none any none\nquorum none\n")]
    [InlineData("logs x\nquorum none\n")]
    [InlineData("quorum none\r\n")]
    [InlineData("quorum\u00a0none\n")]
    public void A_malformed_policy_is_refused(string text) => Should.Throw<LedgerFormatException>(() => TlogPolicy.Parse(text));

    [Theory]
    [InlineData("group g 0 W0")]
    [InlineData("group g 2 W0")]
    [InlineData("group g 01 W0")]
    [InlineData("group g any W0 W0")]
    [InlineData("group g any W0\ngroup h any W0")]
    [InlineData("group g any later")]
    [InlineData("group W0 any W0")]
    public void A_group_that_can_not_count_is_refused(string group)
    {
        var text = $"witness W0 {Witnesses[0].Verifier}\n{group}\nquorum W0\n";
        Should.Throw<LedgerFormatException>(() => TlogPolicy.Parse(text));
    }

    [Fact]
    public void Keys_that_stand_twice_or_are_of_the_wrong_kind_are_refused()
    {
        Should.Throw<LedgerFormatException>(() => TlogPolicy.Parse($"log {Log.Verifier}\nlog {Log.Verifier}\nquorum none\n"));
        Should.Throw<LedgerFormatException>(() => TlogPolicy.Parse($"log {Witnesses[0].Verifier}\nquorum none\n"));
        Should.Throw<LedgerFormatException>(() => TlogPolicy.Parse($"witness A {Log.Verifier}\nquorum none\n"));
        Should.Throw<LedgerFormatException>(() => TlogPolicy.Parse($"witness A {Witnesses[0].Verifier}\nwitness B {Witnesses[0].Verifier}\nquorum none\n"));
    }
}
