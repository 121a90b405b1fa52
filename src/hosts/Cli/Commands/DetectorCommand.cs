using System.CommandLine;
using System.Globalization;
using System.Text;
using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight detector</c>: trains, measures and questions statistical detectors.</summary>
internal static class DetectorCommand
{
    private static readonly Option<FileInfo> Input = new("--in") { Description = "Labelled texts: CSV with a first line of column names, or, for detectors of many labels, utterances as JSON lines (.jsonl).", Required = true };
    private static readonly Option<string> Text = new("--text") { Description = "The column with the text.", DefaultValueFactory = _ => "text" };
    private static readonly Option<string> Label = new("--label") { Description = "The column with the label.", DefaultValueFactory = _ => "label" };
    private static readonly Option<FileInfo> Model = new("--model") { Description = "The detector model.", Required = true };
    private static readonly Option<int> Threads = new("--threads") { Description = "How much to do at a time; does not change the result.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Make() => new("detector", "Train and measure statistical detectors.") { Train(), Recheck(), Eval(), Compare(), Explain() };

    private static Command Train()
    {
        Option<FileInfo[]> inputs = new("--in") { Description = "Labelled texts as CSV with a first line of column names, or utterances with labels as JSON lines (.jsonl): a detector of many labels; may be given several times.", Required = true };
        Option<FileInfo> output = new("--out") { Description = "Where to write the model.", Required = true };
        Option<string?> positive = new("--positive") { Description = "The label of what the detector shall find; 1, true, yes and the like are known." };
        Option<string?> name = new("--name") { Description = "The name of the detector; else that of its file." };
        Option<string> source = new("--source") { Description = "Origin and licence of the texts, kept in the model.", DefaultValueFactory = _ => "" };
        Option<ulong> seed = new("--seed") { Description = "The seed of all chance: same texts and seed, same model.", DefaultValueFactory = _ => 1 };
        Option<bool> cover = new("--cover-personal") { Description = "Cover identity, card and telephone numbers, plates, addresses and chat accounts before learning: for texts of your own customers." };
        Command command = new("train", "Train a detector on labelled texts.") { inputs, Text, Label, output, positive, name, source, seed, Threads, cover };
        command.SetAction((parsed, cancellation) =>
        {
            DetectorTrain.Request request = new(
                parsed.GetValue(inputs)!, new LabelledColumns(parsed.GetValue(Text)!, parsed.GetValue(Label)!, null), parsed.GetValue(output)!,
                parsed.GetValue(positive), parsed.GetValue(name), parsed.GetValue(source)!, parsed.GetValue(seed), Clamped(parsed.GetValue(Threads)), parsed.GetValue(cover),
                parsed.GetValue(Output.Json));
            return request.Inputs.Any(LabelledLines.IsJson) ? LabelTrain.RunAsync(request, cancellation) : DetectorTrain.RunAsync(request, cancellation);
        });
        return command;
    }

    private static Command Recheck()
    {
        Option<FileInfo> words = new("--words") { Description = "A file of words, one a line, by which the training labels went more than by what was meant.", Required = true };
        Option<FileInfo> output = new("--out") { Description = "Where to write the model.", Required = true };
        Option<double?> share = new("--share") { Description = "How large a part of such texts is positive, 0 to 1, where better is known than the texts tell; they then give the scale only." };
        Command command = new("recheck", "Weigh a detector anew where such words occur, on texts that it was not trained on and that people read once more.") { Model, Input, Text, Label, words, share, output };
        command.SetAction((parsed, cancellation) => LoadOne(parsed.GetValue(Model)!) is { } detector
            ? DetectorRecheckCommand.RunAsync(
                new DetectorRecheckCommand.Request(
                    detector, parsed.GetValue(Input)!, new LabelledColumns(parsed.GetValue(Text)!, parsed.GetValue(Label)!, null),
                    parsed.GetValue(words)!, parsed.GetValue(share), parsed.GetValue(output)!, parsed.GetValue(Output.Json)),
                cancellation)
            : Task.FromResult(ExitCode.Unusable));
        return command;
    }

    private static Command Eval()
    {
        Option<string?> by = new("--by") { Description = "A column; figures are printed for each of its values as well." };
        Option<FileInfo?> output = new("--out") { Description = "Where to write the judgement of each row, one JSON object a line." };
        Command command = new("eval", "Measure a detector on labelled texts.") { Model, Input, Text, Label, by, output, Threads };
        command.SetAction((parsed, cancellation) => Load(parsed.GetValue(Model)!) switch
        {
            { Detector: { } detector } => DetectorEval.RunAsync(
                new DetectorEval.Request(
                    detector, parsed.GetValue(Input)!, new LabelledColumns(parsed.GetValue(Text)!, parsed.GetValue(Label)!, parsed.GetValue(by)), parsed.GetValue(output),
                    Clamped(parsed.GetValue(Threads)), parsed.GetValue(Output.Json)),
                cancellation),
            { Labels: { } detector } => LabelEval.RunAsync(detector, parsed.GetValue(Input)!, parsed.GetValue(Output.Json)),
            _ => Task.FromResult(ExitCode.Unusable),
        });
        return command;
    }

    private static Command Compare()
    {
        Option<FileInfo> champion = new("--champion") { Description = "The detector model in force.", Required = true };
        Option<FileInfo> challenger = new("--challenger") { Description = "The detector model that may follow it.", Required = true };
        Command command = new("compare", "Put two detectors before the same labelled texts, best later ones than both were trained on.") { champion, challenger, Input, Text, Label };
        command.SetAction(async (parsed, _) => (Load(parsed.GetValue(champion)!), Load(parsed.GetValue(challenger)!)) switch
        {
            ({ Detector: { } first }, { Detector: { } second }) => await DetectorCompare.RunAsync(new DetectorCompare.Request(
                first, second, parsed.GetValue(Input)!, new LabelledColumns(parsed.GetValue(Text)!, parsed.GetValue(Label)!, null), parsed.GetValue(Output.Json))),
            ({ Labels: { } first }, { Labels: { } second }) => await LabelEval.CompareAsync(first, second, parsed.GetValue(Input)!, parsed.GetValue(Output.Json)),
            ({ Problem: null }, { Problem: null }) => Refused("One model knows two labels, the other many; only models of one kind can be compared."),
            _ => ExitCode.Unusable,
        });
        return command;
    }

    private static Command Explain()
    {
        Argument<string> text = new("TEXT") { Description = "The text to judge." };
        Option<int> top = new("--top") { Description = "How many influences to show.", DefaultValueFactory = _ => 12 };
        Option<string?> label = new("--label") { Description = "Of a detector of many labels, the one to explain; else the most probable." };
        Option<string?> before = new("--before") { Description = "For a detector of many labels: what somebody else said last before." };
        Option<ConversationKind?> kind = new("--kind") { Description = "For a detector of many labels: call, chat, sms, email or visit." };
        Command command = new("explain", "Judge one text and show which pieces of it moved the verdict.") { text, Model, top, label, before, kind };
        command.SetAction(parsed => Load(parsed.GetValue(Model)!) switch
        {
            { Detector: { } detector } => Show(detector.Explain(parsed.GetValue(text)!), parsed.GetValue(text)!, parsed.GetValue(top), parsed.GetValue(Output.Json)),
            { Labels: { } detector } => LabelEval.Explain(
                detector, new SpokenText(parsed.GetValue(text)!, parsed.GetValue(before), parsed.GetValue(kind)), parsed.GetValue(label), parsed.GetValue(top), parsed.GetValue(Output.Json)),
            _ => ExitCode.Unusable,
        });
        return command;
    }

    /// <summary>Opens a file of labelled texts; says what is wrong if it cannot be used.</summary>
    public static LabelledCsv? Open(FileInfo file, LabelledColumns columns, StreamReader reader)
    {
        var (opened, problem) = LabelledCsv.Open(reader, columns);
        if (problem is not null)
        {
            Console.Error.WriteLine($"{file.Name}:{problem}");
        }

        return opened;
    }

    public static StreamReader Reader(FileInfo file) => new(file.FullName, new UTF8Encoding(false, throwOnInvalidBytes: false));

    public static bool IsMissing(FileInfo file)
    {
        if (!file.Exists)
        {
            Console.Error.WriteLine($"{file}: there is no such file.");
        }

        return !file.Exists;
    }

    /// <summary>A detector of two labels, or a word of why there is none.</summary>
    private static Detector? LoadOne(FileInfo file)
    {
        var reading = Load(file);
        if (reading.Labels is not null)
        {
            Refused($"{file}: is a detector of many labels; only one of two labels is weighed anew.");
        }

        return reading.Detector;
    }

    private static DetectorReading Load(FileInfo file)
    {
        if (IsMissing(file))
        {
            return new DetectorReading(null, null, "is missing");
        }

        var reading = Detector.Read(File.ReadAllBytes(file.FullName));
        if (reading.Problem is { } problem)
        {
            Console.Error.WriteLine($"{file}: {problem}.");
        }

        return reading;
    }

    private static int Refused(string problem)
    {
        Console.Error.WriteLine(problem);
        return ExitCode.Unusable;
    }

    private static int Clamped(int threads) => Math.Clamp(threads, 1, 256);

    private static int Show(DetectorExplanation explanation, string text, int top, bool json)
    {
        var shown = explanation.Influences.Take(Math.Max(0, top)).ToArray();
        var rest = explanation.LogOdds - explanation.Level - shown.Sum(influence => influence.Weight);
        if (json)
        {
            Output.WriteJson(new
            {
                explanation.Verdict.Probability, explanation.Verdict.Found, explanation.LogOdds, explanation.Level, rest,
                influences = shown.Select(influence => new { influence.Span.From, influence.Span.To, text = text[influence.Span.From..influence.Span.To], influence.Weight }),
            });
            return ExitCode.Done;
        }

        Console.WriteLine($"probability: {Figure(explanation.Verdict.Probability)}");
        Console.WriteLine($"found: {(explanation.Verdict.Found ? "yes" : "no")}");
        Output.WriteTable(["Piece", "At", "Weight"], shown.Select(influence => (IReadOnlyList<string>)[
            text[influence.Span.From..influence.Span.To], string.Create(CultureInfo.InvariantCulture, $"{influence.Span.From}-{influence.Span.To}"), Signed(influence.Weight)])
            .Append(["all others", "", Signed(rest)]).Append(["before any text", "", Signed(explanation.Level)]).Append(["log odds", "", Signed(explanation.LogOdds)]));
        return ExitCode.Done;
    }

    public static string Figure(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);
}
