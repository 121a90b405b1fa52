using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>A person's conversations, for retention.</summary>
/// <param name="Last">When the newest of them was last active.</param>
/// <param name="Live">True while one of them is not closed.</param>
public sealed record ConversationTime(DateTimeOffset Last, bool Live);

/// <summary>Tells when people were last spoken with.</summary>
public sealed class ConversationTimes
{
    /// <summary>By person; people without conversations are missing.</summary>
    public IReadOnlyDictionary<string, ConversationTime> Of(Session session, string institutionId, IReadOnlyList<string> personIds, IReadOnlyList<string> caseIds) =>
        personIds.Count == 0 || caseIds.Count == 0
            ? new Dictionary<string, ConversationTime>(StringComparer.Ordinal)
            : session.Query<TimeRow>(
                """
                SELECT person_id AS PersonId, MAX(last_at) AS Last, SUM(CASE WHEN closed_at IS NULL THEN 1 ELSE 0 END) AS Live
                FROM conversation WHERE institution_id = @institutionId AND case_id IN @caseIds AND person_id IN @personIds GROUP BY person_id
                """,
                new { institutionId, personIds, caseIds })
            .ToDictionary(row => row.PersonId, row => new ConversationTime(UtcMicros.ToInstant(row.Last), row.Live > 0), StringComparer.Ordinal);

    private sealed class TimeRow
    {
        public string PersonId { get; init; } = "";

        public long Last { get; init; }

        public long Live { get; init; }
    }
}
