using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class DetectorContestTests
{
    [Fact]
    public void A_model_against_itself_differs_nowhere()
    {
        DetectorContest contest = new(Books.Abuse.Value, Books.Abuse.Value);
        contest.Add("你个臭不要脸的废物", true);
        contest.Add("谢谢您的理解", false);
        contest.Champion.ShouldBe(contest.Challenger);
        (contest.OnlyChampionRight, contest.OnlyChallengerRight, contest.Chance).ShouldBe((0, 0, 1.0));
        contest.ChampionDrift.ShouldBeNull("two texts say nothing about drift");
    }

    [Fact]
    public void A_challenger_that_learned_the_labels_the_wrong_way_round_loses_by_more_than_chance()
    {
        var texts = DetectorTests.Texts(600, 1, 0);
        DetectorContest contest = new(Train(texts), Train([.. texts.Select(one => one with { Positive = !one.Positive })]));
        foreach (var (text, positive) in DetectorTests.Texts(300, 9, 0))
        {
            contest.Add(text, positive);
        }

        contest.Champion.Accuracy.ShouldBeGreaterThan(0.9);
        contest.Challenger.Accuracy.ShouldBeLessThan(0.1);
        contest.OnlyChampionRight.ShouldBeGreaterThan(contest.OnlyChallengerRight + 200);
        contest.Chance.ShouldBeLessThan(1e-6);
        contest.ChampionDrift!.Value.ShouldBeLessThan(ScoreDrift.Alarming);
    }

    private static Detector Train(IReadOnlyList<LabelledText> texts) =>
        DetectorTraining.Train(texts, new DetectorPlan("small", "1", "0", "") { TextsForNetworks = int.MaxValue }, _ => { }, CancellationToken.None).Detector!;
}
