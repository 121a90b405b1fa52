using System.CommandLine;
using Daylight.Conduct;
using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight rulebook test</c>: runs the examples stored with the rules.</summary>
internal static class RulebookCommand
{
    public static Command Make()
    {
        Argument<FileInfo> file = new("FILE") { Description = "The rulebook, for example rulebooks/cn-collection.yaml." };
        Command test = new("test", "Run the examples stored with the rules.") { file };
        test.SetAction(parsed => Test(parsed.GetValue(file)!, parsed.GetValue(Output.Json)));
        return new Command("rulebook", "Work on rulebooks.") { test };
    }

    /// <summary>Reads a rulebook; prints every problem with line and column if it cannot be used.</summary>
    public static Rulebook? Load(FileInfo file)
    {
        if (!file.Exists)
        {
            Console.Error.WriteLine($"{file}: there is no such file.");
            return null;
        }

        var reading = RulebookReader.Read(File.ReadAllText(file.FullName), file.Name, ShippedDetectors.Sources);
        foreach (var problem in reading.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        return reading.Rulebook;
    }

    private static int Test(FileInfo file, bool json)
    {
        if (Load(file) is not { } rulebook)
        {
            return ExitCode.Unusable;
        }

        var report = rulebook.RunExamples();
        if (json)
        {
            Output.WriteJson(new { rulebook = rulebook.Name, rulebook.Hash, passed = report.Passed.Count, failed = report.Failed });
        }
        else
        {
            foreach (var failure in report.Failed)
            {
                Console.WriteLine($"{file.Name}:{failure.Line}: {failure.Rule}: {(failure.MustHit ? "must hit" : "must not hit")}: {failure.Detail}");
            }

            Console.WriteLine($"{report.Passed.Count} passed, {report.Failed.Count} failed");
        }

        return report.IsPublishable ? ExitCode.Done : ExitCode.CheckFailed;
    }
}
