using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight inspect</c>: inspects a file of conversations offline, several at a time, in the order of the file.</summary>
internal static class InspectCommand
{
    private const int InFlightMax = 1024;

    public static Command Make()
    {
        Option<FileInfo> rulebook = new("--rulebook") { Description = "The rulebook.", Required = true };
        Option<FileInfo> input = new("--in") { Description = "Conversations, one JSON object a line.", Required = true };
        Option<FileInfo?> output = new("--out") { Description = "Where to write the findings, one JSON object a line." };
        Option<int> threads = new("--threads") { Description = "How many to inspect at a time.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Command command = new("inspect", "Inspect a file of conversations offline.") { rulebook, input, output, threads };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (RulebookCommand.Load(parsed.GetValue(rulebook)!) is not { } loaded)
            {
                return ExitCode.Unusable;
            }

            var file = parsed.GetValue(input)!;
            if (!file.Exists)
            {
                await Console.Error.WriteLineAsync($"{file}: there is no such file.");
                return ExitCode.Unusable;
            }

            if (Output.WouldDestroy(parsed.GetValue(output), file, parsed.GetValue(rulebook)!))
            {
                return ExitCode.Unusable;
            }

            Run run = new(new Inspector(loaded), file, parsed.GetValue(output), Math.Clamp(parsed.GetValue(threads), 1, 256));
            return await run.RunAsync(parsed.GetValue(Output.Json), cancellation);
        });
        return command;
    }

    private sealed class Run(Inspector inspector, FileInfo input, FileInfo? output, int threads)
    {
        private readonly SortedDictionary<string, (long Findings, long Conversations)> _byCategory = new(StringComparer.Ordinal);
        private long _conversations;
        private long _findings;
        private long _withFindings;
        private long _rejected;
        private readonly IgnoredFields _ignored = new(input.Name);

        public async Task<int> RunAsync(bool json, CancellationToken cancellation)
        {
            var started = Stopwatch.GetTimestamp();
            await Output.ProgressAsync(async context =>
            {
                var bar = context.AddTask("Inspecting", maxValue: Math.Max(1, input.Length)); // A pipe has no length: 0.
                await InspectAllAsync(bytes => bar.Value = bytes, cancellation);
                bar.Value = bar.MaxValue;
                return true;
            });
            _ignored.Print();
            Print(json, Stopwatch.GetElapsedTime(started));
            return _rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
        }

        private async Task InspectAllAsync(Action<long> progress, CancellationToken cancellation)
        {
            var inFlight = Channel.CreateBounded<Task<Outcome>>(Math.Min(InFlightMax, threads * 8));
            var reading = ReadAsync(inFlight.Writer, cancellation);
            await using var findings = output is null ? null : new StreamWriter(output.FullName, append: false, new UTF8Encoding(false));
            TextWriter? rejects = null;
            try
            {
                await foreach (var task in inFlight.Reader.ReadAllAsync(cancellation))
                {
                    var outcome = await task;
                    progress(outcome.Position);
                    _ignored.Add(outcome.Number, outcome.Warnings);
                    if (outcome.Problem is { } problem)
                    {
                        _rejected++;
                        await Console.Error.WriteLineAsync(problem);
                        rejects ??= Output.Rejects(input.FullName + ".rejects.jsonl");
                        await rejects.WriteLineAsync(outcome.Line);
                        continue;
                    }

                    if (outcome.Unheard is { } unheard)
                    {
                        await Console.Error.WriteLineAsync($"{input.Name}:{outcome.Number}: recording: {unheard}; the words are inspected all the same.");
                    }

                    Count(outcome.Findings);
                    foreach (var finding in findings is null ? [] : outcome.Findings)
                    {
                        await findings!.WriteLineAsync(FindingJson.Write(finding));
                    }
                }
            }
            finally
            {
                if (rejects is not null)
                {
                    await rejects.DisposeAsync();
                }
            }

            await reading;
        }

        private async Task ReadAsync(ChannelWriter<Task<Outcome>> writer, CancellationToken cancellation)
        {
            using SemaphoreSlim workers = new(threads);
            try
            {
                await using var stream = input.OpenRead();
                using StreamReader reader = new(stream, new UTF8Encoding(false, throwOnInvalidBytes: false));
                for (var number = 1L; await reader.ReadLineAsync(cancellation) is { } line; number++)
                {
                    if (string.IsNullOrWhiteSpace(line))
                    {
                        continue;
                    }

                    await workers.WaitAsync(cancellation);
                    var (own, at, position) = (line, number, stream.CanSeek ? stream.Position : 0);
                    await writer.WriteAsync(Task.Run(() => Inspect(own, at, position, workers), cancellation), cancellation);
                }

                for (var i = 0; i < threads; i++)
                {
                    await workers.WaitAsync(cancellation);
                }
            }
            finally
            {
                writer.Complete();
            }
        }

        private Outcome Inspect(string line, long number, long position, SemaphoreSlim workers)
        {
            try
            {
                var reading = ConversationJson.Read(line);
                var outcome = new Outcome(line, number, position) { Warnings = reading.Warnings };
                if (reading.Conversation is not { } conversation)
                {
                    return outcome with { Problem = string.Join('\n', reading.Problems.Select(problem => $"{input.Name}:{number}: {problem}")) };
                }

                var (heard, silent) = RecordingLoudness.Add(conversation, input.DirectoryName ?? ".");
                return outcome with { Unheard = silent, Findings = inspector.Inspect(heard) };
            }
            finally
            {
                workers.Release();
            }
        }

        private void Count(IReadOnlyList<Finding> findings)
        {
            _conversations++;
            _findings += findings.Count;
            _withFindings += findings.Count > 0 ? 1 : 0;
            foreach (var category in findings.GroupBy(finding => finding.Category, StringComparer.Ordinal))
            {
                var known = _byCategory.GetValueOrDefault(category.Key);
                _byCategory[category.Key] = (known.Findings + category.Count(), known.Conversations + 1);
            }
        }

        private void Print(bool json, TimeSpan took)
        {
            var rate = _conversations / Math.Max(took.TotalSeconds, 0.001);
            if (json)
            {
                Output.WriteJson(new
                {
                    conversations = _conversations, withFindings = _withFindings, findings = _findings, rejected = _rejected, conversationsPerSecond = Math.Round(rate, 1),
                    categories = _byCategory.ToDictionary(pair => pair.Key, pair => new { findings = pair.Value.Findings, conversations = pair.Value.Conversations }, StringComparer.Ordinal),
                });
                return;
            }

            Output.WriteTable(["Category", "Findings", "Conversations"], _byCategory.Select(pair => (IReadOnlyList<string>)[pair.Key, Number(pair.Value.Findings), Number(pair.Value.Conversations)]));
            Console.WriteLine($"{Number(_conversations)} conversations, {Number(_withFindings)} with findings, {Number(_findings)} findings, {Number(_rejected)} rejected, {rate.ToString("N1", CultureInfo.InvariantCulture)} conversations/s");
        }

        private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

        private sealed record Outcome(string Line, long Number, long Position)
        {
            public string? Problem { get; init; }

            /// <summary>Why its recording could not be listened to.</summary>
            public string? Unheard { get; init; }

            public IReadOnlyList<FieldProblem> Warnings { get; init; } = [];

            public IReadOnlyList<Finding> Findings { get; init; } = [];
        }
    }
}
