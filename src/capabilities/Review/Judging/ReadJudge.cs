using System.Globalization;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>What an institution asked a model on one day, and what it cost.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Asked">Questions put.</param>
/// <param name="Yes">Findings it confirmed.</param>
/// <param name="No">Findings it denied.</param>
/// <param name="Unsure">Findings it could not tell.</param>
/// <param name="Failed">Questions without an answer that holds.</param>
/// <param name="TokensIn">Tokens it read, as far as its server says.</param>
/// <param name="TokensOut">Tokens it wrote, likewise.</param>
/// <param name="Cost">What it cost at most; null without a price.</param>
public sealed record JudgeDayView(
    DateOnly Day, long Asked, long Yes, long No, long Unsure, long Failed, long TokensIn, long TokensOut, JudgeCost? Cost);

/// <summary>The language model that is asked about findings, how it is doing, and what it costs.</summary>
/// <param name="IsOn">Whether one is configured.</param>
/// <param name="Model">Its name in the settings; null without one.</param>
/// <param name="PricePerMillionIn">The configured price of a million tokens it reads, in millionths; null without a price.</param>
/// <param name="PricePerMillionOut">The same of a million tokens it writes.</param>
/// <param name="DayMax">The most a day may cost; null without a price.</param>
/// <param name="PerDay">The most questions of a day.</param>
/// <param name="PerMinute">The most questions of a minute.</param>
/// <param name="Days">The last 30 days on which it was asked, newest first.</param>
/// <param name="Waiting">Findings of the last 30 days that wait to be judged.</param>
/// <param name="Judged">Findings of these days that it judged.</param>
/// <param name="NotJudged">Findings of these days that stand unjudged, because there was no model or no answer that holds.</param>
public sealed record JudgeView(
    bool IsOn,
    string? Model,
    JudgeCost? PricePerMillionIn,
    JudgeCost? PricePerMillionOut,
    JudgeCost? DayMax,
    int PerDay,
    int PerMinute,
    IReadOnlyList<JudgeDayView> Days,
    long Waiting,
    long Judged,
    long NotJudged);

/// <summary>Which findings were queued anew.</summary>
/// <param name="Findings">How many.</param>
/// <param name="Receipt">The entry; null if there was none.</param>
public sealed record JudgeRetried(int Findings, ReceiptView? Receipt);

/// <summary>Shows the model and its cost, and has findings without a judgement asked about again.</summary>
internal sealed class ReadJudge(Database database, JudgeSettings settings, EvidenceLog log, HumanClock clock)
{
    private const int DaysShown = 30;
    private const int RetriedMax = 1_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/judge", async (HttpContext http, ReadJudge useCase, CancellationToken cancellation) =>
                Results.Ok(await useCase.ReadAsync(Caller.Of(http), cancellation).ConfigureAwait(false)))
            .Require(Permissions.RulebookRead)
            .Produces<JudgeView>();
        api.MapPost("/judge/retry", async (HttpContext http, ReadJudge useCase, CancellationToken cancellation) =>
                (await useCase.RetryAsync(Caller.Of(http), cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.RulebookReinspect)
            .Produces<JudgeRetried>();
    }

    public Task<JudgeView> ReadAsync(Caller caller, CancellationToken cancellation) => database.ReadAsync(
        session =>
        {
            var since = clock.UtcNow - TimeSpan.FromDays(DaysShown);
            var states = JudgementStore.States(session, caller.InstitutionId, UtcMicros.From(since));
            var days = JudgeDayStore.Since(session, caller.InstitutionId, (long)(since - DateTimeOffset.UnixEpoch).TotalDays + 1);
            var price = settings.Price;
            var priced = price.Currency.Length > 0;
            return new JudgeView(
                settings.IsOn,
                settings.IsOn ? settings.Model : null,
                priced ? new JudgeCost((long)(price.InPerMillion * 1_000_000), price.Currency) : null,
                priced ? new JudgeCost((long)(price.OutPerMillion * 1_000_000), price.Currency) : null,
                priced ? new JudgeCost(price.DayMaxMicros, price.Currency) : null,
                settings.PerDay,
                settings.PerMinute,
                days.ConvertAll(Day),
                states.GetValueOrDefault(JudgementRow.Waiting),
                states.GetValueOrDefault(JudgementRow.Judged),
                states.GetValueOrDefault(JudgementRow.Failed) + states.GetValueOrDefault(JudgementRow.Off));
        },
        cancellation);

    /// <summary>The open findings of the last 30 days that stand unjudged wait to be judged again, at most 1,000.</summary>
    public Task<Result<JudgeRetried>> RetryAsync(Caller caller, CancellationToken cancellation)
    {
        return settings.IsOn ? database.WriteAsync(Retry, cancellation) : Task.FromResult<Result<JudgeRetried>>(ReviewErrors.NoJudge);

        Result<JudgeRetried> Retry(Session session)
        {
            var now = clock.UtcNow;
            var findings = JudgementStore.Unjudged(session, caller.InstitutionId, UtcMicros.From(now - TimeSpan.FromDays(DaysShown)), RetriedMax);
            findings.ForEach(finding => JudgementStore.Again(session, finding, UtcMicros.From(now)));
            return findings.Count == 0
                ? new JudgeRetried(0, null)
                : new JudgeRetried(findings.Count, log.Append(session, new EntryDraft(caller.InstitutionId, "judge.retried")
                {
                    StaffId = caller.StaffId,
                    Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["findings"] = findings.Count.ToString(CultureInfo.InvariantCulture) },
                }).View());
        }
    }

    private static JudgeDayView Day(JudgeDayRow row) => new(
        DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(row.Day)),
        row.Asked,
        row.Yes,
        row.No,
        row.Unsure,
        row.Failed,
        row.TokensIn,
        row.TokensOut,
        row.Currency.Length > 0 ? new JudgeCost(row.CostMicros, row.Currency) : null);
}
