using System.Globalization;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>Writes rejected rows as CSV (of lines: as the line and its problem).</summary>
internal sealed class RejectsCsv(Database database, ImportProgressStore store)
{
    private const int PageRows = 500;

    public async Task WriteAsync(ImportFileKey file, IReadOnlyList<string> headings, string fileName, TextWriter writer, CancellationToken cancellation)
    {
        var columns = headings.Count > 0 ? headings : ["line"];
        await WriteAsync(writer, [.. columns, "problem"], cancellation);
        for (var after = 0L; ;)
        {
            var from = after;
            var page = await database.ReadAsync(session => store.Rejects(session, file, from, PageRows), cancellation);
            foreach (var (position, reject) in page)
            {
                after = position;
                var cells = Enumerable.Range(0, columns.Count).Select(place => place < reject.Cells.Count ? reject.Cells[place] : "");
                var problem = string.Create(CultureInfo.InvariantCulture, $"{fileName}:{reject.Line}: {reject.Field}: {reject.Problem}");
                await WriteAsync(writer, [.. cells, problem], cancellation);
            }

            if (page.Count < PageRows)
            {
                return;
            }
        }
    }

    private static Task WriteAsync(TextWriter writer, IEnumerable<string> cells, CancellationToken cancellation) =>
        writer.WriteAsync((string.Join(',', cells.Select(CsvText.Quoted)) + "\n").AsMemory(), cancellation);
}
