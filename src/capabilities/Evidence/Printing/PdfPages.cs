using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Daylight.Evidence;

/// <summary>How a piece of text looks.</summary>
internal sealed record PdfStyle(XFont Font, XBrush Brush, double Before, double After);

/// <summary>Lays text and rows of cells on pages of A4, from top to bottom. Chinese may break anywhere, words and hashes where they must.</summary>
internal sealed class PdfPages(PdfDocument document)
{
    /// <summary>The one face of the report.</summary>
    public const string Family = "Daylight Report";

    private const double Margin = 54;
    private const double Leading = 1.5;
    private const double Padding = 3;

    private static readonly XPen Line = new(XColors.Silver, 0.5);
    private static readonly XSolidBrush Grey = new(XColor.FromArgb(100, 106, 115));

    private readonly List<XGraphics> _pages = [];
    private double _y;

    public static PdfStyle Title { get; } = new(Sized(18), XBrushes.Black, 0, 4);

    public static PdfStyle Body { get; } = new(Sized(10), XBrushes.Black, 0, 2);

    public static PdfStyle Question { get; } = new(Sized(11.5), XBrushes.Black, 8, 2);

    public static PdfStyle Quiet { get; } = new(Sized(8.5), Grey, 0, 2);

    private static PdfStyle Part { get; } = new(Sized(13.5), XBrushes.Black, 16, 5);

    private static PdfStyle Cell { get; } = new(Sized(8.5), XBrushes.Black, 0, 0);

    private XGraphics Page => _pages[^1];

    private double Width => Page.PageSize.Width - (2 * Margin);

    /// <summary>Starts a part of the report.</summary>
    public void Heading(string text)
    {
        Keep(lines: 5);
        Write(text, Part);
    }

    /// <summary>Goes on to a new page unless so many lines of body text still fit.</summary>
    public void Keep(int lines) => Room(lines * Body.Font.Size * Leading);

    /// <summary>A paragraph over the whole width.</summary>
    public void Write(string text, PdfStyle style)
    {
        if (text.Length == 0)
        {
            return;
        }

        Room(style.Font.Size * Leading);
        _y += style.Before;
        foreach (var line in Wrap(text, style.Font, Width))
        {
            Room(style.Font.Size * Leading);
            Page.DrawString(line, style.Font, style.Brush, Margin, _y + style.Font.Size);
            _y += style.Font.Size * Leading;
        }

        _y += style.After;
    }

    /// <summary>A row of cells with their parts of the width; it never breaks over two pages.</summary>
    public void Row(IReadOnlyList<(string Text, double Part)> cells)
    {
        Room(0);
        var lines = cells.Select(cell => Wrap(cell.Text, Cell.Font, (Width * cell.Part) - (2 * Padding))).ToList();
        var height = (lines.Max(cell => Math.Max(1, cell.Count)) * Cell.Font.Size * Leading) + (2 * Padding);
        Room(height);
        var x = Margin;
        foreach (var ((_, part), text) in cells.Zip(lines))
        {
            Page.DrawRectangle(Line, x, _y, Width * part, height);
            foreach (var (line, i) in text.Select((line, i) => (line, i)))
            {
                Page.DrawString(line, Cell.Font, Cell.Brush, x + Padding, _y + Padding + Cell.Font.Size + (i * Cell.Font.Size * Leading));
            }

            x += Width * part;
        }

        _y += height;
    }

    /// <summary>Writes number and count at the foot of each page, and finishes them.</summary>
    public void Number()
    {
        foreach (var (page, i) in _pages.Select((page, i) => (page, i)))
        {
            page.DrawString($"第 {i + 1} 页，共 {_pages.Count} 页", Quiet.Font, Quiet.Brush, new XRect(0, page.PageSize.Height - 36, page.PageSize.Width, 12), XStringFormats.Center);
            page.Dispose();
        }
    }

    private void Room(double height)
    {
        if (_pages.Count > 0 && _y + height <= Page.PageSize.Height - Margin)
        {
            return;
        }

        var page = document.AddPage();
        page.Size = PageSize.A4;
        _pages.Add(XGraphics.FromPdfPage(page));
        _y = Margin;
    }

    private List<string> Wrap(string text, XFont font, double width)
    {
        List<string> lines = [];
        var start = 0;
        while (start < text.Length)
        {
            var end = Fitting(text, start, font, width);
            lines.Add(text[start..end].Trim());
            start = end;
        }

        return lines;
    }

    // As much as fits; rather than within a word of Latin letters, the break comes before it, if the line has anything before it.
    private int Fitting(string text, int start, XFont font, double width)
    {
        var end = start + 1;
        while (end < text.Length && Page.MeasureString(text[start..(end + 1)], font).Width <= width)
        {
            end++;
        }

        if (end == text.Length)
        {
            return end;
        }

        const string NeverFirst = "，。、；：！？）》」』”";
        var at = end;
        while (at > start + 1 && ((IsLatin(text[at]) && IsLatin(text[at - 1])) || NeverFirst.Contains(text[at], StringComparison.Ordinal)))
        {
            at--;
        }

        return at > start + 1 ? at : end;
    }

    private static bool IsLatin(char c) => c is > ' ' and < '\x7f';

    private static XFont Sized(double points) => new(Family, points, XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));
}
