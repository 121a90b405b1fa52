using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>
/// Takes an uploaded file: looks at it, keeps it sealed until the import has ended, and shows columns and a masked sample.
/// The file is never written to the disk in the clear.
/// </summary>
internal sealed partial class UploadImport(Database database, KeyRing keys, ObjectFolder objects, IdSource ids, TimeProvider clock, ImportRunner runner, ImportRuns runs)
{
    public const long FileBytesMax = 512L * 1024 * 1024;
    private const int SampleRows = 20;
    private const int SampleCellMax = 200;
    private const int FileNameMax = 200;

    public async Task<Result<ImportView>> RunAsync(Caller caller, string kindName, string fileName, byte[] file, CancellationToken cancellation)
    {
        if (runner.Kind(kindName) is not { } kind)
        {
            return Failure.Invalid("kind", $"The kind must be one of {string.Join(", ", runner.Kinds)}.");
        }

        var inspected = ImportText.Inspect(new MemoryStream(file, writable: false), cancellation);
        if (inspected.Failure is { } unreadable)
        {
            return unreadable;
        }

        var opened = ImportReader.Open(new MemoryStream(file, writable: false), inspected.Value, kind.Shape);
        if (opened.Failure is { } headless)
        {
            return headless;
        }

        using var reader = opened.Value;
        var mapping = ColumnMapping.Guess(kind.Fields, reader.Headings);
        ImportPreview preview;
        try
        {
            preview = Preview(reader, kind, mapping);
        }
        catch (InvalidDataException broken)
        {
            return new Failure(FailureKind.Invalid, "broken-file", broken.Message, "file");
        }

        var id = ids.New("im");
        var key = RandomNumberGenerator.GetBytes(ChunkedEncryption.KeySize);
        var name = objects.Put(ChunkedEncryption.Seal(key, RandomNumberGenerator.GetBytes(ChunkedEncryption.SaltSize), file, Encoding.ASCII.GetBytes(id)));
        await database.WriteAsync(
            session =>
            {
                var content = keys.Institution(session, caller.InstitutionId, "content");
                ImportRunRow row = new()
                {
                    Id = id,
                    InstitutionId = caller.InstitutionId,
                    StaffId = caller.StaffId,
                    Kind = kindName,
                    FileName = Path.GetFileName(fileName) is { Length: > 0 and <= FileNameMax } plain && !plain.Any(char.IsControl) ? plain : "upload",
                    Zone = caller.InstitutionZone,
                    Encoding = inspected.Value.EncodingName,
                    Bytes = file.LongLength,
                    Sha256 = inspected.Value.Sha256,
                    Object = name,
                    Mapping = JsonSerializer.Serialize(mapping.Columns),
                    CreatedAt = UtcMicros.From(clock.GetUtcNow()),
                };
                runs.Insert(
                    session,
                    row,
                    FieldSeal.Seal(content, row.KeyContext, key),
                    FieldSeal.Seal(content, row.PreviewContext, JsonSerializer.SerializeToUtf8Bytes(preview)));
            },
            cancellation);
        return await runs.ViewAsync(caller.InstitutionId, id, cancellation);
    }

    private static ImportPreview Preview(ImportReader reader, ImportKind kind, ColumnMapping mapping)
    {
        var personal = kind.Fields.Where(field => field.Personal)
            .Select(field => mapping.Columns.TryGetValue(field.Name, out var column) ? reader.Headings.ToList().IndexOf(column) : -1).ToHashSet();
        List<IReadOnlyList<string>> sample = [];
        var rows = 0L;
        for (; reader.Next() is { } next; rows++)
        {
            if (sample.Count < SampleRows && kind.Shape == ImportShape.Table && next.Problem is null)
            {
                sample.Add([.. next.Cells.Select((cell, place) => Shown(cell, personal.Contains(place)))]);
            }
        }

        return new ImportPreview(reader.Headings, sample, rows);
    }

    // Columns nobody recognised may hold numbers of people too: long runs of digits are masked everywhere.
    private static string Shown(string cell, bool personal)
    {
        var text = cell.Length > SampleCellMax ? cell[..SampleCellMax] : cell;
        if (text.Length == 0)
        {
            return "";
        }

        return personal ? text[..1] + "***" : text.Count(char.IsAsciiDigit) >= 10 && !Moment().IsMatch(text) ? Masking.IdNumber(text) : text;
    }

    /// <summary>A date with a time of day, as no number of a person is written.</summary>
    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();
}
