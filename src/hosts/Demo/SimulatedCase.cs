using Daylight.Demo.Api;

namespace Daylight.Demo;

/// <summary>What a simulated collector remembers of one of their cases during the day.</summary>
internal sealed class SimulatedCase(CaseRow row)
{
    private const int AttemptsMax = 8;

    public CaseRow Row { get; } = row;

    /// <summary>The case as it was opened for the first contact of the day.</summary>
    public CaseView? View { get; set; }

    public int Attempts { get; set; }

    /// <summary>Nothing more is to be done with it today.</summary>
    public bool Done { get; set; }

    public bool WornOut => Attempts >= AttemptsMax;

    /// <summary>Entrusted accounts are worked for another lender, so the collector is an agency's there.</summary>
    public string Employer => Attribute("entrusted_by") is { Length: > 0 } ? "agency" : "lender";

    public string Queue => Attribute("stage") ?? $"M{Math.Clamp((Row.DaysPastDue / 30) + 1, 1, 6)}";

    public string Salutation => Attribute("salutation") ?? "先生";

    public string? Product => View?.Accounts.FirstOrDefault()?.Product ?? Row.Product;

    /// <summary>What a conversation with somebody of the case must fit.</summary>
    public SimulatedOccasion Occasion(string kind, string direction, string role) =>
        new(kind, direction, role, Employer, Queue, Product, Salutation, Row.Zone, Row.Balance.Minor / 100);

    /// <summary>A guarantor or listed contact who could be asked for.</summary>
    public PartyView? SomebodyBeside() => View?.Parties.FirstOrDefault(party => party.Role is "ListedContact" or "Guarantor" && party.ContactPoints.Count > 0);

    /// <summary>The number to dial: another one after every second failure.</summary>
    public ContactPointView? Telephone()
    {
        var numbers = Points("mobile", "home");
        return numbers.Count == 0 ? null : numbers[Attempts / 2 % numbers.Count];
    }

    public ContactPointView? Mobile() => Points("mobile").FirstOrDefault();

    public ContactPointView? PointFor(string channel) => channel == "email" ? Points("email").FirstOrDefault() : Mobile();

    private List<ContactPointView> Points(params string[] kinds) =>
    [
        .. (View?.ContactPoints ?? []).Where(point => point.PersonId == Row.PersonId && point.Quality != "invalid" && kinds.Contains(point.Kind, StringComparer.Ordinal)),
    ];

    private string? Attribute(string name) =>
        View?.Attributes?.GetValueOrDefault(name) ?? View?.Accounts.FirstOrDefault()?.Attributes?.GetValueOrDefault(name);
}
