using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>Shows an institution's own models: names with their champions, versions with their figures, proposals.</summary>
internal sealed class BrowseModels(PublicationViews names)
{
    public IReadOnlyList<ModelSummaryView> List(Session session, Caller caller)
    {
        var publications = ModelStore.Publications(session, caller.InstitutionId).ToLookup(row => row.Name, StringComparer.Ordinal);
        return
        [
            .. ModelStore.All(session, caller.InstitutionId).GroupBy(row => row.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Summary(session, group.Key, [.. group], [.. publications[group.Key]])),
        ];
    }

    public Result<ModelView> Read(Session session, Caller caller, string name)
    {
        var versions = ModelStore.All(session, caller.InstitutionId, name);
        if (versions.Count == 0)
        {
            return Failure.NotFound("model");
        }

        var publications = ModelStore.Publications(session, caller.InstitutionId, name);
        var byId = versions.ToDictionary(row => row.Id, StringComparer.Ordinal);
        return new ModelView(
            name,
            versions[0].Category,
            versions[0].Rule,
            ChampionOf(publications),
            [.. versions.Select(row => Of(session, row, publications))],
            [.. publications.Select(row => Of(session, row, byId[row.VersionId]))]);
    }

    public ModelPublicationView Of(Session session, ModelPublicationRow row, ModelVersionRow version, Receipt? receipt = null) => new(
        row.Id,
        row.Name,
        row.VersionId,
        version.Hash,
        row.Status,
        row.Reason,
        row.ProposedBy,
        names.NameOf(session, row.InstitutionId, row.ProposedBy),
        UtcMicros.ToInstant(row.ProposedAt),
        row.DecidedBy,
        names.NameOf(session, row.InstitutionId, row.DecidedBy),
        UtcMicros.ToInstant(row.DecidedAt),
        row.DecisionReason,
        version.TrainedBy,
        receipt?.View());

    private ModelSummaryView Summary(Session session, string name, IReadOnlyList<ModelVersionRow> versions, IReadOnlyList<ModelPublicationRow> publications)
    {
        var champion = ChampionOf(publications);
        return new ModelSummaryView(
            name,
            versions[0].Category,
            versions[0].Rule,
            versions.FirstOrDefault(row => row.Id == champion) is { } row ? Of(session, row, publications) : null,
            Of(session, versions[0], publications),
            versions.Count,
            publications.Count(one => one.Status == PublicationRow.Awaiting));
    }

    private ModelVersionView Of(Session session, ModelVersionRow row, IReadOnlyList<ModelPublicationRow> publications)
    {
        var report = OwnModels.ReportOf(row);
        return new ModelVersionView(
            row.Id,
            row.Hash,
            State(row, publications),
            row.TrainedBy,
            names.NameOf(session, row.InstitutionId, row.TrainedBy),
            UtcMicros.ToInstant(row.TrainedAt),
            UtcMicros.ToInstant(row.AnewAt),
            report,
            RoughCalibration.Of(report.Learned, report.LearnedPositive));
    }

    private static string State(ModelVersionRow row, IReadOnlyList<ModelPublicationRow> publications)
    {
        var own = publications.Where(one => one.VersionId == row.Id).ToList();
        return row.GoneAt is not null ? "gone"
            : ChampionOf(publications) == row.Id ? "champion"
            : own.Exists(one => one.Status == PublicationRow.Awaiting) ? "awaiting"
            : own.Exists(one => one.Status == PublicationRow.Published) ? "retired"
            : "trained";
    }

    private static string? ChampionOf(IEnumerable<ModelPublicationRow> publications) =>
        publications.Where(one => one.Status == PublicationRow.Published).MaxBy(one => one.DecidedAt)?.VersionId;
}
