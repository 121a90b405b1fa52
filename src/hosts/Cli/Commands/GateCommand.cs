using System.CommandLine;
using System.Text;
using Daylight.Gate;
using Daylight.Platform;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight gate ask</c>, <c>check</c>, <c>replay</c>, <c>what-if</c> and <c>plan</c>.</summary>
internal static class GateCommand
{
    public static Command Make() => new("gate", "Ask the contact gate, run its vectors, decide stored decisions again, as they were or under a draft, or plan a portfolio.")
    {
        MakeAsk(), MakeCheck(), GateReplayCommand.Make(), GateWhatIfCommand.Make(), PlanCommand.Make(), GateCleanStartCommand.Make(), GateHistoryCheckCommand.Make(),
    };

    private static Command MakeAsk()
    {
        Option<string[]> packs = new("--pack") { Description = "Packs or groups to decide by, for example cn or us-fdcpa,us-ma.", Required = true, AllowMultipleArgumentsPerToken = true };
        Option<FileInfo> input = new("--in") { Description = "Intents, one JSON object a line.", Required = true };
        Option<DirectoryInfo?> folder = new("--packs-folder") { Description = "Where the packs are; by default those that ship with the product." };
        Command ask = new("ask", "One decision a line to standard output.") { packs, input, folder };
        ask.SetAction(parsed => Ask(parsed.GetValue(packs)!, parsed.GetValue(input)!, parsed.GetValue(folder)));
        return ask;
    }

    private static Command MakeCheck()
    {
        Argument<string[]> files = new("VECTORS") { Description = "Vector files, folders, or patterns such as spec/cases/gate/**.", Arity = ArgumentArity.OneOrMore };
        Option<DirectoryInfo?> folder = new("--packs-folder") { Description = "Where the packs are; by default those that ship with the product." };
        Command check = new("check", "Run policy vectors.") { files, folder };
        check.SetAction(parsed => Check(parsed.GetValue(files)!, parsed.GetValue(folder), parsed.GetValue(Output.Json)));
        return check;
    }

    private static int Ask(string[] packs, FileInfo input, DirectoryInfo? folder)
    {
        if (!input.Exists)
        {
            Console.Error.WriteLine($"{input}: there is no such file.");
            return ExitCode.Unusable;
        }

        var library = Library(folder);
        var names = packs.SelectMany(pack => pack.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
        if (library.Resolve(names, out var unknown) is not { } policy)
        {
            Console.Error.WriteLine($"--pack: no pack or group that loads is called {string.Join(", ", unknown)}.");
            Complain(library);
            return ExitCode.Unusable;
        }

        var rejected = AnswerAll(input, policy);
        return rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    private static int AnswerAll(FileInfo input, GatePolicy policy)
    {
        var rejected = 0;
        TextWriter? rejects = null;
        using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        var number = 0;
        foreach (var line in File.ReadLines(input.FullName))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var answer = GateAsk.Answer(line, policy, input.Name, number);
            foreach (var warning in answer.Warnings)
            {
                Console.Error.WriteLine($"{warning} (ignored)");
            }

            if (answer.Json is { } json)
            {
                output.WriteLine(json);
                continue;
            }

            rejected++;
            foreach (var problem in answer.Problems)
            {
                Console.Error.WriteLine(problem);
            }

            rejects ??= Output.Rejects(input.FullName + ".rejects.jsonl");
            rejects.WriteLine(line);
        }

        rejects?.Dispose();
        return rejected;
    }

    private static int Check(string[] patterns, DirectoryInfo? folder, bool json)
    {
        var files = patterns.SelectMany(Expand).Distinct(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            Console.Error.WriteLine($"{string.Join(' ', patterns)}: no vector files there.");
            return ExitCode.Unusable;
        }

        var library = Library(folder);
        Complain(library);
        var report = GateCheck.Run(files.Select(path => new NamedText(path, File.ReadAllText(path))), library);
        foreach (var warning in report.Warnings)
        {
            Console.Error.WriteLine($"{warning} (ignored)");
        }

        if (json)
        {
            Output.WriteJson(new { passed = report.Passed, failed = report.Failed, failures = report.Results.Where(result => !result.Passed).Select(result => new { result.File, result.Line, result.Id, result.Failures }) });
        }
        else
        {
            foreach (var result in report.Results.Where(result => !result.Passed))
            {
                Console.WriteLine($"{result.File}:{result.Line}: {result.Id}: {string.Join("; ", result.Failures)}");
            }

            Console.WriteLine(report);
        }

        return report.Failed == 0 ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static PackLibrary Library(DirectoryInfo? folder)
    {
        var root = folder?.FullName ?? ProductFiles.Require("packs");
        return PackLibrary.Read(Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new NamedText(Path.GetRelativePath(root, path), File.ReadAllText(path))));
    }

    private static void Complain(PackLibrary library)
    {
        foreach (var problem in library.Problems)
        {
            Console.Error.WriteLine(problem);
        }
    }

    /// <summary>A file, all vector files of a folder, or those below the folder before <c>**</c>.</summary>
    private static IEnumerable<string> Expand(string pattern)
    {
        if (File.Exists(pattern))
        {
            return [pattern];
        }

        var folder = pattern.Split('*')[0].TrimEnd('/');
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];
    }
}
