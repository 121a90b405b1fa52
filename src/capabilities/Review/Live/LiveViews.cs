using Daylight.Conduct;

namespace Daylight.Review;

/// <summary>Makes the wall's view of a conversation.</summary>
internal static class LiveViews
{
    public static LiveConversationView Of(InspectionStep step) => Of(
        step.Inspection.Row,
        step.Card.UtteranceCount,
        step.Inspection.LastRole,
        step.Inspection.LastText,
        step.Inspection.All.Count,
        step.Inspection.All.Count == 0 ? null : Severities.Word(step.Inspection.All.Max(finding => Severities.Rank(finding.Severity))));

    public static LiveConversationView Of(
        ConversationRow row, long utterances, string? lastRole, string? lastText, long findings, string? worst) => new(
        row.Id,
        row.CaseId,
        row.StaffId,
        row.StaffName,
        row.TeamId,
        row.TeamName,
        row.PersonName,
        row.Kind,
        row.Direction,
        row.StartedAt,
        utterances,
        lastRole,
        lastText,
        findings,
        worst);
}
