using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>The people, contact points and accounts of a case, which have been asked for. Read within the session only.</summary>
public sealed class GatheredCase
{
    private readonly Queued<CasePersonRow> _people;
    private readonly Queued<CasePointRow> _points;
    private readonly Queued<CaseAccountRow> _accounts;

    internal GatheredCase(Queued<CasePersonRow> people, Queued<CasePointRow> points, Queued<CaseAccountRow> accounts)
    {
        _people = people;
        _points = points;
        _accounts = accounts;
    }

    /// <summary>Whether the case is worked on; false too where there is no such case.</summary>
    public bool IsOpen => _people.First?.Status == CaseStatus.Open;

    /// <summary>The debtor first, then the other parties.</summary>
    public IReadOnlyList<CasePerson> People => _people.Rows.ConvertAll(row => row.Card());

    /// <summary>How these people can be reached.</summary>
    public IReadOnlyList<ContactPointCard> ContactPoints => _points.Rows.ConvertAll(row => row.Card());

    /// <summary>The accounts.</summary>
    public IReadOnlyList<AccountCard> Accounts => _accounts.Rows.ConvertAll(row => row.Card());
}

internal class CasePersonRow
{
    public string PersonId { get; init; } = "";

    public string Role { get; init; } = "";

    public string Zone { get; init; } = "";

    public string Basis { get; init; } = "";

    public string MaskedName { get; init; } = "";

    public long Place { get; init; }

    /// <summary>The case's, beside the debtor only.</summary>
    public string? Status { get; init; }

    public CasePerson Card() => new(PersonId, Role, Zone, Basis, MaskedName);
}

internal sealed class CasePointRow
{
    public const string Columns = "id AS Id, person_id AS PersonId, kind AS Kind, point AS Point, quality AS Quality, masked AS Masked";

    public string Id { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Point { get; init; } = "";

    public string Quality { get; init; } = "";

    public string Masked { get; init; } = "";

    public ContactPointCard Card() => new(Id, PersonId, Kind, Point, Quality, Masked);
}

internal sealed class CaseAccountRow
{
    public const string Columns =
        """
        id AS Id, reference AS Reference, product AS Product, days_past_due AS DaysPastDue, balance AS Balance, currency AS Currency,
        region AS Region, law AS Law
        """;

    /// <summary>Filled where several cases are read at once.</summary>
    public string CaseId { get; init; } = "";

    public string Id { get; init; } = "";

    public string Reference { get; init; } = "";

    public string Product { get; init; } = "";

    public long DaysPastDue { get; init; }

    public long Balance { get; init; }

    public string Currency { get; init; } = "";

    public string Region { get; init; } = "";

    public string? Law { get; init; }

    public AccountCard Card() => new(Id, Reference, Product, (int)DaysPastDue, new Money(Balance, Currency), Region, Law);
}
