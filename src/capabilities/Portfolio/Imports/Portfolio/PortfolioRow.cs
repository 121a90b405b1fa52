using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Daylight.Portfolio;

/// <summary>A sound row of portfolio.csv.</summary>
internal sealed record PortfolioRow(
    string Account, string Person, string Name, string? IdNumber, IReadOnlyList<RawContactPoint> Points, string Zone, string Product,
    string Currency, long Principal, long Balance, string DueDate, long DaysPastDue, long? Limit, string? OpenedOn, string Region,
    IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The country whose law the debt is under; left out of the kept row where the file does not say, so that older rows keep their fingerprint.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Law { get; init; }
}

/// <summary>Reads a row field by field; the first thing wrong rejects it.</summary>
internal static partial class PortfolioRowReading
{
    private const int TextMax = 2000;
    private const int ReferenceMax = 64;

    public static PortfolioRow? Read(ImportRow row, string zone, DateOnly today, ImportRejects rejects)
    {
        var reading = new Reading(row, rejects);
        var currency = reading.Currency();
        var decimals = CellReading.Decimals(currency) ?? 2;
        var due = reading.Date("due_date", required: true);
        PortfolioRow read = new(
            reading.Reference("account_id"),
            reading.Reference("person_id"),
            reading.Text("name"),
            reading.Optional("id_number"),
            reading.Points(),
            reading.Zone(zone),
            reading.Text("product"),
            currency,
            reading.Money("principal", decimals) ?? 0,
            reading.Money("balance", decimals) ?? 0,
            due ?? "",
            reading.DaysPastDue(due, today),
            reading.Money("limit", decimals),
            reading.Date("opened_on", required: false),
            reading.Optional("region") ?? "",
            row.Others) { Law = reading.Law() };
        return reading.Sound ? read : null;
    }

    [GeneratedRegex("^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
    private static partial Regex LawCode();

    private sealed class Reading(ImportRow row, ImportRejects rejects)
    {
        public bool Sound { get; private set; } = true;

        public string Text(string field)
        {
            var text = row[field] ?? "";
            if (text.Length > TextMax)
            {
                Wrong(field, $"is longer than {TextMax} characters");
            }

            return text;
        }

        public string? Optional(string field) => row[field] is null ? null : Text(field);

        public string Reference(string field)
        {
            var text = Text(field);
            if (text.Length > ReferenceMax || text.Any(char.IsControl))
            {
                Wrong(field, $"must have 1 to {ReferenceMax} characters on one line");
            }

            return text;
        }

        public string Currency()
        {
            var text = (row["currency"] ?? "").ToUpperInvariant() is "人民币" or "RMB" or "元" ? "CNY" : (row["currency"] ?? "").ToUpperInvariant();
            if (CellReading.Decimals(text) is null)
            {
                Wrong("currency", "is not a currency; write the three letters of ISO 4217, for example CNY");
            }

            return text;
        }

        public long? Money(string field, int decimals)
        {
            if (row[field] is not { } text)
            {
                return null;
            }

            var minor = CellReading.Minor(text, decimals);
            if (minor is null)
            {
                Wrong(field, $"is not an amount with at most {decimals} decimals, for example {(decimals == 0 ? "13394" : "13394.50")}");
            }
            else if (minor < 0 && field != "balance")
            {
                Wrong(field, "is negative; it must be zero or more");
            }

            return minor;
        }

        public string? Date(string field, bool required)
        {
            var text = row[field];
            var date = text is null ? null : CellReading.Date(text);
            if (date is null && (required || text is not null))
            {
                Wrong(field, "is not a date; write it as 2026-03-02");
            }

            return date;
        }

        public long DaysPastDue(string? due, DateOnly today)
        {
            if (row["days_past_due"] is { } text)
            {
                var days = CellReading.Whole(text);
                if (days is null or < -36500 or > 36500)
                {
                    Wrong("days_past_due", "is not a whole number of days, for example 45");
                }

                return days ?? 0;
            }

            return due is null ? 0 : Math.Max(0, today.DayNumber - DateOnly.ParseExact(due, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).DayNumber);
        }

        public string Zone(string otherwise)
        {
            if (row["zone"] is not { } text)
            {
                return otherwise;
            }

            var zone = CellReading.Zone(text);
            if (zone is null)
            {
                Wrong("zone", "is not an IANA time zone, for example Asia/Shanghai");
            }

            return zone ?? otherwise;
        }

        /// <summary>A country or a part of one, after ISO 3166; whose law it is, the gate judges.</summary>
        public string? Law()
        {
            if (Optional("law")?.ToUpperInvariant() is not { } text)
            {
                return null;
            }

            if (!LawCode().IsMatch(text))
            {
                Wrong("law", "is not a country by the two letters of ISO 3166, or a part of one, for example CN or US-MA");
            }

            return text;
        }

        public IReadOnlyList<RawContactPoint> Points()
        {
            var (points, problem) = ContactPointParsing.Phones(row["phones"]);
            if (problem is not null)
            {
                Wrong("phones", problem);
            }

            List<RawContactPoint> all = [.. points];
            if (Optional("email") is { } email)
            {
                if (!email.Contains('@', StringComparison.Ordinal) || email.Any(char.IsWhiteSpace))
                {
                    Wrong("email", "is not an e-mail address, for example name@example.com");
                }

                all.Add(new RawContactPoint("email", email));
            }

            if (Optional("address") is { } address)
            {
                all.Add(new RawContactPoint("address", address));
            }

            return all;
        }

        // One reject a row: the first thing to mend.
        private void Wrong(string field, string problem)
        {
            if (Sound)
            {
                Sound = false;
                rejects.Add(row, field, problem);
            }
        }
    }
}
