using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary>Says what is wrong with rows and keeps their places in <c>FILE.rejects.csv</c>; the file exists only if there are any.</summary>
internal sealed class LabelledRejects(FileInfo file) : IDisposable
{
    private TextWriter? writer;

    public int Count { get; private set; }

    public void Add(LabelledRow row, string problem)
    {
        Count++;
        Console.Error.WriteLine($"{file.Name}:{row.Line}: {problem}");
        if (writer is null)
        {
            writer = Output.Rejects(file.FullName + ".rejects.csv");
            writer.WriteLine("line,problem,text,label");
        }

        writer.WriteLine($"{row.Line},{Quoted(problem)},{Quoted(row.Text)},{Quoted(row.Label)}");
    }

    public void Dispose() => writer?.Dispose();

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
