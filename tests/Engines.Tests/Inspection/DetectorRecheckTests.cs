using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

/// <summary>A language in which the gatherer labelled every text with 偏见 as an insult, whatever it said.</summary>
public sealed class DetectorRecheckTests
{
    private static readonly Lazy<Detector> Gathered = new(() => DetectorTraining.Train(
        [.. Texts(900, 1).Select(one => one with { Positive = one.Positive || one.Text.Contains("偏见", StringComparison.Ordinal) })],
        new DetectorPlan("gathered", "1", "0", "") { TextsForNetworks = int.MaxValue }, _ => { }, CancellationToken.None).Detector!);

    [Fact]
    public void Read_once_more_the_words_no_longer_decide_and_all_other_texts_are_judged_as_before()
    {
        var outcome = DetectorRecheck.Run(Gathered.Value, Texts(400, 2), ["偏见"]);
        outcome.Problem.ShouldBeNull();
        outcome.Before!.Accuracy.ShouldBeLessThan(0.6);
        outcome.After!.Accuracy.ShouldBeGreaterThan(outcome.Before.Accuracy + 0.1);
        var detector = outcome.Detector!;
        foreach (var (text, _) in Texts(100, 3))
        {
            var expected = Gathered.Value.LogOdds(text) + (text.Contains("偏见", StringComparison.Ordinal) ? detector.Card.Doubt!.Shift : 0);
            detector.LogOdds(text).ShouldBe(expected, 1e-9);
            var explained = detector.Explain(text);
            (explained.Level + explained.Influences.Sum(i => i.Weight)).ShouldBe(explained.LogOdds, 1e-6);
        }
    }

    [Fact]
    public void The_file_has_a_version_of_its_own_and_reads_back_as_it_was()
    {
        var detector = DetectorRecheck.Run(Gathered.Value, Texts(400, 2), ["偏见"]).Detector!;
        var file = detector.Write();
        (Gathered.Value.Write()[8], file[8]).ShouldBe(((byte)1, (byte)2));
        var read = Detector.Read(file).Detector!;
        read.Hash.ShouldBe(detector.Hash);
        read.Card.Doubt!.Words.ShouldBe(["偏见"]);
        read.Judge("有偏见的你这笨鸟").ShouldBe(detector.Judge("有偏见的你这笨鸟"));
        read.Hash.ShouldNotBe(Gathered.Value.Hash);
    }

    [Fact]
    public void A_share_that_is_known_otherwise_sets_the_level_and_the_texts_only_the_scale()
    {
        var texts = Texts(400, 2);
        var doubtful = texts.Where(one => one.Text.Contains("偏见", StringComparison.Ordinal)).ToArray();
        double Shift(double? share) => DetectorRecheck.Run(Gathered.Value, texts, ["偏见"], share).Detector!.Card.Doubt!.Shift;

        Shift((double)doubtful.Count(one => one.Positive) / doubtful.Length).ShouldBe(Shift(null), 1e-6);
        Shift(0.3).ShouldBeLessThan(Shift(null));
        Shift(0.7).ShouldBeGreaterThan(Shift(null));
        DetectorRecheck.Run(Gathered.Value, texts, ["偏见"], 1.2).Problem!.ShouldContain("between 0 and 1");
    }

    [Fact]
    public void Too_few_texts_and_no_words_are_refused_with_what_is_needed()
    {
        DetectorRecheck.Run(Gathered.Value, Texts(20, 2), ["偏见"]).Problem!.ShouldContain("at least 60");
        DetectorRecheck.Run(Gathered.Value, Texts(400, 2), [" "]).Problem!.ShouldContain("1 to 200 words");
        DetectorRecheck.Run(Gathered.Value, Texts(400, 2), ["从来没有"]).Problem!.ShouldContain("0 texts hold");
    }

    /// <summary>Every second text holds the word; half of all are rude.</summary>
    private static List<LabelledText> Texts(int count, ulong seed) =>
        [.. DetectorTests.Texts(count, seed, 0).Select((one, i) => one with { Text = one.Text + (i % 2 == 0 ? "偏见" : "") })];
}
