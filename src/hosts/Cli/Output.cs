using System.CommandLine;
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

    private static readonly IAnsiConsole Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static void WriteJson(object value) => Console.WriteLine(JsonSerializer.Serialize(value, Options));

    /// <summary>A value as the JSON that the API would send.</summary>
    public static JsonNode Node<T>(T value) => JsonSerializer.SerializeToNode(value, Options)!; // Only null gives null.

    /// <summary>Runs work under progress bars; on a pipe it runs silently.</summary>
    public static Task<T> ProgressAsync<T>(Func<ProgressContext, Task<T>> work) => Error.Progress()
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(work);

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
