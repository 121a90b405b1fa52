using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class TrainingSplitTests
{
    [Fact]
    public void Nothing_held_out_is_older_than_what_was_learned_or_stands_in_it_word_for_word()
    {
        var texts = ArbMap.Default.GeneratorFor<(byte Conversation, byte Words, bool Positive)[]>();
        Check.QuickThrowOnFailure(Prop.ForAll(texts.ToArbitrary(), drawn =>
        {
            var reviewed = drawn.Select(one => Text(one.Conversation, one.Words, one.Positive)).ToList();
            var split = TrainingSplit.Of(reviewed, [], false);
            return split.HeldOut.All(late => split.Learned.All(early => early.StartedAt < late.StartedAt && early.Words != late.Words))
                && split.HeldOut.Select(text => text.ConversationId).Intersect(split.Learned.Select(text => text.ConversationId)).ToList().Count == 0
                && split.Counts.Upheld + split.Counts.Overturned == reviewed.Count;
        }));
    }

    [Fact]
    public void The_newest_fifth_is_held_out()
    {
        var split = TrainingSplit.Of([.. Enumerable.Range(0, 100).Select(i => Text(i, i, i % 2 == 0))], [], false);

        split.Learned.Count.ShouldBe(80);
        split.HeldOut.Count.ShouldBe(20);
        split.Refusal.ShouldBeNull();
    }

    [Fact]
    public void Ordinary_texts_are_learned_from_while_older_and_compared_with_while_newer()
    {
        var reviewed = Enumerable.Range(0, 100).Select(i => Text(i, i, i % 2 == 0)).ToList();
        var ordinary = Enumerable.Range(0, 100).Select(i => Text(i, 200 + i, false)).ToList();

        var with = TrainingSplit.Of(reviewed, ordinary, true);
        var without = TrainingSplit.Of(reviewed, ordinary, false);

        (with.Learned.Count, with.Reference.Count, with.Counts.Background).ShouldBe((160, 20, 80));
        (without.Learned.Count, without.Reference.Count, without.Counts.Background).ShouldBe((80, 20, 0));
        with.HeldOut.Count.ShouldBe(20);
    }

    [Fact]
    public void Conversations_with_findings_are_part_of_the_traffic_compared_with_and_never_learned_from_as_ordinary()
    {
        var reviewed = Enumerable.Range(0, 100).Select(i => Text(i, i, i % 2 == 0)).ToList();
        var traffic = Enumerable.Range(0, 100).Select(i => Text(i, 200 + i, false) with { HasFinding = i % 4 == 0 }).ToList();

        var split = TrainingSplit.Of(reviewed, traffic, true);

        (split.Counts.Background, split.Reference.Count).ShouldBe((60, 20));
    }

    [Fact]
    public void Too_little_is_refused_by_its_reason()
    {
        TrainingSplit.Of([], [], true).Refusal.ShouldBe("too-few-reviewed");
        TrainingSplit.Of([.. Enumerable.Range(0, 60).Select(i => Text(i, i, i % 2 == 0))], [], true).Refusal.ShouldBe("too-few-reviewed");
        TrainingSplit.Of([.. Enumerable.Range(0, 200).Select(i => Text(i, i, i > 100))], [], true).Refusal.ShouldBe("newest-too-few");
    }

    private static TrainingText Text(int conversation, int words, bool positive) =>
        new($"c{conversation}", "p", conversation, $"w{words}", positive, false);
}
