using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Daylight.Cli;

/// <summary>How commands print: tables for people, JSON for programs, progress on standard error.</summary>
internal static class Output
{
    /// <summary>Machine-readable output; on every command.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "Print machine-readable output.", Recursive = true };

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly IAnsiConsole Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.IsErrorRedirected ? TextWriter.Null : Console.Error) });

    public static void WriteJson(object value) => Console.WriteLine(JsonSerializer.Serialize(value, Options));

    /// <summary>A value as the JSON that the API would send.</summary>
    public static JsonNode Node<T>(T value) => JsonSerializer.SerializeToNode(value, Options)!; // Only null gives null.

    /// <summary>Runs work under progress bars; on a pipe it runs silently.</summary>
    public static Task<T> ProgressAsync<T>(Func<ProgressContext, Task<T>> work) => Error.Progress()
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(work);

    /// <summary>Whether writing would destroy a file that is read, by whatever name; says so.</summary>
    public static bool WouldDestroy(FileInfo? output, params ReadOnlySpan<FileInfo> read)
    {
        foreach (var file in read)
        {
            if (output is not null && string.Equals(Real(output.FullName), Real(file.FullName), Names))
            {
                Console.Error.WriteLine($"--out {output}: is read by this command; write to another file.");
                return true;
            }
        }

        return false;
    }

    /// <summary>How the file systems of this machine usually tell names apart.</summary>
    private static StringComparison Names => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Where a path leads once the links in it are followed.</summary>
    private static string Real(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        FileInfo here = new(Path.Combine(Real(parent), Path.GetFileName(path)));
        return here.LinkTarget is null ? here.FullName : here.ResolveLinkTarget(returnFinalTarget: true)!.FullName; // A link has a target.
    }

    /// <summary>Opens the file beside an input that takes what was rejected. Where it cannot be written, the good lines go on all the same.</summary>
    public static TextWriter Rejects(string path)
    {
        try
        {
            return new StreamWriter(path, append: false, new UTF8Encoding(false));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{path}: cannot be written, so rejected lines are only named here: {problem.Message}");
            return TextWriter.Null;
        }
    }

    /// <summary>Prints a table of text cells.</summary>
    public static void WriteTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (var title in header)
        {
            table.AddColumn(Markup.Escape(title));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        AnsiConsole.Write(table);
    }
}
