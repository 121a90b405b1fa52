using Daylight.Conduct;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>Alerts about models stand among those of findings, for those who decide which model is used; nobody else sees them.</summary>
internal sealed class ModelAlerts(StaffDirectory staff)
{
    /// <summary>What alerts about models are called where those of findings have a category.</summary>
    public const string Category = "model-drift";

    /// <summary>Every alert about a model is of this severity.</summary>
    public const string Severity = "major";

    /// <summary>True if the caller decides on models and sees the whole institution, and so hears of them: no model belongs to a team.</summary>
    public static bool Hears(Caller caller) => caller.May(Permissions.ModelApprove) && AlertList.ScopeTeam(caller) is null;

    /// <summary>Newest first; none where the question asks for what no model has.</summary>
    public List<AlertView> Page(Session session, AlertQuestion question) =>
        question.Team is not null || question.ScopeTeam is not null || (question.Severity is { } severity && Severities.Word(severity) != Severity)
            ? []
            : Views(session, question.InstitutionId, ModelAlertStore.Page(session, question));

    public List<AlertView> Views(Session session, string institutionId, List<ModelAlertRecord> rows)
    {
        var names = rows.Exists(row => row.AcknowledgedBy is not null) ? staff.All(session, institutionId) : null;
        return rows.ConvertAll(row => View(row, row.AcknowledgedBy is not null && names!.TryGetValue(row.AcknowledgedBy, out var card) ? card.DisplayName : null));
    }

    private static AlertView View(ModelAlertRecord row, string? acknowledgedBy) => new(
        row.Id,
        row.Seq,
        UtcMicros.ToInstant(row.RaisedAt),
        Severity,
        Category,
        Rule: null,
        new Bilingual($"模型漂移：{row.Model}", $"Model drifts: {row.Model}"),
        ConversationId: null,
        CaseId: null,
        FindingId: null,
        PersonName: null,
        StaffId: null,
        StaffName: null,
        TeamId: null,
        TeamName: null,
        Excerpt: "",
        acknowledgedBy,
        UtcMicros.ToInstant(row.AcknowledgedAt),
        Withdrawn: false,
        new AlertModel(row.Model, row.Hash, row.Drift, ModelWatch.DriftFrom, ModelWatch.DateOf(row.FromDay), ModelWatch.DateOf(row.ToDay), (int)row.Texts));
}
