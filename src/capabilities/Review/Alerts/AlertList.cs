using System.Globalization;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>Lists alerts: supervisors see those of their team, others with the permission all of their institution.</summary>
internal sealed class AlertList(
    Database database, Transcripts transcripts, StaffDirectory staff, KeyRing keys, SubjectStates states, ReadingLog readings, ModelAlerts models)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/alerts", async (string? cursor, int? limit, string? severity, string? team, bool? open, HttpContext http, AlertList useCase, CancellationToken cancellation) =>
            (await useCase.PageAsync(Caller.Of(http), cursor, Cursor.Limit(limit), new AlertFilter(severity, team, open), cancellation).ConfigureAwait(false)).ToHttp())
        .Require(Permissions.AlertRead)
        .Produces<Page<AlertView>>();

    public async Task<Result<Page<AlertView>>> PageAsync(Caller caller, string? cursor, int limit, AlertFilter filter, CancellationToken cancellation)
    {
        if (filter.Severity is not null && Severities.Rank(filter.Severity) is null)
        {
            return Failure.Invalid("severity", "The severity is critical, major or minor.");
        }

        var page = await database.ReadAsync(
            session =>
            {
                AlertQuestion question = new()
                {
                    InstitutionId = caller.InstitutionId,
                    ScopeTeam = ScopeTeam(caller),
                    Severity = Severities.Rank(filter.Severity),
                    Team = filter.Team,
                    Open = filter.Open,
                    Before = Cursor.Read(cursor, 1) is [var seq] && long.TryParse(seq, CultureInfo.InvariantCulture, out var before) ? before : long.MaxValue,
                    Most = limit + 1,
                };
                List<AlertView> rows = [.. NewestFirst(session, question, ModelAlerts.Hears(caller) ? models.Page(session, question) : []).Take(question.Most)];
                return Cursor.Page(rows, limit, alert => [alert.Seq.ToString(CultureInfo.InvariantCulture)], alert => alert);
            },
            cancellation).ConfigureAwait(false);
        await LeaveAsync(caller, page.Items, cancellation).ConfigureAwait(false);
        return page;
    }

    /// <summary>
    /// The newest of findings, and as many about models beside them: what the wall begins with. Who sees which of them is
    /// decided where it is handed out, so those about models take no place of the others.
    /// </summary>
    public List<AlertView> Newest(Session session, string institutionId, int most)
    {
        AlertQuestion question = new() { InstitutionId = institutionId, Most = most };
        return [.. NewestFirst(session, question, models.Page(session, question))];
    }

    private IEnumerable<AlertView> NewestFirst(Session session, AlertQuestion question, List<AlertView> ofModels) =>
        Views(session, question.InstitutionId, AlertStore.Page(session, question)).Concat(ofModels).OrderByDescending(alert => alert.Seq);

    /// <summary>That this person reads the words of these alerts is in the ledger before they are handed out.</summary>
    public Task LeaveAsync(Caller caller, IEnumerable<AlertView> shown, CancellationToken cancellation) => readings.LeaveAllAsync(
        new Access(caller, "review", null), "finding.read", null, shown.Where(alert => alert.Excerpt.Length > 0).Select(alert => alert.FindingId).OfType<string>(), cancellation);

    /// <summary>The team a caller's view is bounded to; null for the whole institution.</summary>
    public static string? ScopeTeam(Caller caller) => caller.Scope == CaseScope.All ? null : caller.TeamId ?? "";

    /// <summary>Alerts as screens show them, in the same order.</summary>
    public List<AlertView> Views(Session session, string institutionId, List<AlertRecord> rows)
    {
        var findings = FindingStore.FindAll(session, institutionId, [.. rows.Select(row => row.FindingId)]).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var conversations = transcripts.Rows(session, institutionId, [.. rows.Select(row => row.ConversationId)])
            .DistinctBy(row => row.Id).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var restricted = states.Restricted(session, institutionId, findings.Values.Select(finding => finding.PersonId));
        var names = rows.Exists(row => row.AcknowledgedBy is not null) ? staff.All(session, institutionId) : null;
        return rows.ConvertAll(row => View(
            row,
            findings[row.FindingId],
            FindingWords.Open(keys, session, findings[row.FindingId], restricted),
            conversations[row.ConversationId],
            row.AcknowledgedBy is not null && names!.TryGetValue(row.AcknowledgedBy, out var card) ? card.DisplayName : null));
    }

    public static AlertView View(AlertRecord alert, FindingRecord finding, FindingWords words, ConversationRow conversation, string? acknowledgedBy) => new(
        alert.Id,
        alert.Seq,
        UtcMicros.ToInstant(alert.RaisedAt),
        Severities.Word(alert.Severity) ?? "",
        finding.Category,
        finding.Rule,
        new Bilingual(finding.TitleZh, finding.TitleEn),
        alert.ConversationId,
        finding.CaseId,
        finding.Id,
        conversation.PersonName,
        conversation.StaffId,
        conversation.StaffName,
        alert.TeamId,
        conversation.TeamName,
        words.Excerpt,
        acknowledgedBy,
        UtcMicros.ToInstant(alert.AcknowledgedAt),
        finding.Status == "withdrawn",
        Model: null);
}

/// <summary>What a list of alerts is narrowed to.</summary>
internal sealed record AlertFilter(string? Severity, string? Team, bool? Open);
