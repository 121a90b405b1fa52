using System.Collections.Concurrent;
using Daylight.Gate;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>
/// Whether an institution's history reaches back as far as its rules count. A counter that starts at nothing because nothing
/// was imported would permit what the former dialer had used up: so everything is refused until history reaches back, or
/// somebody who answers for it declares a clean start.
/// </summary>
public sealed class ContactWindow
{
    private const int ReasonMin = 10;
    private const int ReasonMax = 2000;

    private readonly AdoptedPacks _packs;
    private readonly ContactLedger _ledger;
    private readonly StaffDirectory _staff;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<(string Institution, int Days), bool> _known = new();

    internal ContactWindow(AdoptedPacks packs, ContactLedger ledger, StaffDirectory staff, TimeProvider clock)
    {
        _packs = packs;
        _ledger = ledger;
        _staff = staff;
        _clock = clock;
    }

    /// <summary>How things stand.</summary>
    public WindowView Read(Session session, Caller caller)
    {
        var days = _packs.PolicyNow(session, caller.InstitutionId).Reach.CountedDays;
        var declared = WindowStore.Declared(session, caller.InstitutionId);
        return new WindowView(
            IsKnown(session, caller.InstitutionId, _packs.PolicyNow(session, caller.InstitutionId), _clock.GetUtcNow()),
            days,
            UtcMicros.ToInstant(WindowStore.Oldest(session, caller.InstitutionId)),
            UtcMicros.ToInstant(declared?.DeclaredAt),
            declared?.DeclaredBy is { } by ? _staff.Find(session, caller.InstitutionId, by)?.DisplayName ?? by : null);
    }

    /// <summary>Declares that nothing happened before, in the caller's transaction. Declaring twice changes nothing.</summary>
    public Result<WindowView> Declare(Session session, Caller caller, DeclareWindowRequest request)
    {
        var reason = request.Reason?.Trim() ?? "";
        if (reason.Length is < ReasonMin or > ReasonMax)
        {
            return Failure.Invalid("reason", $"Say why in {ReasonMin} to {ReasonMax} characters.");
        }

        session.Lock($"contact-window:{caller.InstitutionId}");
        if (WindowStore.Declared(session, caller.InstitutionId) is null)
        {
            var receipt = _ledger.WindowDeclared(session, caller, reason);
            WindowStore.Insert(session, new WindowRow
            {
                InstitutionId = caller.InstitutionId,
                DeclaredBy = caller.StaffId,
                DeclaredAt = UtcMicros.From(_clock.GetUtcNow()),
                EntryId = receipt.EntryId,
            });
        }

        return Read(session, caller);
    }

    /// <summary>What the gate must be told: nothing, or that the window is empty.</summary>
    internal IReadOnlyList<KnowledgeGap> Gaps(Session session, string institutionId, GatePolicy policy, DateTimeOffset now) =>
        IsKnown(session, institutionId, policy, now) ? [] : [KnowledgeGap.EmptyWindow];

    /// <summary>True if history reaches back as far as the policy's rules count, or a clean start was declared.</summary>
    internal bool IsKnown(Session session, string institutionId, GatePolicy policy, DateTimeOffset now)
    {
        var key = (institutionId, policy.Reach.CountedDays);
        if (key.Item2 == 0 || _known.ContainsKey(key))
        {
            return true;
        }

        var known = WindowStore.Declared(session, institutionId) is not null
            || WindowStore.ReachesBack(session, institutionId, UtcMicros.From(now - TimeSpan.FromDays(key.Item2)));
        if (known)
        {
            session.WhenDurable(() => _known.TryAdd(key, true));
        }

        return known;
    }
}

/// <summary>Declares a clean start.</summary>
/// <param name="Reason">Why it is true that nobody was contacted before; kept sealed. At least 10 characters.</param>
public sealed record DeclareWindowRequest(string Reason);

/// <summary>Whether an institution's history reaches back as far as its rules count.</summary>
/// <param name="Known">True if contacts may be permitted; false refuses all of them with <c>gate.empty-window</c>.</param>
/// <param name="Days">How far back the rules count, in days.</param>
/// <param name="OldestContact">The oldest contact that is known.</param>
/// <param name="DeclaredAt">When a clean start was declared.</param>
/// <param name="DeclaredBy">By whom; <c>upgrade</c> for institutions that were in use before there was this rule.</param>
public sealed record WindowView(bool Known, int Days, DateTimeOffset? OldestContact, DateTimeOffset? DeclaredAt, string? DeclaredBy);

/// <summary>One row of <c>contact_window_declaration</c>.</summary>
internal sealed record WindowRow
{
    public string InstitutionId { get; init; } = "";

    public string DeclaredBy { get; init; } = "";

    public long DeclaredAt { get; init; }

    public string EntryId { get; init; } = "";
}

/// <summary>A person with contacts in the window, and a case of theirs.</summary>
internal sealed record WindowPerson
{
    public string PersonId { get; init; } = "";

    public string CaseId { get; init; } = "";
}

/// <summary>The SQL of declarations, and of how far history reaches back.</summary>
internal static class WindowStore
{
    public static WindowRow? Declared(Session session, string institutionId) => session.First<WindowRow>(
        """
        SELECT institution_id AS InstitutionId, declared_by AS DeclaredBy, declared_at AS DeclaredAt, entry_id AS EntryId
        FROM contact_window_declaration WHERE institution_id = @institutionId
        """,
        new { institutionId });

    public static void Insert(Session session, WindowRow row) => session.Execute(
        """
        INSERT INTO contact_window_declaration (institution_id, declared_by, declared_at, entry_id)
        VALUES (@InstitutionId, @DeclaredBy, @DeclaredAt, @EntryId)
        """,
        row);

    public static long? Oldest(Session session, string institutionId) => session.First<long?>(
        "SELECT MIN(began_at) FROM contact_event WHERE institution_id = @institutionId AND status <> 'void'",
        new { institutionId });

    /// <summary>The people of the newest contacts, each with the case of their newest one.</summary>
    public static List<WindowPerson> PeopleSince(Session session, string institutionId, long from, int most) => session.Query<WindowPerson>(
        """
        SELECT person_id AS PersonId, MAX(case_id) AS CaseId FROM contact_event
        WHERE institution_id = @institutionId AND began_at >= @from AND status <> 'void'
        GROUP BY person_id ORDER BY MAX(began_at) DESC, person_id LIMIT @most
        """,
        new { institutionId, from, most });

    public static bool ReachesBack(Session session, string institutionId, long edge) => session.First<long>(
        "SELECT COUNT(*) FROM (SELECT 1 FROM contact_event WHERE institution_id = @institutionId AND began_at <= @edge AND status = 'made' LIMIT 1) AS oldest",
        new { institutionId, edge }) > 0;
}
