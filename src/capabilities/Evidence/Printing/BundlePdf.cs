using System.Text;
using System.Text.RegularExpressions;
using Daylight.Ledger;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Daylight.Evidence;

/// <summary>The report of a bundle as a document to print, its Chinese font embedded. The same report gives the same bytes.</summary>
internal static partial class BundlePdf
{
    private static readonly Lock Turn = new();

    /// <summary>Writes the document.</summary>
    /// <param name="report">What it says.</param>
    /// <param name="at">The moment it states as its own.</param>
    public static byte[] Write(BundleReport report, DateTimeOffset at)
    {
        // The library keeps its fonts in one place for the whole process.
        lock (Turn)
        {
            GlobalFontSettings.FontResolver ??= new ReportFont();
            using PdfDocument document = new();
            document.Info.Title = report.Title;
            document.Info.CreationDate = at.UtcDateTime;
            document.Info.ModificationDate = at.UtcDateTime;
            document.Language = "zh-CN";
            PdfPages pages = new(document);
            Lay(pages, report);
            pages.Number();
            using MemoryStream bytes = new();
            document.Save(bytes, closeStream: false);
            return Settled(bytes.ToArray());
        }
    }

    private static void Lay(PdfPages pages, BundleReport report)
    {
        pages.Write(report.Title, PdfPages.Title);
        pages.Write("本报告说明证据包内容，不代替核验；核验请用 verify.html、verify.py 或 daylight verify。", PdfPages.Quiet);
        pages.Heading("一、概况");
        foreach (var fact in report.Facts)
        {
            pages.Row([(fact.Name, 0.32), (fact.Value, 0.68)]);
        }

        pages.Heading("二、法庭审查要点");
        foreach (var (answer, number) in report.Answers.Select((answer, i) => (answer, i + 1)))
        {
            pages.Keep(lines: 6);
            pages.Write($"{number}. {answer.Question}", PdfPages.Question);
            pages.Write($"依据：{answer.Law}", PdfPages.Quiet);
            pages.Write(answer.Answer, PdfPages.Body);
            pages.Write(answer.Where.Length == 0 ? "" : $"包内出处：{answer.Where}", PdfPages.Quiet);
            pages.Write(answer.NotProven.Length == 0 ? "" : $"未证明：{answer.NotProven}", PdfPages.Quiet);
        }

        pages.Heading("三、本包不能证明的事项");
        foreach (var line in report.NotProven)
        {
            pages.Write("· " + line, PdfPages.Body);
        }

        pages.Heading("四、账目");
        if (report.EntriesInAll > report.Entries.Count)
        {
            pages.Write($"共 {report.EntriesInAll} 条，列出前 {report.Entries.Count} 条，其余见 entries/。", PdfPages.Body);
        }

        pages.Row([("序号", 0.1), ("收到时间（北京时间）", 0.27), ("事项", 0.23), ("操作者代号", 0.3), ("原文", 0.1)]);
        foreach (var entry in report.Entries)
        {
            pages.Row([(entry.Index, 0.1), (entry.Received, 0.27), (entry.Act, 0.23), (entry.Operator, 0.3), (entry.Payload, 0.1)]);
        }
    }

    // The library draws three random names, each of a fixed length, which mean nothing: they become fixed ones.
    private static byte[] Settled(byte[] document)
    {
        var text = Encoding.Latin1.GetString(document);
        text = SubsetName().Replace(text, "DAYLIT+");
        text = DocumentId().Replace(text, match => string.Concat(match.Value.Select(c => char.IsAsciiHexDigit(c) ? '0' : c)));
        text = MetadataId().Replace(text, match => "uuid:" + new string('0', match.Value.Length - 5));
        return Encoding.Latin1.GetBytes(text);
    }

    [GeneratedRegex(@"(?<=/)[A-Z]{6}\+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SubsetName();

    [GeneratedRegex(@"(?<=/ID\s*\[)[^\]]*(?=\])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex DocumentId();

    [GeneratedRegex("uuid:[0-9a-fA-F-]{36}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MetadataId();

    /// <summary>The one face of the report: WenQuanYi Micro Hei, cut to the characters of GB 2312.</summary>
    private sealed class ReportFont : IFontResolver
    {
        private static readonly byte[] Face = Read();

        public byte[]? GetFont(string faceName) => Face;

        public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) => new(PdfPages.Family);

        private static byte[] Read()
        {
            // Embedded by the project file, so it is always there.
            using var packed = typeof(BundlePdf).Assembly.GetManifestResourceStream("report-font.ttf.gz")!;
            using System.IO.Compression.GZipStream unpacked = new(packed, System.IO.Compression.CompressionMode.Decompress);
            using MemoryStream face = new();
            unpacked.CopyTo(face);
            return face.ToArray();
        }
    }
}
