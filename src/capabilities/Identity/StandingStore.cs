using System.Globalization;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Identity;

/// <summary>The SQL of standings. Days are kept as <c>2026-03-02</c>, flags as 0 and 1.</summary>
internal static class StandingStore
{
    private const string DayForm = "yyyy-MM-dd";

    public static InstitutionStandingRow? Institution(Session session, string institutionId) => session.First<InstitutionStandingRow>(
        """
        SELECT i.id AS InstitutionId, i.employer AS Employer, i.zone AS Zone, n.listed AS Listed, n.licensed AS Licensed, n.licensed_until AS LicensedUntil,
          n.evaluated_on AS EvaluatedOn, n.lender_consent AS LenderConsent, n.caller_id_shown AS CallerIdShown, n.premium_rate AS PremiumRate,
          n.stated_by AS StatedBy, n.stated_at AS StatedAt
        FROM institution i LEFT JOIN institution_standing n ON n.institution_id = i.id WHERE i.id = @institutionId
        """,
        new { institutionId });

    public static void State(Session session, InstitutionStandingRow row) => session.Execute(
        """
        INSERT INTO institution_standing (institution_id, listed, licensed, licensed_until, evaluated_on, lender_consent, caller_id_shown,
          premium_rate, stated_by, stated_at)
        VALUES (@InstitutionId, @Listed, @Licensed, @LicensedUntil, @EvaluatedOn, @LenderConsent, @CallerIdShown, @PremiumRate, @StatedBy, @StatedAt)
        ON CONFLICT (institution_id) DO UPDATE SET listed = excluded.listed, licensed = excluded.licensed,
          licensed_until = excluded.licensed_until, evaluated_on = excluded.evaluated_on, lender_consent = excluded.lender_consent,
          caller_id_shown = excluded.caller_id_shown, premium_rate = excluded.premium_rate, stated_by = excluded.stated_by,
          stated_at = excluded.stated_at
        """,
        row);

    public static List<StaffStandingRow> Staff(Session session, string institutionId) => session.Query<StaffStandingRow>(
        """
        SELECT staff_id AS StaffId, institution_id AS InstitutionId, trained_on AS TrainedOn, own_device AS OwnDevice, stated_by AS StatedBy,
          stated_at AS StatedAt
        FROM staff_standing WHERE institution_id = @institutionId ORDER BY staff_id LIMIT 10000
        """,
        new { institutionId });

    public static void State(Session session, StaffStandingRow row) => session.Execute(
        """
        INSERT INTO staff_standing (staff_id, institution_id, trained_on, own_device, stated_by, stated_at)
        VALUES (@StaffId, @InstitutionId, @TrainedOn, @OwnDevice, @StatedBy, @StatedAt)
        ON CONFLICT (staff_id) DO UPDATE SET trained_on = excluded.trained_on, own_device = excluded.own_device,
          stated_by = excluded.stated_by, stated_at = excluded.stated_at
        """,
        row);

    /// <summary>The institution's part and the staff member's in one row; null if there is no such institution.</summary>
    public static SenderRow? Sender(Session session, string institutionId, string staffId) => session.First<SenderRow>(
        """
        SELECT i.employer AS Employer, n.listed AS Listed, n.licensed AS Licensed, n.licensed_until AS LicensedUntil,
          n.evaluated_on AS EvaluatedOn, n.lender_consent AS LenderConsent, n.caller_id_shown AS CallerIdShown, n.premium_rate AS PremiumRate,
          n.stated_at AS StatedAt, s.trained_on AS TrainedOn, s.own_device AS OwnDevice
        FROM institution i
        LEFT JOIN institution_standing n ON n.institution_id = i.id
        LEFT JOIN staff_standing s ON s.institution_id = i.id AND s.staff_id = @staffId
        WHERE i.id = @institutionId
        """,
        new { institutionId, staffId });

    public static bool? Flag(long? stored) => stored is { } flag ? flag != 0 : null;

    public static long? Flag(bool? given) => given is { } flag ? flag ? 1 : 0 : null;

    /// <summary>A day that cannot be read, which means that the table was changed from outside, is not known.</summary>
    public static DateOnly? Day(string? stored) =>
        DateOnly.TryParseExact(stored, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Day(DateOnly? given) => given?.ToString(DayForm, CultureInfo.InvariantCulture);
}

internal sealed class InstitutionStandingRow
{
    public string InstitutionId { get; init; } = "";

    public string Employer { get; init; } = "";

    public string Zone { get; init; } = "";

    public long? Listed { get; init; }

    public long? Licensed { get; init; }

    public string? LicensedUntil { get; init; }

    public string? EvaluatedOn { get; init; }

    public long? LenderConsent { get; init; }

    public long? CallerIdShown { get; init; }

    public long? PremiumRate { get; init; }

    public string? StatedBy { get; init; }

    public long? StatedAt { get; init; }

    public InstitutionStandingView View => new(
        Employer,
        StandingStore.Flag(Listed),
        StandingStore.Flag(Licensed),
        StandingStore.Day(LicensedUntil),
        StandingStore.Day(EvaluatedOn),
        StandingStore.Flag(LenderConsent),
        StandingStore.Flag(CallerIdShown),
        StandingStore.Flag(PremiumRate),
        StatedBy,
        UtcMicros.ToInstant(StatedAt));
}

internal sealed class StaffStandingRow
{
    public string StaffId { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string? TrainedOn { get; init; }

    public long? OwnDevice { get; init; }

    public string StatedBy { get; init; } = "";

    public long StatedAt { get; init; }

    public StaffStandingView View => new(
        StaffId, StandingStore.Day(TrainedOn), StandingStore.Flag(OwnDevice), StatedBy, UtcMicros.ToInstant(StatedAt));
}

internal sealed class SenderRow
{
    public string Employer { get; init; } = "";

    public long? Listed { get; init; }

    public long? Licensed { get; init; }

    public string? LicensedUntil { get; init; }

    public string? EvaluatedOn { get; init; }

    public long? LenderConsent { get; init; }

    public long? CallerIdShown { get; init; }

    public long? PremiumRate { get; init; }

    public long? StatedAt { get; init; }

    public string? TrainedOn { get; init; }

    public long? OwnDevice { get; init; }

    /// <summary>Whether the institution has stated its standing: until then nothing of this is told to the gate.</summary>
    public bool IsStated => StatedAt is not null;

    public SenderStanding Standing => new()
    {
        IsAgency = IsAgency,
        Listed = StandingStore.Flag(Listed),
        Licensed = StandingStore.Flag(Licensed),
        LicensedUntil = StandingStore.Day(LicensedUntil),
        EvaluatedOn = StandingStore.Day(EvaluatedOn),
        LenderConsent = StandingStore.Flag(LenderConsent),
        CallerIdShown = StandingStore.Flag(CallerIdShown),
        PremiumRate = StandingStore.Flag(PremiumRate),
        TrainedOn = StandingStore.Day(TrainedOn),
        OwnDevice = StandingStore.Flag(OwnDevice),
    };

    /// <summary>A law firm collects for another, as an agency does; an insurer may have taken the claim over, which is not known here.</summary>
    private bool? IsAgency => Employer switch
    {
        "lender" or "bank" or "financeCompany" => false,
        "agency" or "lawFirm" => true,
        _ => null,
    };
}
