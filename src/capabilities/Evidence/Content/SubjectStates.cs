using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>What may be done with a person's data.</summary>
public enum SubjectState
{
    /// <summary>正常: kept and used.</summary>
    Active,

    /// <summary>限制处理: kept because a duty says so, and used for nothing else.</summary>
    Restricted,

    /// <summary>已擦除: the key is destroyed.</summary>
    Erased,
}

/// <summary>Who decided that a person's data is erased, and why.</summary>
/// <param name="InstitutionId">Whose data it is.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="Basis">Why, in a short word: <c>term</c> or <c>person-request</c>.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="ApprovedBy">Who approved it; never the same.</param>
public sealed record ErasureOrder(string InstitutionId, string SubjectId, string Basis, string RequestedBy, string ApprovedBy)
{
    /// <summary>The entry of an erasure that a restored backup did not know and that is carried out again.</summary>
    internal EntryLeaf? Replays { get; init; }
}

/// <summary>A person's data was erased: rooms above clear what they hold of it beside the sealed values.</summary>
public sealed record SubjectErased(string InstitutionId, string SubjectId);

/// <summary>
/// Changes what may be done with a person's data: active → restricted → erased, each step with its entry. It does not ask
/// whether a term has run or a hold stands; the room that decides has done so in the same transaction.
/// </summary>
public sealed class SubjectStates
{
    private readonly KeyRing _keys;
    private readonly EvidenceLog _log;
    private readonly ErasureScrub _scrub;

    internal SubjectStates(KeyRing keys, EvidenceLog log, ErasureScrub scrub)
    {
        _keys = keys;
        _log = log;
        _scrub = scrub;
    }

    /// <summary>The state of a person's data.</summary>
    public SubjectState Of(Session session, string institutionId, string subjectId) => Queue(session, institutionId, subjectId).State;

    /// <summary>Those of some people whose data is restricted: it is kept because a duty says so, and shown to nobody.</summary>
    public IReadOnlySet<string> Restricted(Session session, string institutionId, IEnumerable<string> subjectIds)
    {
        var ids = subjectIds.Distinct(StringComparer.Ordinal).ToArray();
        return ids.Length == 0
            ? new HashSet<string>(StringComparer.Ordinal)
            : session.Query<string>(
                "SELECT subject_id FROM subject_state WHERE institution_id = @institutionId AND state = 'restricted' AND subject_id IN @ids",
                new { institutionId, ids }).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>As <see cref="Of"/>, travelling with what is asked next.</summary>
    public SoughtState Queue(Session session, string institutionId, string subjectId) => new(session.Queue<string>(
        "SELECT state FROM subject_state WHERE institution_id = @institutionId AND subject_id = @subjectId", new { institutionId, subjectId }));

    /// <summary>Restricts: what is sealed stays, and is opened for nobody but under break-glass.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="institutionId">Whose data it is.</param>
    /// <param name="subjectId">The person.</param>
    /// <param name="staffId">Who restricts; null for the schedule.</param>
    /// <param name="reason">Why, in a short word.</param>
    /// <returns>The receipt, or null if nothing changed.</returns>
    public Receipt? Restrict(Session session, string institutionId, string subjectId, string? staffId, string reason) =>
        Of(session, institutionId, subjectId) == SubjectState.Active ? Move(session, institutionId, subjectId, staffId, reason, SubjectState.Restricted) : null;

    /// <summary>Lifts a restriction.</summary>
    /// <inheritdoc cref="Restrict"/>
    public Receipt? Release(Session session, string institutionId, string subjectId, string? staffId, string reason) =>
        Of(session, institutionId, subjectId) == SubjectState.Restricted ? Move(session, institutionId, subjectId, staffId, reason, SubjectState.Active) : null;

    /// <summary>
    /// Erases: destroys the key, leaves <c>subject.erased</c>, and tells the rooms above. Within a second no server can open
    /// anything of this person; the database's own files are scrubbed right after the commit.
    /// </summary>
    /// <exception cref="ArgumentException">One person asked and approved.</exception>
    public Receipt Erase(Session session, ErasureOrder order)
    {
        if (order.RequestedBy == order.ApprovedBy)
        {
            throw new ArgumentException("Erasure takes two people.", nameof(order));
        }

        var exhibits = session.First<long>(
            "SELECT COUNT(*) FROM exhibit WHERE institution_id = @InstitutionId AND subject_id = @SubjectId", new { order.InstitutionId, order.SubjectId });
        var key = _keys.Destroy(session, order.InstitutionId, order.SubjectId);
        var receipt = _log.Append(session, new EntryDraft(order.InstitutionId, "subject.erased")
        {
            SubjectId = order.SubjectId,
            StaffId = order.ApprovedBy,
            ClaimedAt = order.Replays?.Received,
            Details = Details(order, exhibits, key),
        });
        Set(session, order.InstitutionId, order.SubjectId, SubjectState.Erased, receipt);
        session.Publish(order.InstitutionId, new SubjectErased(order.InstitutionId, order.SubjectId));
        session.AfterCommit(_scrub.Ask);
        return receipt;
    }

    private static Dictionary<string, string> Details(ErasureOrder order, long exhibits, string? key)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["basis"] = order.Basis,
            ["exhibits"] = exhibits.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["key"] = key ?? "none",
            ["requestedBy"] = order.RequestedBy,
        };
        if (order.Replays is { } first)
        {
            details["replays"] = first.Id;
        }

        return details;
    }

    private Receipt Move(Session session, string institutionId, string subjectId, string? staffId, string reason, SubjectState to)
    {
        var receipt = _log.Append(session, new EntryDraft(institutionId, to == SubjectState.Restricted ? "subject.restricted" : "subject.released")
        {
            SubjectId = subjectId,
            StaffId = staffId,
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason },
        });
        Set(session, institutionId, subjectId, to, receipt);
        return receipt;
    }

    private static void Set(Session session, string institutionId, string subjectId, SubjectState state, Receipt receipt) => session.Execute(
        """
        INSERT INTO subject_state (institution_id, subject_id, state, since, entry_id) VALUES (@institutionId, @subjectId, @state, @since, @EntryId)
        ON CONFLICT (institution_id, subject_id) DO UPDATE SET state = excluded.state, since = excluded.since, entry_id = excluded.entry_id
        """,
        new { institutionId, subjectId, state = SoughtState.Word(state), since = UtcMicros.From(receipt.At), receipt.EntryId });
}

/// <summary>A state that has been asked for.</summary>
public sealed class SoughtState
{
    private readonly Queued<string> _row;

    internal SoughtState(Queued<string> row) => _row = row;

    /// <summary>The state. Within the session only.</summary>
    public SubjectState State => _row.First switch
    {
        null => SubjectState.Active,
        "active" => SubjectState.Active,
        "restricted" => SubjectState.Restricted,
        _ => SubjectState.Erased,
    };

    internal static string Word(SubjectState state) => state switch
    {
        SubjectState.Active => "active",
        SubjectState.Restricted => "restricted",
        _ => "erased",
    };
}
