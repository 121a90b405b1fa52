using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Daylight.Contact;

/// <summary>Writes the rows of a plan as a file for dialers: one line for each window (CSV), or for each row (JSONL).</summary>
internal sealed class PlanFile(string planId, bool numbers)
{
    public const string CsvHeader =
        "plan,case,reference,person,role,channel,point,point_name,number,number_masked,status,window,from_utc,until_utc,from_local,until_local,zone,"
        + "left,left_by_cap,obligations,rules,next_utc,permit\n";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly OffsetDateTimePattern LocalTime = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>");

    /// <summary>The lines of a row as CSV; a row without a window has one.</summary>
    /// <param name="row">The row, masked.</param>
    /// <param name="number">Its number, if it was opened.</param>
    public string Csv(PlanRowView row, string? number)
    {
        StringBuilder lines = new();
        for (var i = 0; i < Math.Max(1, row.Windows.Count); i++)
        {
            var window = row.Windows.Count > 0 ? row.Windows[i] : null;
            lines.AppendJoin(',', Cells(row, number, i + 1, window).Select(Quoted)).Append('\n');
        }

        return lines.ToString();
    }

    /// <summary>A row as one line of JSON.</summary>
    public string Jsonl(PlanRowView row, string? number) => JsonSerializer.Serialize(
        new
        {
            plan = planId,
            @case = row.CaseId,
            reference = row.Reference,
            person = row.PersonId,
            role = row.Role,
            channel = row.Channel,
            point = row.ContactPointId is null
                ? null
                : new { id = row.ContactPointId, name = row.Point, number = number ?? row.MaskedPoint, masked = number is null },
            status = row.Status,
            windows = row.Windows.Select(window => new
            {
                fromUtc = Utc(window.From),
                untilUtc = Utc(window.Until),
                fromLocal = Local(window.From, row.Zone),
                untilLocal = Local(window.Until, row.Zone),
            }),
            zone = row.Zone,
            left = row.Left,
            obligations = row.Obligations,
            rules = row.Rules,
            nextUtc = row.Next is { } next ? Utc(next) : null,
            permit = "required",
        },
        Json) + "\n";

    private IEnumerable<string> Cells(PlanRowView row, string? number, int place, PlanWindowView? window) =>
    [
        planId,
        row.CaseId,
        Harmless(row.Reference),
        row.PersonId,
        row.Role,
        row.Channel,
        row.ContactPointId ?? "",
        row.Point ?? "",
        number ?? row.MaskedPoint ?? "",
        row.ContactPointId is null ? "" : numbers && number is not null ? "no" : "yes",
        row.Status,
        window is null ? "" : place.ToString(CultureInfo.InvariantCulture),
        window is null ? "" : Utc(window.From),
        window is null ? "" : Utc(window.Until),
        window is null ? "" : Local(window.From, row.Zone),
        window is null ? "" : Local(window.Until, row.Zone),
        row.Zone ?? "",
        row.Left.Count == 0 ? "" : row.Left.Min(one => one.Left).ToString(CultureInfo.InvariantCulture),
        string.Join(' ', row.Left.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Rule}={one.Left}/{one.Limit}"))),
        string.Join(' ', row.Obligations),
        string.Join(' ', row.Rules),
        row.Next is { } next ? Utc(next) : "",
        "required",
    ];

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Local(DateTimeOffset moment, string? zone) =>
        zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } known
            ? LocalTime.Format(Instant.FromDateTimeOffset(moment).InZone(known).ToOffsetDateTime())
            : "";

    /// <summary>A reference is the lender's own text: what a spreadsheet would run as a formula is quoted with an apostrophe.</summary>
    private static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + text : text;

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
