using Daylight.Platform;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>What of past imports was removed.</summary>
/// <param name="Rejects">Rejected rows.</param>
/// <param name="Files">Files that were uploaded and not imported to their end.</param>
internal sealed record ImportsForgotten(int Rejects, int Files);

/// <summary>
/// Ends what imports keep of whole people: rejected rows, and files that wait for an import which nobody starts again. Both are
/// sealed under the institution's key, because nobody can say whose they are; so they go by terms, and rejected rows go all
/// together when anybody is erased. Importing the file again brings them back.
/// </summary>
internal sealed class ImportKeeping(Database database, ObjectFolder objects, TimeProvider clock)
{
    /// <summary>So long rejected rows can be fetched.</summary>
    public static readonly TimeSpan RejectsKept = TimeSpan.FromDays(30);

    /// <summary>So long an uploaded file waits.</summary>
    public static readonly TimeSpan FilesKept = TimeSpan.FromDays(7);

    public async Task<ImportsForgotten> SweepAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (rejects, files) = await database.WriteAsync(
            session =>
            {
                session.Lock("import-keeping");
                return (
                    ImportProgressStore.RemoveRejects(session, UtcMicros.From(now), UtcMicros.From(now - RejectsKept)),
                    ImportRuns.GiveUp(session, UtcMicros.From(now), UtcMicros.From(now - FilesKept)));
            },
            cancellation).ConfigureAwait(false);
        files.ForEach(objects.Remove);
        return new ImportsForgotten(rejects, files.Count);
    }
}
