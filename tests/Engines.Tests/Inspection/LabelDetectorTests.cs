using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

/// <summary>Trains on a small invented language in which some words carry a label each.</summary>
public sealed class LabelDetectorTests
{
    private static readonly LabelPlan Plan = new("small", "invented") { Folds = 3, Block = 1 };

    internal static readonly Lazy<LabelDetector> Small = new(() => Train(Utterances(900, 1), Plan));

    [Fact]
    public void Every_label_is_learned_by_one_look()
    {
        LabelEvaluation evaluation = new(Small.Value);
        Utterances(300, 77).ForEach(evaluation.Add);
        evaluation.Labels().Select(label => label.Label).ShouldBe(["insult", "name", "threat"]);
        evaluation.Labels().ShouldAllBe(label => label.AveragePrecision > 0.95 && label.Measured.Precision > 0.9 && label.Measured.Recall > 0.8);
        Small.Value.Card.Labels.ShouldAllBe(label => label.AveragePrecision > 0.95);
    }

    [Fact]
    public void A_label_is_measured_only_where_something_is_known_of_it()
    {
        var labels = Small.Value.Card.Labels.ToDictionary(label => label.Label);
        (labels["insult"].Field, labels["name"].Field).ShouldBe(("categories", "steps"));
        (labels["insult"].Texts + labels["name"].Texts).ShouldBe(Small.Value.Card.Texts);
    }

    [Fact]
    public void What_was_said_before_and_the_channel_count()
    {
        var utterances = Enumerable.Range(0, 400).Select(i => Utterance($"好的第{i}件事情我知道了", i % 2 == 0 ? ["refused"] : [], before: i % 2 == 0 ? "请不要再打了" : "我明天就还", kind: i % 2 == 0 ? ConversationKind.Call : ConversationKind.Chat)).ToList();
        var detector = Train(utterances, Plan);
        Probability(detector, "好的我知道了", "请不要再打了", null).ShouldBeGreaterThan(Probability(detector, "好的我知道了", "我明天就还", null) + 0.3);
        Probability(detector, "好的我知道了", null, ConversationKind.Call).ShouldBeGreaterThan(Probability(detector, "好的我知道了", null, ConversationKind.Chat));
    }

    [Fact]
    public void Same_lines_and_seed_give_the_same_bytes_on_any_number_of_threads()
    {
        var utterances = Utterances(300, 3);
        var once = Train(utterances, Plan).Write();
        Train(utterances, Plan with { Threads = 4 }).Write().ShouldBe(once);
        Train(utterances, Plan with { Seed = 2 }).Write().ShouldNotBe(once);
    }

    [Fact]
    public void A_model_that_was_written_and_read_judges_as_the_one_that_was_trained()
    {
        var read = Detector.Read(Small.Value.Write()).Labels!;
        (read.Hash, read.Card.Name).ShouldBe((Small.Value.Hash, "small"));
        read.Write().ShouldBe(Small.Value.Write());
        foreach (var utterance in Utterances(50, 5))
        {
            Judge(read, utterance.Spoken).ShouldBe(Judge(Small.Value, utterance.Spoken));
        }
    }

