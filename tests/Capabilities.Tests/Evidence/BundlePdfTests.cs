using System.Text;
using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

public sealed class BundlePdfTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_report_gives_the_same_bytes_and_other_words_other_bytes()
    {
        var first = BundlePdf.Write(Report(entries: 3), At);
        BundlePdf.Write(Report(entries: 3), At).ShouldBe(first);
        BundlePdf.Write(Report(entries: 4), At).ShouldNotBe(first);
        BundlePdf.Write(Report(entries: 3), At.AddHours(1)).ShouldNotBe(first);
    }

    [Fact]
    public void The_chinese_font_is_embedded_and_cut_to_what_is_used()
    {
        var text = Encoding.Latin1.GetString(BundlePdf.Write(Report(entries: 3), At));
        text.ShouldStartWith("%PDF-1.");
        text.ShouldContain("/FontFile2");
        text.ShouldContain("DAYLIT+");
        text.Length.ShouldBeLessThan(300_000);
    }

    [Fact]
    public void A_long_report_goes_on_over_pages()
    {
        var text = Encoding.Latin1.GetString(BundlePdf.Write(Report(entries: 200), At));
        text.Split("/Type/Page/").Length.ShouldBeGreaterThan(4, "the pages of the document");
    }

    private static BundleReport Report(int entries) => new(
        "电子证据核验报告",
        [new("账本运营方", "示例消费金融公司"), new("账本公钥", "ledger.example/inst/2026+4ac4fdc2+" + new string('A', 44))],
        [new("是否为原件？", "《中华人民共和国电子签名法》第五条", "明文交付 2 份。", "payload/", "写入之前的内容是否属实，不在证明之列。")],
        [.. Enumerable.Range(0, entries).Select(i => new ReportEntry($"{i}", "2026-03-02 12:00:00", "会话内容", $"sf{i:D20}", "明文"))],
        entries,
        ["内容真实：账本只证明写入之后未变。"]);
}
