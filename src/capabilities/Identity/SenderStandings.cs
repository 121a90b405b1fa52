using System.Collections.Concurrent;
using Daylight.Platform.Storage;

namespace Daylight.Identity;

/// <summary>Who would make a contact and what they are, as the gate must know it. Null means not known.</summary>
public sealed record SenderStanding
{
    /// <summary>True for somebody who collects for another, false for the lender itself.</summary>
    public bool? IsAgency { get; init; }

    /// <summary>Whether the institution stands on the lender's published list.</summary>
    public bool? Listed { get; init; }

    /// <summary>Whether it holds the licence that it needs.</summary>
    public bool? Licensed { get; init; }

    /// <summary>The last day of that licence; null where it has no end.</summary>
    public DateOnly? LicensedUntil { get; init; }

    /// <summary>The local day of the last evaluation.</summary>
    public DateOnly? EvaluatedOn { get; init; }

    /// <summary>Whether the lender agreed to the use of own devices.</summary>
    public bool? LenderConsent { get; init; }

    /// <summary>Whether the number called from is shown to the person.</summary>
    public bool? CallerIdShown { get; init; }

    /// <summary>Whether calling back would cost the person a premium rate.</summary>
    public bool? PremiumRate { get; init; }

    /// <summary>The local day of the staff member's last training or exam.</summary>
    public DateOnly? TrainedOn { get; init; }

    /// <summary>Whether the staff member's phone or messenger account is their own.</summary>
    public bool? OwnDevice { get; init; }
}

/// <summary>An institution as a collector: what was said of it when it was opened, which does not change.</summary>
/// <param name="Employer">What it is: <c>lender</c>, <c>bank</c>, <c>financeCompany</c>, <c>agency</c>, <c>lawFirm</c> or <c>insurer</c>.</param>
/// <param name="Zone">Its IANA zone.</param>
public sealed record CollectingInstitution(string Employer, string Zone);

/// <summary>What is known of senders, for the gate: one query, in the transaction that decides, and never from a cache.</summary>
public sealed class SenderStandings
{
    private readonly ConcurrentDictionary<string, CollectingInstitution> _institutions = new(StringComparer.Ordinal);

    /// <summary>The institution itself. Kept once read: nothing changes it.</summary>
    public CollectingInstitution Institution(Session session, string institutionId)
    {
        if (_institutions.TryGetValue(institutionId, out var known))
        {
            return known;
        }

        // One that is not there yet is not kept: its opening may still be in another transaction.
        return StandingStore.Institution(session, institutionId) is { } row
            ? _institutions[institutionId] = new CollectingInstitution(row.Employer, row.Zone)
            : new CollectingInstitution("", "");
    }

    /// <summary>What is known of a staff member's contacts; null until the institution has stated its standing.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="staffId">The staff member; of somebody who is none, only the institution's part is known.</param>
    public SenderStanding? Of(Session session, string institutionId, string staffId) =>
        StandingStore.Sender(session, institutionId, staffId) is { IsStated: true } row ? row.Standing : null;

    /// <summary>As <see cref="Of(Session, string, string)"/>, as it would be after statements that nobody has made yet.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="staffId">The staff member.</param>
    /// <param name="institution">What the institution would state; null leaves it as it is.</param>
    /// <param name="staff">What would be stated of the staff member; null leaves it as it is.</param>
    public SenderStanding? Supposing(
        Session session, string institutionId, string staffId, StateInstitutionStandingRequest? institution, StateStaffStandingRequest? staff)
    {
        if (StandingStore.Sender(session, institutionId, staffId) is not { } row || (institution is null && !row.IsStated))
        {
            return null;
        }

        var standing = staff is null ? row.Standing : row.Standing with { TrainedOn = staff.TrainedOn, OwnDevice = staff.OwnDevice };
        return institution is null
            ? standing
            : standing with
            {
                Listed = institution.Listed,
                Licensed = institution.Licensed,
                LicensedUntil = institution.LicensedUntil,
                EvaluatedOn = institution.EvaluatedOn,
                LenderConsent = institution.LenderConsent,
                CallerIdShown = institution.CallerIdShown,
                PremiumRate = institution.PremiumRate,
            };
    }

    /// <summary>As <see cref="Of(Session, string, string)"/> for all staff of the institution at once, for plans of many cases.</summary>
    public StaffSenders Of(Session session, string institutionId)
    {
        var institution = Of(session, institutionId, "");
        return new StaffSenders(
            institution,
            institution is null
                ? []
                : StandingStore.Staff(session, institutionId).ToDictionary(
                    row => row.StaffId,
                    row => institution with { TrainedOn = StandingStore.Day(row.TrainedOn), OwnDevice = StandingStore.Flag(row.OwnDevice) },
                    StringComparer.Ordinal));
    }
}
