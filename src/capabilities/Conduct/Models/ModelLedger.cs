using System.Globalization;
using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>The entries of an institution's own models. Each names the model by its hash; reasons stay in the table, out of the log.</summary>
internal sealed class ModelLedger(EvidenceLog log)
{
    public Receipt Trained(Session session, ModelVersionRow row, TrainedModel model)
    {
        var details = Named(row);
        details["category"] = row.Category;
        details["training"] = model.Training;
        details["learned"] = Text(model.Report.Learned);
        details["conversations"] = Text(model.Report.Conversations);
        details["heldOut"] = Text(model.Report.HeldOut);
        details["accuracy"] = model.Report.Figures.Accuracy.ToString("0.####", CultureInfo.InvariantCulture);
        if (model.Report.Contest is { } contest)
        {
            details["against"] = contest.ChampionHash;
        }

        return Append(session, "model.trained", row, details, row.TrainedBy);
    }

    public Receipt Proposed(Session session, Caller caller, ModelPublicationRow publication, ModelVersionRow row) =>
        Append(session, "model.proposed", row, About(publication, row), caller.StaffId);

    public Receipt Published(Session session, Caller caller, ModelPublicationRow publication, ModelVersionRow row) =>
        Append(session, "model.published", row, About(publication, row), caller.StaffId);

    public Receipt Rejected(Session session, Caller caller, ModelPublicationRow publication, ModelVersionRow row) =>
        Append(session, "model.rejected", row, About(publication, row), caller.StaffId);

    /// <summary>Somebody was erased whose texts went in; who it was stands in the entry of the erasure only.</summary>
    public Receipt ToTrainAnew(Session session, ModelVersionRow row) => Append(session, "model.train-anew", row, Named(row), null);

    public Receipt Discarded(Session session, ModelVersionRow row) => Append(session, "model.discarded", row, Named(row), null);

    private Receipt Append(Session session, string act, ModelVersionRow row, Dictionary<string, string> details, string? staffId) =>
        log.Append(session, new EntryDraft(row.InstitutionId, act) { StaffId = staffId, RuleHash = row.Hash, Details = details });

    private static Dictionary<string, string> About(ModelPublicationRow publication, ModelVersionRow row)
    {
        var details = Named(row);
        details["publication"] = publication.Id;
        return details;
    }

    private static Dictionary<string, string> Named(ModelVersionRow row) => new(StringComparer.Ordinal) { ["model"] = row.Name, ["version"] = row.Id };

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
