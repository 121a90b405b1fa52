using System.Globalization;
using Shouldly;
using Xunit;

namespace Daylight.Journey.Demo;

public sealed class PortfolioSampleTests
{
    private static readonly DateOnly ReferenceDate = new(2026, 3, 2);

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Accounts = Read("portfolio.csv");

    [Fact]
    public void There_are_five_hundred_accounts_of_five_hundred_people()
    {
        Accounts.Count.ShouldBe(500);
        Accounts.Select(row => row["account_id"]).ShouldBeUnique();
        Accounts.Select(row => row["person_id"]).ShouldBeUnique();
        Accounts.ShouldAllBe(row => Required.All(column => row[column].Length > 0));
    }

    [Fact]
    public void Due_dates_agree_with_the_days_past_due_on_the_day_that_is_played()
    {
        foreach (var row in Accounts)
        {
            var due = DateOnly.ParseExact(row["due_date"], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            (ReferenceDate.DayNumber - due.DayNumber).ShouldBe(int.Parse(row["days_past_due"], CultureInfo.InvariantCulture), row["account_id"]);
        }
    }

    [Fact]
    public void No_identity_number_could_be_real()
    {
        foreach (var row in Accounts)
        {
            var number = row["id_number"];
            number.ShouldStartWith("99");
            number[17].ShouldNotBe(CheckDigit(number), row["account_id"]);
        }
    }

    [Fact]
    public void Telephone_numbers_are_out_of_service_ranges_only()
    {
        foreach (var phone in Accounts.Concat(Read("parties.csv")).SelectMany(row => row["phones"].Split(';')))
        {
            var parts = phone.Split(':');
            if (parts[0] == "mobile")
            {
                parts[1].ShouldMatch("^1280[0-9]{7}$");
            }
            else
            {
                parts[1].ShouldMatch("^0[0-9]{2,3}-0[0-9]+$");
            }
        }
    }

    [Fact]
    public void Parties_belong_to_accounts_and_state_how_their_data_was_obtained()
    {
        var known = Accounts.Select(row => row["account_id"]).ToHashSet(StringComparer.Ordinal);
        var parties = Read("parties.csv");
        parties.Select(row => row["case_or_account_id"]).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThanOrEqualTo(110);
        parties.ShouldAllBe(row => known.Contains(row["case_or_account_id"]) && row["basis"].Length > 0);
        parties.Select(row => row["role"]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(["Guarantor", "ListedContact", "Spouse"]);
    }

    private static readonly string[] Required = ["account_id", "person_id", "name", "product", "currency", "principal", "balance", "due_date"];

    private static char CheckDigit(string number)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return "10X98765432"[weights.Select((weight, place) => weight * (number[place] - '0')).Sum() % 11];
    }

    /// <summary>The samples hold no quoted fields, so a comma always parts two of them.</summary>
    private static List<IReadOnlyDictionary<string, string>> Read(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(SampleFolder.Path, file));
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))];
    }
}
