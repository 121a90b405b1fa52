using System.Text.Json;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>The table of uploads and their runs.</summary>
internal sealed class ImportRuns(Database database, KeyRing keys, ImportRunner runner)
{
    private const int ListMax = 100;
    private const string GivenUp = "The file waited for a week and was removed; upload it again.";

    public void Insert(Session session, ImportRunRow row, byte[] wrappedKey, byte[] preview) => session.Execute(
        """
        INSERT INTO import_run (id, institution_id, staff_id, kind, file_name, zone, encoding, bytes, sha256, object, wrapped_key, status, preview, mapping, created_at)
        VALUES (@Id, @InstitutionId, @StaffId, @Kind, @FileName, @Zone, @Encoding, @Bytes, @Sha256, @Object, @wrappedKey, 'uploaded', @preview, @Mapping, @CreatedAt)
        """,
        new
        {
            row.Id, row.InstitutionId, row.StaffId, row.Kind, row.FileName, row.Zone, row.Encoding, row.Bytes, row.Sha256, row.Object, wrappedKey, preview, row.Mapping, row.CreatedAt,
        });

    public ImportRunRow? Find(Session session, string institutionId, string id) => session.First<ImportRunRow>(
        $"SELECT {ImportRunRow.Columns} FROM import_run WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>Runs that a stopped server left behind.</summary>
    public List<ImportRunRow> Running(Session session) => session.Query<ImportRunRow>(
        $"SELECT {ImportRunRow.Columns} FROM import_run WHERE status = 'running' ORDER BY id LIMIT {ListMax}");

    public int Start(Session session, ImportRunRow row, string mapping, long now) => session.Execute(
        "UPDATE import_run SET status = 'running', mapping = @mapping, started_at = COALESCE(started_at, @now), error = NULL WHERE id = @Id AND status IN ('uploaded', 'cancelled', 'failed') AND object IS NOT NULL",
        new { row.Id, mapping, now });

    /// <summary>Those of the names that an uploaded file lies under.</summary>
    public static IReadOnlyList<string> Referenced(Session session, IReadOnlyList<string> objects) => session.Query<string>(
        "SELECT object FROM import_run WHERE object IN @objects", new { objects });

    /// <summary>Gives up files that were uploaded before a moment and wait since; the names of their objects.</summary>
    public static List<string> GiveUp(Session session, long now, long before)
    {
        const string Waits = "object IS NOT NULL AND status IN ('uploaded', 'cancelled', 'failed') AND created_at < @before";
        var names = session.Query<string>($"SELECT object FROM import_run WHERE {Waits} ORDER BY id LIMIT {ListMax}", new { before });
        return names.FindAll(name => session.Execute(
            $"UPDATE import_run SET status = 'cancelled', object = NULL, error = @GivenUp, finished_at = @now WHERE object = @name AND {Waits}",
            new { name, now, before, GivenUp }) == 1);
    }

    public void End(Session session, ImportRunRow row, string status, string? error, long now, bool forget) => session.Execute(
        "UPDATE import_run SET status = @status, error = @error, finished_at = @now, object = CASE WHEN @forget = 1 THEN NULL ELSE object END WHERE id = @Id",
        new { row.Id, status, error, now, forget = forget ? 1L : 0L });

    public Task<Result<ImportView>> ViewAsync(string institutionId, string id, CancellationToken cancellation) => database.ReadAsync<Result<ImportView>>(
        session => Find(session, institutionId, id) is { } row ? View(session, row) : Failure.NotFound("import"), cancellation);

    public Task<IReadOnlyList<ImportView>> ListAsync(string institutionId, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<ImportView>>(
        session => session.Query<ImportRunRow>(
            $"SELECT {ImportRunRow.Columns} FROM import_run WHERE institution_id = @institutionId ORDER BY id DESC LIMIT {ListMax}",
            new { institutionId }).ConvertAll(row => View(session, row)),
        cancellation);

    public ImportFileKey FileKey(ImportRunRow row, IReadOnlyList<string> headings)
    {
        var fields = runner.Kind(row.Kind)?.Fields ?? [];
        var mapping = ColumnMapping.Chosen(fields, headings, Mapping(row).ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal));
        return new ImportFileKey(row.InstitutionId, row.Kind, row.Sha256, mapping.IsFailure ? "" : mapping.Value.Key);
    }

    public ImportPreview Preview(Session session, ImportRunRow row) => JsonSerializer.Deserialize<ImportPreview>(
        FieldSeal.Open(keys.Institution(session, row.InstitutionId, "content"), row.PreviewContext, row.Preview))!;

    public static Dictionary<string, string> Mapping(ImportRunRow row) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.Mapping) ?? [];

    private ImportView View(Session session, ImportRunRow row)
    {
        var preview = Preview(session, row);
        var progress = row.StartedAt is null ? null : ImportProgressStore.Find(session, FileKey(row, preview.Columns));
        return new ImportView(
            row.Id, row.Kind, row.FileName, row.Encoding, row.Bytes, row.Status, preview.Columns,
            [.. (runner.Kind(row.Kind)?.Fields ?? []).Select(field => new ImportFieldView(field.Name, field.Required))],
            Mapping(row), preview.Sample,
            progress?.RowsRead ?? 0, preview.RowsTotal, progress?.RowsAdded ?? 0, progress?.RowsUpdated ?? 0, progress?.RowsUnchanged ?? 0,
            progress?.RowsRejected ?? 0, row.Started, row.Finished, row.Error);
    }
}
