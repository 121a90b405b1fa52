using System.Globalization;
using System.Net;
using System.Text;

namespace Daylight.Ledger.Bundles;

/// <summary>The report as a page that needs nothing but itself and prints well.</summary>
internal static class BundleReportHtml
{
    private const string Style = """
        body { font: 15px/1.7 "Songti SC", "SimSun", "Noto Serif CJK SC", serif; color: #1f2329; max-width: 860px; margin: 32px auto; padding: 0 20px }
        h1 { font-size: 24px; text-align: center; margin: 0 0 4px } h2 { font-size: 18px; margin: 32px 0 8px; border-bottom: 1px solid #1f2329 } h3 { font-size: 16px; margin: 20px 0 4px }
        p { margin: 0 0 6px; overflow-wrap: anywhere } .lead, .law, .open { color: #646a73 } .lead { text-align: center } .law, .open { font-size: 13px }
        table { width: 100%; border-collapse: collapse } th, td { border: 1px solid #c9cdd4; padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere } th { background: #f5f6f7; font-weight: 600 }
        .facts { table-layout: fixed } .facts th { width: 30% } .entries { font-size: 13px } .entries td { font-variant-numeric: tabular-nums } .entries tr, h3, .answer { break-inside: avoid }
        @media (max-width: 640px) { .entries th:nth-child(4), .entries td:nth-child(4) { display: none } }
        @page { size: A4; margin: 18mm }
        """;

    public static byte[] Write(BundleReport report)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="zh-CN">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Text(report.Title)}</title>
            <style>
            {Style}
            </style></head>
            <body>
            <h1>{Text(report.Title)}</h1>
            <p class="lead">本报告说明证据包内容，不代替核验；核验请用 verify.html、verify.py 或 daylight verify。</p>
            <h2>一、概况</h2>
            <table class="facts">

            """);
        foreach (var fact in report.Facts)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(fact.Name)}</th><td>{Text(fact.Value)}</td></tr>\n");
        }

        page.Append("</table>\n<h2>二、法庭审查要点</h2>\n");
        foreach (var (answer, number) in report.Answers.Select((answer, i) => (answer, i + 1)))
        {
            page.Append(CultureInfo.InvariantCulture, $"<div class=\"answer\"><h3>{number}. {Text(answer.Question)}</h3>\n<p class=\"law\">依据：{Text(answer.Law)}</p>\n<p>{Text(answer.Answer)}</p>\n");
            page.Append(answer.Where.Length == 0 ? "" : $"<p class=\"open\">包内出处：{Text(answer.Where)}</p>\n");
            page.Append(answer.NotProven.Length == 0 ? "</div>\n" : $"<p class=\"open\">未证明：{Text(answer.NotProven)}</p></div>\n");
        }

        page.Append("<h2>三、本包不能证明的事项</h2>\n<ul>\n");
        page.Append(string.Concat(report.NotProven.Select(line => $"<li>{Text(line)}</li>\n")));
        page.Append("</ul>\n<h2>四、账目</h2>\n");
        page.Append(report.EntriesInAll > report.Entries.Count ? $"<p>共 {report.EntriesInAll} 条，列出前 {report.Entries.Count} 条，其余见 entries/。</p>\n" : "");
        page.Append("<table class=\"entries\">\n<tr><th>序号</th><th>收到时间（北京时间）</th><th>事项</th><th>操作者代号</th><th>原文</th></tr>\n");
        foreach (var entry in report.Entries)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{entry.Index}</td><td>{entry.Received}</td><td>{Text(entry.Act)}</td><td>{Text(entry.Operator)}</td><td>{entry.Payload}</td></tr>\n");
        }

        return StrictText.Encode(page.Append("</table>\n</body>\n</html>\n").ToString().ReplaceLineEndings("\n"), "report");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
