using System.Text;
using Daylight.Platform;
using Daylight.Platform.Storage;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Portfolio;

/// <summary>The readers of import files under noise: whatever the bytes, a clear answer, no row lost and none made up.</summary>
public sealed class ImportReadingTests
{
    private static readonly ImportScope Scope = new(TestInstallation.Institution, null, "Asia/Shanghai", "f.csv");

    [Fact]
    public void Any_bytes_are_read_to_their_end_or_refused() => Prop.ForAll<byte[], byte>((noise, shape) =>
    {
        ReadAll(noise, (ImportShape)(shape % 2));
        return true;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(ImportShape.Table, "utf-8")]
    [InlineData(ImportShape.Table, "GB18030")]
    [InlineData(ImportShape.Lines, "utf-8")]
    public void A_sound_file_with_bytes_changed_is_read_to_its_end_or_refused(ImportShape shape, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var sound = Encoding.GetEncoding(encoding).GetBytes(shape == ImportShape.Table
            ? "借据号;姓名;备注\r\nA1;张三;\"多行\r\n备注 \"\"引\"\"\"\r\nA2;李四;\r\n"
            : "{\"id\":\"1\",\"text\":\"您好\"}\n\n{\"id\":\"2\"}\r\n{\"id\":\"3\"}");
        Prop.ForAll<byte[], int, int>((noise, at, skip) =>
        {
            var cut = (int)((uint)at % (uint)sound.Length);
            var rest = Math.Min(sound.Length, cut + (int)((uint)skip % 8));
            ReadAll([.. sound[..cut], .. noise, .. sound[rest..]], shape);
            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_table_that_was_written_reads_back_the_same() => Prop.ForAll<string[][], byte>((table, ending) =>
    {
        var records = table.Where(cells => cells is { Length: > 0 }).Select(cells => cells.Select(Cell).ToArray()).Where(cells => cells.Any(cell => cell.Length > 0)).ToList();
        var text = "a,b,c,d,e\n" + string.Join(ending % 2 == 0 ? "\n" : "\r\n", records.Select(cells => string.Join(',', cells.Select(CsvText.Quoted))));
        CsvText csv = new(new PeekingReader(new StringReader(text)));
        _ = csv.Read();
        List<string[]> read = [];
        while (csv.Read() is { } record)
        {
            read.Add(record.Cells);
        }

        return read.Count == records.Count && read.Zip(records).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_line_that_is_not_blank_comes_once_with_its_number() => Prop.ForAll<string[]>(lines =>
    {
        var plain = lines.Select(line => (line ?? "").Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ')).Select(Whole).ToArray();
        var expected = plain.Select((line, place) => (Line: place + 1L, Text: line)).Where(item => !string.IsNullOrWhiteSpace(item.Text)).ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', plain));
        if (ImportText.Inspect(new MemoryStream(bytes), default) is not { IsFailure: false } inspected)
        {
            return bytes.Length == 0;
        }

        using var reader = ImportReader.Open(new MemoryStream(bytes), inspected.Value, ImportShape.Lines).Value;
        List<(long, string)> read = [];
        while (reader.Next() is { } next)
        {
            read.Add((next.Line, next.Cells[0]));
        }

        // A mark at the very beginning is not part of the first line.
        return read.Select(item => (item.Item1, item.Item2.TrimStart('\uFEFF'))).SequenceEqual(expected.Select(item => (item.Line, item.Text.TrimStart('\uFEFF'))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Objects_are_read_as_a_table_whose_columns_are_all_their_names_whatever_the_values_hold() => Prop.ForAll<Dictionary<NonEmptyString, string>[]>(rows =>
    {
        var objects = rows.Select(row => row.GroupBy(pair => Whole(pair.Key.Get)).ToDictionary(group => group.Key, group => Whole(group.Last().Value ?? ""), StringComparer.Ordinal)).ToList();
        var names = objects.SelectMany(one => one.Keys).Distinct(StringComparer.Ordinal).ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', objects.Select(one => System.Text.Json.JsonSerializer.Serialize(one))));
        if (ImportText.Inspect(new MemoryStream(bytes), default) is not { IsFailure: false } inspected
            || ImportReader.Open(new MemoryStream(bytes), inspected.Value, ImportShape.Table) is not { IsFailure: false } opened)
        {
            return names.Count == 0;
        }

        using var reader = opened.Value;
        List<string[]> read = [];
        while (reader.Next() is { } next)
        {
            next.Problem.ShouldBeNull();
            read.Add(next.Cells);
        }

        reader.Headings.ShouldBe(names);
        return read.Count == objects.Count
            && read.Zip(objects).All(pair => pair.First.SequenceEqual(names.Select(name => pair.Second.GetValueOrDefault(name, "").Trim()), StringComparer.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task An_import_of_a_file_with_bytes_changed_accounts_for_every_row_it_read()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var runner = home.Get<ImportRunner>();
        var sound = Encoding.UTF8.GetBytes(ImportTests.Csv(20));
        Random random = new(20260302);
        var finished = 0;
        for (var i = 0; i < 120; i++)
        {
            var bytes = sound.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)(random.Next(3) == 0 ? ",\"\n\0;\r"[random.Next(6)] : random.Next(32, 127));
            }

            var result = await runner.RunAsync(() => new MemoryStream(bytes), "portfolio", Scope, null, null, CancellationToken.None);
            if (result.Failure is { } refused)
            {
                refused.Detail.ShouldNotBeNullOrEmpty();
                continue;
            }

            finished++;
            var counts = result.Value.Counts;
            (counts.RowsAdded + counts.RowsUpdated + counts.RowsUnchanged + counts.RowsRejected).ShouldBe(counts.RowsRead, $"file {i}");
        }

        finished.ShouldBeGreaterThan(20);
    }

    private static void ReadAll(byte[] bytes, ImportShape shape)
    {
        if (ImportText.Inspect(new MemoryStream(bytes), default) is not { IsFailure: false } inspected
            || ImportReader.Open(new MemoryStream(bytes), inspected.Value, shape) is not { IsFailure: false } opened)
        {
            return;
        }

        using var reader = opened.Value;
        var line = 0L;
        try
        {
            while (reader.Next() is { } next)
            {
                next.Line.ShouldBeGreaterThan(line);
                next.Cells.ShouldNotBeEmpty();
                line = next.Line;
            }
        }
        catch (InvalidDataException)
        {
            // The one way in which reading may end early; it names the line.
        }
    }

    private static string Cell(string? text) => Whole((text ?? "").Replace('\0', ' ')).Trim();

    /// <summary>Without halves of surrogate pairs, which no file can hold.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
