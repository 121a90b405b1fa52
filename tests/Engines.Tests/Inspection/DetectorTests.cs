using System.Globalization;
using System.Security.Cryptography;
using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

/// <summary>Trains on a small invented language: some words insult, most do not, and people do not always agree.</summary>
public sealed class DetectorTests
{
    private static readonly Lazy<Detector> Small = new(() => Train(Texts(600, 1, 0), new DetectorPlan("small", "1", "0", "invented") { TextsForNetworks = 100, Epochs = 2, Folds = 3 }));
    private static readonly Lazy<Detector> Linear = new(() => Train(Texts(2_000, 2, 0.15), new DetectorPlan("linear", "1", "0", "") { TextsForNetworks = int.MaxValue }));

    [Fact]
    public void A_small_set_is_learned_and_unseen_texts_are_judged()
    {
        DetectorTally tally = new(Small.Value.Card.Threshold);
        foreach (var (text, positive) in Texts(300, 77, 0))
        {
            tally.Add(Small.Value.Judge(text).Probability, positive);
        }

        tally.Figures().Accuracy.ShouldBeGreaterThan(0.9);
        Small.Value.Card.Measured.Accuracy.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Same_texts_and_seed_give_the_same_bytes_on_any_number_of_threads()
    {
        var texts = Texts(240, 3, 0.05);
        DetectorPlan plan = new("twice", "1", "0", "") { TextsForNetworks = 100, Epochs = 1, Folds = 2 };
        var once = Train(texts, plan).Write();
        Train(texts, plan with { Threads = 4 }).Write().ShouldBe(once);
        Train(texts, plan with { Seed = 2 }).Write().ShouldNotBe(once);
    }

    [Fact]
    public void A_model_that_was_written_and_read_judges_as_the_one_that_was_trained()
    {
        var read = Detector.Read(Small.Value.Write()).Detector!;
        read.Hash.ShouldBe(Small.Value.Hash);
        read.Card.Name.ShouldBe("small");
        foreach (var (text, _) in Texts(50, 5, 0))
        {
            read.Judge(text).ShouldBe(Small.Value.Judge(text));
        }

        read.Write().ShouldBe(Small.Value.Write());
    }

    [Fact]
    public void The_pieces_of_an_explanation_add_up_to_the_score_and_lie_in_the_text()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var written = (text ?? "") + "你这笨鸟， 走开！！！！！！" + text;
            var explanation = Small.Value.Explain(written);
            (explanation.Level + explanation.Influences.Sum(influence => influence.Weight)).ShouldBe(explanation.LogOdds, 1e-6);
            explanation.Verdict.ShouldBe(Small.Value.Judge(written));
            explanation.Influences.ShouldAllBe(influence => influence.Span.From >= 0 && influence.Span.From <= influence.Span.To && influence.Span.To <= written.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_moved_a_verdict_is_named_in_the_original_text()
    {
        const string Text = "今天的　笨鸟 很好";
        var influences = Linear.Value.Explain(Text).Influences;
        Text[influences[0].Span.From..influences[0].Span.To].ShouldContain("笨");
    }

    [Fact]
    public void A_probability_means_what_it_says()
    {
        DetectorTally tally = new(0.5);
        foreach (var (text, positive) in Texts(4_000, 99, 0.15))
        {
            tally.Add(Linear.Value.Judge(text).Probability, positive);
        }

        tally.Figures().CalibrationError.ShouldBeLessThan(0.08); // One that is always sure would be off by 0.15.
        tally.Figures().Accuracy.ShouldBeInRange(0.8, 0.9); // Fifteen in a hundred labels are turned round, and nobody can know which.
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\ud800")]
    [InlineData("😀😀😀😀😀")]
    public void A_text_without_anything_known_has_a_probability(string text)
    {
        Small.Value.Judge(text).Probability.ShouldBeInRange(0, 1);
        Small.Value.Explain(text).LogOdds.ShouldBe(Small.Value.Explain(text).Level + Small.Value.Explain(text).Influences.Sum(one => one.Weight), 1e-6);
    }

    [Fact]
    public void Of_a_text_of_ten_million_characters_only_the_beginning_is_read() =>
        Small.Value.Judge(string.Concat(Enumerable.Repeat("你是笨鸟啊", 2_000_000))).ShouldBe(Small.Value.Judge(string.Concat(Enumerable.Repeat("你是笨鸟啊", 1_000))));

    [Fact]
    public void Copies_and_contradictions_are_left_out_and_counted()
    {
        var texts = Texts(200, 4, 0).Select((one, i) => new LabelledText(one.Text + i.ToString(CultureInfo.InvariantCulture), one.Positive)).ToList();
        texts.Add(new LabelledText(texts[0].Text + "！！", texts[0].Positive));
        texts.Add(new LabelledText(texts[1].Text + "。", !texts[1].Positive));
        var card = Train(texts, new DetectorPlan("copies", "1", "0", "")).Card;
        (card.Texts, card.Duplicates, card.Contradictions).ShouldBe((199, 2, 1));
    }

    [Fact]
    public void Too_few_texts_of_a_class_train_nothing()
    {
        var outcome = DetectorTraining.Train(Texts(30, 6, 0), new DetectorPlan("few", "坏", "好", ""), _ => { }, CancellationToken.None);
        outcome.Detector.ShouldBeNull();
        outcome.Problem!.ShouldContain("at least 20 of each");
        outcome.Problem!.ShouldContain("坏");
    }

    [Fact]
    public void Every_kind_of_damage_to_a_file_is_refused_in_words()
    {
        var file = Small.Value.Write();
        Detector.Read(file.AsSpan(0, file.Length - 1)).Problem!.ShouldContain("damaged");
        Detector.Read("no model at all, but long enough to hold a hash"u8).Problem!.ShouldContain("not a detector model");
        Detector.Read([]).Problem!.ShouldContain("not a detector model");
        Detector.Read(Signed(file, bytes => bytes[8] = 9)).Problem!.ShouldContain("version 9");
        Detector.Read(Signed(file, bytes => bytes.AsSpan(9, 4).Fill(0xFF))).Problem!.ShouldContain("card");
    }

    [Fact]
    public void A_file_of_any_bytes_is_read_or_refused_and_never_throws() => ReadDamaged(Small.Value.Write(), reading =>
    {
        (reading.Detector is null).ShouldBe(reading.Problem is not null);
        reading.Detector?.Judge("你是笨鸟").Probability.ShouldBeInRange(0, 1);
    });

    [Fact]
    public void Of_thresholds_that_are_equally_good_the_one_with_fewer_false_alarms_is_taken()
    {
        var probabilities = Enumerable.Range(0, 100).Select(i => i < 50 ? 0.1 : 0.95).ToArray();
        ThresholdChoice.Choose(probabilities, Enumerable.Range(0, 100).Select(i => i >= 50).ToArray()).ShouldBe(0.8); // The highest that is tried.
    }

    [Fact]
    public void Near_copies_stand_in_the_same_part()
    {
        var texts = Enumerable.Range(0, 40).SelectMany(i => new[] { $"{i}号的同一句很长的话只在最后差一个字甲", $"{i}号的同一句很长的话只在最后差一个字甲乙" }).Select(DetectorText.Of).ToList();
        var folds = TextFolds.Divide(texts, 5, new SeededOrder(1));
        Enumerable.Range(0, 40).Count(i => folds[2 * i] == folds[(2 * i) + 1]).ShouldBeGreaterThan(35);
    }

    internal static List<LabelledText> Texts(int count, ulong seed, double noise)
    {
        string[] insults = ["笨鸟", "烂泥", "破罐子", "臭鱼"];
        string[] plain = ["今天", "天气", "很好", "我们", "一起", "吃饭", "账单", "还款", "请问", "谢谢", "鸟儿", "罐头", "泥土", "鲜鱼", "您", "先生"];
        SeededOrder order = new(seed);
        return Enumerable.Range(0, count).Select(_ =>
        {
            var words = Enumerable.Range(0, 4 + order.NextBelow(8)).Select(_ => plain[order.NextBelow(plain.Length)]).ToList();
            var insulting = order.NextBelow(2) == 1;
            if (insulting)
            {
                words[order.NextBelow(words.Count)] = insults[order.NextBelow(insults.Length)];
            }

            return new LabelledText(string.Concat(words) + words.Count.ToString(CultureInfo.InvariantCulture) + (char)('a' + order.NextBelow(26)) + (char)('a' + order.NextBelow(26)), insulting ^ (order.NextUnit() < noise));
        }).ToList();
    }

    private static Detector Train(IReadOnlyList<LabelledText> texts, DetectorPlan plan)
    {
        var outcome = DetectorTraining.Train(texts, plan, _ => { }, CancellationToken.None);
        outcome.Problem.ShouldBeNull();
        return outcome.Detector!;
    }

    [Fact]
    public void Covered_numbers_leave_nothing_in_the_model()
    {
        List<LabelledText> texts = [.. Texts(200, 6, 0).Select((text, i) => text with { Text = text.Text + (i % 2 == 0 ? "电话13800138000" : "") })];
        DetectorPlan plan = new("covered", "1", "0", "") { TextsForNetworks = 100, Epochs = 1, Folds = 2 };
        Train(texts, plan).Linear.Table.Find(NgramKey.Of("138")).ShouldBeGreaterThanOrEqualTo(0);
        var covered = Train(texts, plan with { CoversPersonal = true });
        covered.Linear.Table.Find(NgramKey.Of("138")).ShouldBeLessThan(0);
        covered.Vocabulary.Pairs.ShouldNotContain(((uint)'1' << 16) | '3');
    }

    /// <summary>The file with its bytes changed and its hash made to fit again.</summary>
    /// <summary>Reads a file again and again with other bytes in its card and its figures, each time under a hash that is right.</summary>
    internal static void ReadDamaged(byte[] file, Action<DetectorReading> read)
    {
        var card = BitConverter.ToInt32(file, 9);
        var damage = from at in Gen.OneOf(Gen.Choose(9, 40 + card), Gen.Choose(13 + card, file.Length - 33))
                     from put in Gen.Elements<byte>(0, 1, 0x7F, 0x80, 0xFF, 0x22, 0x30)
                     from length in Gen.Choose(1, 6)
                     select (at, put, length);
        Prop.ForAll(
            Gen.ListOf(damage).ToArbitrary(),
            damages => read(Detector.Read(Signed(file, bytes =>
            {
                foreach (var (at, put, length) in damages)
                {
                    bytes.AsSpan(at, Math.Min(length, file.Length - 32 - at)).Fill(put);
                }
            })))).QuickCheckThrowOnFailure();
    }

    private static byte[] Signed(byte[] file, Action<byte[]> change)
    {
        var changed = file.ToArray();
        change(changed);
        SHA256.HashData(changed.AsSpan(0, changed.Length - 32)).CopyTo(changed.AsSpan(changed.Length - 32));
        return changed;
    }
}
