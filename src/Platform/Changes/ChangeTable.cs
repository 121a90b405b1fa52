using Daylight.Platform.Storage;

namespace Daylight.Platform.Changes;

/// <summary>The SQL that tables of dated changes have in common: which counts, which was approved last, and the decision.</summary>
public sealed class ChangeTable<TRow>
    where TRow : DatedChangeRow
{
    private readonly string _table;
    private readonly string _select;
    private readonly string _inForce;
    private readonly ChangeTerms _terms;

    /// <summary>Names a table.</summary>
    /// <param name="table">It has a column for each property of <see cref="DatedChangeRow"/>.</param>
    /// <param name="own">Its other column, <c>column AS Property</c>.</param>
    /// <param name="terms">How its changes are called.</param>
    public ChangeTable(string table, string own, ChangeTerms terms)
    {
        (_table, _terms) = (table, terms);
        _select =
            $"""
            SELECT id AS Id, institution_id AS InstitutionId, status AS Status, base_id AS BaseId, reason AS Reason, effective_from AS EffectiveFrom,
              proposed_by AS ProposedBy, proposed_at AS ProposedAt, decided_by AS DecidedBy, decided_at AS DecidedAt, decision_reason AS DecisionReason, {own}
            FROM {table} WHERE institution_id = @institutionId
            """;
        _inForce = $"{_select} AND status = '{terms.Approved}' AND effective_from <= @at ORDER BY decided_at DESC, id DESC LIMIT 1"; // Asked for every permit.
    }

    /// <summary>One change of an institution.</summary>
    public TRow? ById(Session session, string institutionId, string id) => session.First<TRow>($"{_select} AND id = @id", new { institutionId, id });

    /// <summary>The change that counts at a moment: of those approved and effective by then, the one decided last. It travels with what is asked next.</summary>
    public Queued<TRow> InForce(Session session, string institutionId, long at) =>
        session.Queue<TRow>(_inForce, new { institutionId, at });

    /// <summary>The change that was approved last, whether it is effective yet or not.</summary>
    public TRow? Latest(Session session, string institutionId) => session.First<TRow>(
        $"{_select} AND status = '{_terms.Approved}' ORDER BY decided_at DESC, id DESC LIMIT 1", new { institutionId });

    /// <summary>The newest changes, newest first.</summary>
    public List<TRow> Newest(Session session, string institutionId, int most) => session.Query<TRow>(
        $"{_select} ORDER BY proposed_at DESC, id DESC LIMIT @most", new { institutionId, most });

    /// <summary>Decides; false if it was decided before.</summary>
    public bool Decide(Session session, TRow row) => session.Execute(
        $"""
        UPDATE {_table} SET status = @Status, effective_from = @EffectiveFrom, decided_by = @DecidedBy, decided_at = @DecidedAt,
          decision_reason = @DecisionReason
        WHERE id = @Id AND status = '{_terms.Open}'
        """,
        row) == 1;
}
