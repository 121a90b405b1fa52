using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>Writes rejected rows as CSV (of lines: as the line and its problem).</summary>
internal sealed class RejectsCsv(Database database, ImportProgressStore store)
{
    private const int PageRows = 500;

    private static readonly CsvConfiguration Form = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    public async Task WriteAsync(ImportFileKey file, IReadOnlyList<string> headings, string fileName, TextWriter writer, CancellationToken cancellation)
    {
        await using CsvWriter csv = new(writer, Form, leaveOpen: true);
        foreach (var heading in headings.Count > 0 ? headings : ["line"])
        {
            csv.WriteField(heading);
        }

        csv.WriteField("problem");
        await csv.NextRecordAsync();
        for (var after = 0L; ;)
        {
            var from = after;
            var page = await database.ReadAsync(session => store.Rejects(session, file, from, PageRows), cancellation);
            foreach (var (position, reject) in page)
            {
                after = position;
                WriteRow(csv, headings, fileName, reject);
                await csv.NextRecordAsync();
            }

            if (page.Count < PageRows)
            {
                return;
            }
        }
    }

    private static void WriteRow(CsvWriter csv, IReadOnlyList<string> headings, string fileName, ImportReject reject)
    {
        for (var i = 0; i < Math.Max(1, headings.Count); i++)
        {
            csv.WriteField(i < reject.Cells.Count ? reject.Cells[i] : "");
        }

        csv.WriteField(string.Create(CultureInfo.InvariantCulture, $"{fileName}:{reject.Line}: {reject.Field}: {reject.Problem}"));
    }
}
