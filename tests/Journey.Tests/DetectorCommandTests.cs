using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>What scripts read from <c>daylight detector eval</c>.</summary>
public sealed class DetectorCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("daylight-detector").FullName;

    [Fact]
    public async Task Eval_prints_its_figures_as_names_and_values_and_keeps_what_it_rejects()
    {
        var texts = Path.Combine(folder, "texts.csv");
        await File.WriteAllTextAsync(texts, "id,TEXT,label\n1,谢谢您的理解，祝您生活愉快,0\n2,你个臭不要脸的废物垃圾,1\n3,\"您好，请问今天方便吗？\",0\n4,什么都没标,\n5,奇怪的标签,maybe\n");
        var (code, output) = await Command.RunAsync("detector", "eval", "--model", Model(), "--in", texts, "--text", "TEXT", "--label", "label", "--threads", "2");
        code.ShouldBe(2, output);
        var lines = output.Split('\n');
        lines.ShouldContain("texts.csv:5: label: is empty; every text needs a label");
        lines.ShouldContain("texts.csv:6: label: maybe is not known; this model knows 1 and 0");
        string[] figures = ["accuracy: 1.0000", "precision: 1.0000", "recall: 1.0000", "f1: 1.0000", "macro-f1: 1.0000"];
        lines.SkipWhile(line => !line.StartsWith("accuracy", StringComparison.Ordinal)).Take(figures.Length).ShouldBe(figures);
        lines.ShouldContain("texts: 3");
        lines.ShouldContain("quoting-texts: 0");
        lines.ShouldContain("rejected: 2");
        (await File.ReadAllLinesAsync(texts + ".rejects.csv")).Length.ShouldBe(3);
    }

    [Fact]
    public async Task Compare_puts_two_models_before_the_same_texts()
    {
        var texts = Path.Combine(folder, "texts.csv");
        await File.WriteAllTextAsync(texts, "TEXT,label\n谢谢您的理解，祝您生活愉快,0\n你个臭不要脸的废物垃圾,1\n");
        var (code, output) = await Command.RunAsync("detector", "compare", "--champion", Model(), "--challenger", Model(), "--in", texts, "--text", "TEXT", "--label", "label");
        code.ShouldBe(0, output);
        output.Split('\n').ShouldContain("only-challenger-right: 0");
        output.Split('\n').ShouldContain("chance: 1.0000");
    }

    [Fact]
    public async Task Training_on_few_texts_warns_that_probabilities_are_rough_with_how_many_are_needed()
    {
        var (code, output) = await TrainAsync(30);
        var (enough, told) = await TrainAsync(200);
        var (_, json) = await TrainAsync(30, "--json");

        code.ShouldBe(0, output);
        output.Split('\n').ShouldContain("warning: its probabilities are only rough: it learned from 30 texts of label 1 and 30 of label 0; at least 200 of each are needed");
        enough.ShouldBe(0, told);
        told.ShouldNotContain("warning:");
        json.ShouldContain("\"ofEachMin\": 200");
    }

    private async Task<(int Code, string Output)> TrainAsync(int ofEach, params string[] more)
    {
        var texts = Path.Combine(folder, $"of{ofEach}.csv");
        Random random = new(1);
        string Other() => string.Concat(Enumerable.Range(0, 12).Select(_ => (char)('一' + random.Next(400))));
        await File.WriteAllLinesAsync(texts, Enumerable.Range(0, 2 * ofEach).Select(i => i % 2 == 0 ? $"{Other()}你这老赖{Other()},1" : $"{Other()}谢谢配合{Other()},0").Prepend("TEXT,label"));
        return await Command.RunAsync(["detector", "train", "--in", texts, "--text", "TEXT", "--label", "label", "--out", Path.Combine(folder, "few.model"), .. more]);
    }

    [Fact]
    public async Task A_missing_column_and_a_broken_model_are_named()
    {
        var texts = Path.Combine(folder, "texts.csv");
        await File.WriteAllTextAsync(texts, "content,label\nx,1\n");
        var (code, output) = await Command.RunAsync("detector", "eval", "--model", Model(), "--in", texts, "--text", "TEXT", "--label", "label");
        (code, output.Contains("texts.csv:1: TEXT: there is no such column; the first line names content, label", StringComparison.Ordinal)).ShouldBe((3, true), output);
        (code, output) = await Command.RunAsync("detector", "eval", "--model", texts, "--in", texts);
        (code, output.Contains("is not a detector model", StringComparison.Ordinal)).ShouldBe((3, true), output);
    }

    [Fact]
    public async Task A_detector_of_many_labels_is_trained_measured_compared_and_explained()
    {
        var texts = Path.Combine(folder, "texts.jsonl");
        var model = Path.Combine(folder, "small.model");
        Random random = new(1); // Other words in every text: near-copies would all stand in one part.
        string Other() => string.Concat(Enumerable.Range(0, 12).Select(_ => (char)('一' + random.Next(400))));
        var lines = Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? (Other() + "您这笨鸟" + Other(), "\"insult\"") : (Other() + "您好先生" + Other(), ""))
            .Select(one => $$"""{"text": "{{one.Item1}}", "before": "喂", "kind": "call", "categories": [{{one.Item2}}]}""");
        await File.WriteAllLinesAsync(texts, lines.Append("""{"text": "没标"}"""));
        var (code, output) = await Command.RunAsync("detector", "train", "--in", texts, "--out", model);
        (code, output.Contains("texts.jsonl:121: labels: is missing", StringComparison.Ordinal), output.Contains("120 texts, 1 labels", StringComparison.Ordinal)).ShouldBe((2, true, true), output);
        (code, output) = await Command.RunAsync("detector", "eval", "--model", model, "--in", texts);
        (code, output.Contains("insult", StringComparison.Ordinal), output.Contains("texts: 120", StringComparison.Ordinal)).ShouldBe((2, true, true), output);
        (code, output) = await Command.RunAsync("detector", "compare", "--champion", model, "--challenger", model, "--in", texts);
        (code, output.Contains("1.000 / 1.000", StringComparison.Ordinal)).ShouldBe((2, true), output);
        (code, output) = await Command.RunAsync("detector", "explain", "您这笨鸟", "--model", model, "--before", "喂", "--kind", "call");
        (code, output.Contains("What moved insult", StringComparison.Ordinal)).ShouldBe((0, true), output);
        (code, output) = await Command.RunAsync("detector", "explain", "您这笨鸟", "--model", model, "--label", "threat");
        (code, output.Contains("has no label threat; it knows insult", StringComparison.Ordinal)).ShouldBe((3, true), output);
    }

    [Fact]
    public async Task What_is_for_models_of_the_other_kind_is_refused_in_words()
    {
        var texts = Path.Combine(folder, "texts.csv");
        await File.WriteAllTextAsync(texts, "TEXT,label\n谢谢,0\n");
        var many = Model("conduct.model");
        var (code, output) = await Command.RunAsync("detector", "eval", "--model", many, "--in", texts);
        (code, output.Contains("measured on a .jsonl file", StringComparison.Ordinal)).ShouldBe((3, true), output);
        (code, output) = await Command.RunAsync("detector", "compare", "--champion", many, "--challenger", Model(), "--in", texts);
        (code, output.Contains("only models of one kind", StringComparison.Ordinal)).ShouldBe((3, true), output);
        (code, output) = await Command.RunAsync("detector", "recheck", "--model", many, "--in", texts, "--words", texts, "--out", Path.Combine(folder, "n.model"));
        (code, output.Contains("is a detector of many labels", StringComparison.Ordinal)).ShouldBe((3, true), output);
        (code, output) = await Command.RunAsync("detector", "train", "--in", texts, "--in", Path.Combine(folder, "x.jsonl"), "--out", Path.Combine(folder, "n.model"));
        code.ShouldBe(3, output);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Model(string name = "abuse.model")
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, "Daylight.slnx")))
        {
            above = above.Parent!; // The repository stands above its own tests.
        }

        return Path.Combine(above.FullName, "models", name);
    }
}