    [Fact]
    public void The_pieces_of_an_explanation_add_up_to_the_score_and_lie_in_the_texts()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (text, before) =>
        {
            SpokenText spoken = new((text ?? "") + "你这笨鸟， 走开！！！！" + text, before, ConversationKind.Visit);
            for (var label = 0; label < Small.Value.Card.Labels.Count; label++)
            {
                var explanation = Small.Value.Explain(spoken, label);
                (explanation.Level + explanation.Kind + explanation.Influences.Sum(one => one.Weight) + explanation.Before.Sum(one => one.Weight)).ShouldBe(explanation.LogOdds, 1e-6);
                explanation.Verdict.Probability.ShouldBe(Judge(Small.Value, spoken)[label]);
                explanation.Influences.ShouldAllBe(one => one.Span.From >= 0 && one.Span.From <= one.Span.To && one.Span.To <= spoken.Text.Length);
                explanation.Before.ShouldAllBe(one => one.Span.To <= (before ?? "").Length);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_text_longer_than_one_sum_of_bytes_is_added_up_right()
    {
        var long_ = string.Concat(Utterances(400, 9).Select(one => one.Spoken.Text));
        var explanation = Small.Value.Explain(new SpokenText(long_), 0);
        (explanation.Level + explanation.Influences.Sum(one => one.Weight)).ShouldBe(explanation.LogOdds, 1e-6);
        Judge(Small.Value, new SpokenText(long_ + long_)).ShouldAllBe(probability => probability >= 0 && probability <= 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\ud800")]
    [InlineData("😀😀😀")]
    public void A_text_without_anything_known_has_probabilities(string text) => Judge(Small.Value, new SpokenText(text)).ShouldAllBe(probability => probability >= 0 && probability <= 1);

    [Fact]
    public void Judging_allocates_nothing_once_it_is_warm()
    {
        var probabilities = new double[Small.Value.Card.Labels.Count];
        SpokenText spoken = new("今天天气很好你这笨鸟", "我没钱", ConversationKind.Call);
        Small.Value.Judge(spoken, probabilities);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            Small.Value.Judge(spoken, probabilities);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000);
    }

    [Fact]
    public void Copies_are_joined_and_a_label_on_which_they_contradict_each_other_is_unknown()
    {
        var utterances = Utterances(400, 4);
        var texts = Train(utterances, Plan).Card;
        utterances.Add(utterances[1] with { Present = new Dictionary<string, IReadOnlyList<string>> { ["categories"] = utterances[1].Carries("insult", "categories") == true ? ["threat"] : ["insult", "threat"] } });
        var card = Train(utterances, Plan).Card;
        (card.Texts, card.Duplicates).ShouldBe((texts.Texts, texts.Duplicates + 1));
        card.Labels[0].Texts.ShouldBe(texts.Labels[0].Texts - 1);
    }

    [Fact]
    public void Not_is_known_to_be_absent_and_unknown_is_left_out()
    {
        var utterances = Utterances(400, 6);
        var before = Train(utterances, Plan).Card.Labels;
        utterances.Add(new LabelledUtterance(new SpokenText("这一句只说没有威胁"), new Dictionary<string, IReadOnlyList<string>>()) { Not = ["threat"] });
        utterances.Add(Utterance("这一句不知道有没有辱骂", []) with { Unknown = ["insult"] });
        var after = Train(utterances, Plan).Card.Labels;
        after.Select((label, i) => label.Texts - before[i].Texts).ShouldBe([0, 0, 2]); // insult, name, threat.
    }

    [Fact]
    public void A_label_of_too_few_texts_is_left_out_and_named_and_one_of_two_fields_is_refused()
    {
        var utterances = Utterances(300, 8);
        utterances.Add(Utterance("只有这一句", ["rare"]));
        LabelTraining.Train(utterances, Plan, _ => { }, CancellationToken.None).LeftOut.ShouldBe(["rare"]);
        LabelTraining.Train(utterances[..10], Plan, _ => { }, CancellationToken.None).Problem!.ShouldContain("no label is carried by 20 texts");
        utterances.Add(new LabelledUtterance(new SpokenText("另一句"), new Dictionary<string, IReadOnlyList<string>> { ["steps"] = ["insult"] }));
        LabelTraining.Train(utterances, Plan, _ => { }, CancellationToken.None).Problem!.ShouldContain("a label belongs to one field");
    }

    [Theory]
    [InlineData("""{"text": "好", "categories": ["threat"], "id": 3}""", null)]
    [InlineData("""{"text": "好", "not": ["threat"], "kind": "letter"}""", null)]
    [InlineData("""{"text": "好"}""", "labels: is missing, one of categories, steps, labels, or not")]
    [InlineData("""{"categories": []}""", "text: is missing, a text")]
    [InlineData("""{"text": "好", "categories": "threat"}""", "categories: is not understood, a list of at most 64 texts")]
    [InlineData("""{"text": "好", "categories": ["a b"]}""", "labels: 'a b' is no label, 1 to 64 characters without blanks")]
    [InlineData("""{"text": "好", "categories": ["threat"], "not": ["threat"]}""", "not: 'threat' is among the labels of the text as well, one of the two")]
    [InlineData("[]", "line: is not a JSON object, one {…} a line")]
    public void A_line_is_read_or_refused_in_words(string line, string? problem) => LabelledJson.Read(line).Problem?.ToString().ShouldBe(problem);

    [Fact]
    public void A_line_of_any_text_never_throws()
        => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => LabelledJson.Read($$"""{"text": "{{text}}", "steps": [{{text}}]}""").ShouldNotBeNull()).QuickCheckThrowOnFailure();

    [Fact]
    public void A_file_of_any_bytes_is_read_or_refused_and_never_throws() => DetectorTests.ReadDamaged(Small.Value.Write(), reading =>
    {
        (reading.Labels is null).ShouldBe(reading.Problem is not null);
        if (reading.Labels is { } labels)
        {
            Judge(labels, new SpokenText("你是笨鸟", "我没钱", ConversationKind.Chat)).ShouldAllBe(probability => probability >= 0 && probability <= 1);
        }
    });

    [Fact]
    public void The_shipped_model_knows_breaches_and_steps_and_is_small()
    {
        var file = File.ReadAllBytes(Path.Combine(Books.Root(), "models", "conduct.model"));
        file.Length.ShouldBeLessThan(4_000_000);
        var detector = Detector.Read(file).Labels!;
        detector.Card.Labels.Select(label => label.Label).ShouldBeSubsetOf(FindingCategory.All.Keys.Concat(
            ["own-name", "own-institution", "asks-identity", "states-debt", "asks-reason", "consequence", "arrangement", "hardship-help", "official-channel", "close", "message-left", "recording-notice"]));
        var name = detector.Place("own-name")!.Value;
        Judge(detector, new SpokenText("您好我是江北银行的小王工号三零七"))[name].ShouldBeGreaterThan(0.5);
        Judge(detector, new SpokenText("那您看下个月五号能不能先还一部分"))[name].ShouldBeLessThan(0.1);
    }

    internal static List<LabelledUtterance> Utterances(int count, ulong seed)
    {
        string[] plain = ["今天", "天气", "很好", "我们", "一起", "吃饭", "账单", "还款", "请问", "谢谢", "您", "先生"];
        SeededOrder order = new(seed);
        return Enumerable.Range(0, count).Select(i =>
        {
            List<string> words = [.. Enumerable.Range(0, 4 + order.NextBelow(8)).Select(_ => plain[order.NextBelow(plain.Length)])];
            List<string> labels = [];
            foreach (var (word, label) in i % 3 == 0 ? [("我叫小王", "name")] : new[] { ("笨鸟", "insult"), ("小心点", "threat") })
            {
                if (order.NextBelow(4) == 0)
                {
                    words.Insert(order.NextBelow(words.Count), word);
                    labels.Add(label);
                }
            }

            return new LabelledUtterance(new SpokenText(string.Concat(words) + i), new Dictionary<string, IReadOnlyList<string>> { [i % 3 == 0 ? "steps" : "categories"] = labels });
        }).ToList();
    }

    private static LabelledUtterance Utterance(string text, string[] categories, string? before = null, ConversationKind? kind = null)
        => new(new SpokenText(text, before, kind), new Dictionary<string, IReadOnlyList<string>> { ["categories"] = categories });

    private static double Probability(LabelDetector detector, string text, string? before, ConversationKind? kind) => Judge(detector, new SpokenText(text, before, kind))[0];

    private static double[] Judge(LabelDetector detector, SpokenText spoken)
    {
        var probabilities = new double[detector.Card.Labels.Count];
        detector.Judge(spoken, probabilities);
        return probabilities;
    }

    private static LabelDetector Train(IReadOnlyList<LabelledUtterance> utterances, LabelPlan plan)
    {
        var outcome = LabelTraining.Train(utterances, plan, _ => { }, CancellationToken.None);
        outcome.Problem.ShouldBeNull();
        return outcome.Detector!;
    }
}
