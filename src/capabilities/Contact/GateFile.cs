using Daylight.Gate;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>What the gate must know of a case: its people, contact points and debts, by id; nothing personal.</summary>
internal sealed record GateFile(
    string InstitutionId,
    string CaseId,
    IReadOnlyList<GatePerson> People,
    IReadOnlyList<GatePoint> Points,
    IReadOnlyList<GateDebt> Debts)
{
    /// <summary>Whether the case is anything but open: nobody is then contacted in it.</summary>
    public bool IsClosed { get; init; }

    public GatePerson? Person(string id) => People.FirstOrDefault(person => person.Id == id);

    public GatePoint? Point(string? id) => Points.FirstOrDefault(point => point.Id == id);

    /// <summary>Who owes the debts, besides the person to be contacted.</summary>
    public IReadOnlyList<string> DebtorsBesides(string personId) =>
        [.. People.Where(person => person.Role is PartyRole.Debtor or PartyRole.CoDebtor && person.Id != personId).Select(person => person.Id)];

    /// <summary>Reads the case as the gate sees it. Checks no scope: ask <see cref="CaseAccess"/> first.</summary>
    public static GateFile Read(Session session, CaseFiles cases, string institutionId, string caseId)
    {
        var gathered = cases.Gather(session, institutionId, caseId);
        return Of(institutionId, caseId, gathered.People, gathered.ContactPoints, gathered.Accounts) with { IsClosed = !gathered.IsOpen };
    }

    /// <summary>The case as the gate sees it, of what has been read already.</summary>
    public static GateFile Of(
        string institutionId, string caseId, IReadOnlyList<CasePerson> people, IReadOnlyList<ContactPointCard> points, IReadOnlyList<AccountCard> accounts) => new(
        institutionId,
        caseId,
        [.. people.DistinctBy(person => person.PersonId).Select((person, place) =>
            new GatePerson(person.PersonId, Role(person.Role), Zones(person.Zone)) { Places = place == 0 ? PlaceReading.Of(accounts.Select(account => account.Region)) : [] })],
        [.. points.Select(point => new GatePoint(point.Id, point.PersonId, point.Point, point.Quality))],
        [.. accounts.Select(account => new GateDebt(account.Id, new DebtState(account.Reference, DebtType(account.Product), account.DaysPastDue, account.Law)))]);

    /// <summary>A word that is no role leaves the role unknown, and the gate refuses.</summary>
    private static PartyRole Role(string word) => Words.TryRead<PartyRole>(word, out var role) ? role : PartyRole.Unknown;

    /// <summary>Several zones, parted by <c>;</c>, mean that it is not certain where the person is.</summary>
    private static IReadOnlyList<string> Zones(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Product names are the institution's own; only those that say a type are told to the gate, which treats the rest as unknown.</summary>
    internal static string? DebtType(string product) => product switch
    {
        "信用卡" or "card" => "card",
        "网络贷款" or "online-loan" => "online-loan",
        "助学贷款" or "student-loan" => "student-loan",
        "medical" => "medical",
        "住房贷款" or "房贷" or "mortgage" => "mortgage",
        "小额信贷" or "microfinance" => "microfinance",
        _ => null,
    };
}

/// <summary>A person of the case; several zones mean that it is not certain where they are.</summary>
internal sealed record GatePerson(string Id, PartyRole Role, IReadOnlyList<string> Zones)
{
    /// <summary>Where the person may be, as far as the import says: it speaks of the debtor, who comes first, and of nobody else.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];
}

/// <summary>A contact point; the name tells its kind, for example <c>mobile1</c>, and the quality what the import said of it.</summary>
internal sealed record GatePoint(string Id, string PersonId, string Name, string Quality);

/// <summary>A debt of the case.</summary>
internal sealed record GateDebt(string Id, DebtState State);
