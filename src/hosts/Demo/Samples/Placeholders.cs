using System.Globalization;
using Daylight.Demo.Api;

namespace Daylight.Demo.Samples;

/// <summary>What stands for the five placeholders of a sample while it is played.</summary>
internal sealed record Placeholders(string Customer, string Staff, string Institution, string Amount, string Days)
{
    /// <summary>The server shows names masked, so a collector knows the surname only; that is how one addresses people anyway.</summary>
    public static Placeholders For(CaseRow row, string salutation, string staff, string institution) => new(
        row.PersonName[..1] + salutation,
        staff,
        institution.Split('（')[0], // Nobody says the remark in brackets.
        (row.Balance.Minor / 100m).ToString("N2", CultureInfo.InvariantCulture) + "元",
        row.DaysPastDue.ToString(CultureInfo.InvariantCulture));

    public string Fill(string text) => text
        .Replace("{customer}", Customer, StringComparison.Ordinal)
        .Replace("{staff}", Staff, StringComparison.Ordinal)
        .Replace("{institution}", Institution, StringComparison.Ordinal)
        .Replace("{amount}", Amount, StringComparison.Ordinal)
        .Replace("{days}", Days, StringComparison.Ordinal);
}
