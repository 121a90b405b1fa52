using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>judgement</c>: a finding a model is to be asked about, and what it said. Its words are sealed.</summary>
internal sealed record JudgementRow
{
    /// <summary>It waits to be asked, or to be asked again.</summary>
    public const string Waiting = "waiting";

    /// <summary>A model has answered.</summary>
    public const string Judged = "judged";

    /// <summary>There is no answer, and nobody asks any more; the finding stands.</summary>
    public const string Failed = "failed";

    /// <summary>No model was configured when the finding was raised.</summary>
    public const string Off = "off";

    /// <summary>The finding was withdrawn before anybody was asked.</summary>
    public const string NotNeeded = "not-needed";

    public string FindingId { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string ConversationId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string Rule { get; init; } = "";

    public string RuleVersion { get; init; } = "";

    public string Ask { get; init; } = "";

    public long Turns { get; init; }

    /// <summary>lower or dismiss.</summary>
    public string OnNo { get; init; } = "";

    public string Status { get; init; } = Waiting;

    public long Attempts { get; init; }

    public long NextAt { get; init; }

    /// <summary>Until when who asks is believed to be alive.</summary>
    public long? LeaseUntil { get; init; }

    public long? AskedAt { get; init; }

    /// <summary>A code of <see cref="JudgeErrors"/>.</summary>
    public string? Problem { get; init; }

    /// <summary>yes, no or unsure.</summary>
    public string? Verdict { get; init; }

    /// <summary>Sealed <see cref="JudgementWords"/>.</summary>
    public byte[]? Words { get; init; }

    public string? Model { get; init; }

    public string? PromptHash { get; init; }

    public long? TokensIn { get; init; }

    public long? TokensOut { get; init; }

    public long? DurationMs { get; init; }

    /// <summary>Millionths of the currency; null where the server did not say what it took.</summary>
    public long? CostMicros { get; init; }

    public string? Currency { get; init; }

    public long CreatedAt { get; init; }

    public long? EndedAt { get; init; }
}

/// <summary>The SQL of judgements. Times are of people's clock, as those of all that waits for the world outside.</summary>
internal static class JudgementStore
{
    private const string Columns =
        """
        finding_id AS FindingId, institution_id AS InstitutionId, conversation_id AS ConversationId, case_id AS CaseId, person_id AS PersonId, rule AS Rule,
        rule_version AS RuleVersion, ask AS Ask, turns AS Turns, on_no AS OnNo, status AS Status, attempts AS Attempts, next_at AS NextAt, lease_until AS LeaseUntil,
        asked_at AS AskedAt, problem AS Problem, verdict AS Verdict, words AS Words, model AS Model, prompt_hash AS PromptHash, tokens_in AS TokensIn,
        tokens_out AS TokensOut, duration_ms AS DurationMs, cost_micros AS CostMicros, currency AS Currency, created_at AS CreatedAt, ended_at AS EndedAt
        """;

    public static void Insert(Session session, IReadOnlyList<JudgementRow> rows) => session.Execute(
        """
        INSERT INTO judgement (finding_id, institution_id, conversation_id, case_id, person_id, rule, rule_version, ask, turns, on_no, status, attempts, next_at,
          created_at, ended_at)
        VALUES (@FindingId, @InstitutionId, @ConversationId, @CaseId, @PersonId, @Rule, @RuleVersion, @Ask, @Turns, @OnNo, @Status, @Attempts, @NextAt,
          @CreatedAt, @EndedAt)
        """,
        rows);

    public static JudgementRow? Find(Session session, string institutionId, string findingId) => session.First<JudgementRow>(
        $"SELECT {Columns} FROM judgement WHERE institution_id = @institutionId AND finding_id = @findingId", new { institutionId, findingId });

    public static List<JudgementRow> FindAll(Session session, string institutionId, IReadOnlyCollection<string> findingIds) => findingIds.Count == 0
        ? []
        : session.Query<JudgementRow>($"SELECT {Columns} FROM judgement WHERE institution_id = @institutionId AND finding_id IN @findingIds", new { institutionId, findingIds });

    /// <summary>The one that has waited longest and is due, or whose asker is gone.</summary>
    public static JudgementRow? Due(Session session, long now) => session.First<JudgementRow>(
        $"""
        SELECT {Columns} FROM judgement WHERE ended_at IS NULL AND next_at <= @now AND (lease_until IS NULL OR lease_until < @now)
        ORDER BY next_at, finding_id LIMIT 1
        """,
        new { now });

    public static void Lease(Session session, string findingId, long leaseUntil) =>
        session.Execute("UPDATE judgement SET lease_until = @leaseUntil WHERE finding_id = @findingId", new { findingId, leaseUntil });

    /// <summary>It is about to be asked.</summary>
    public static void Ask(Session session, string findingId, long now) =>
        session.Execute("UPDATE judgement SET attempts = attempts + 1, asked_at = @now WHERE finding_id = @findingId", new { findingId, now });

    public static void Wait(Session session, string findingId, string? problem, long nextAt) => session.Execute(
        "UPDATE judgement SET lease_until = NULL, problem = @problem, next_at = @nextAt WHERE finding_id = @findingId AND ended_at IS NULL",
        new { findingId, problem, nextAt });

    /// <summary>False if it has ended in the meantime, because its finding was withdrawn.</summary>
    public static bool End(Session session, JudgementRow row) => session.Execute(
        """
        UPDATE judgement SET status = @Status, lease_until = NULL, problem = @Problem, verdict = @Verdict, words = @Words, model = @Model, prompt_hash = @PromptHash,
          tokens_in = @TokensIn, tokens_out = @TokensOut, duration_ms = @DurationMs, cost_micros = @CostMicros, currency = @Currency, ended_at = @EndedAt
        WHERE finding_id = @FindingId AND ended_at IS NULL
        """,
        row) == 1;

    /// <summary>Its finding does not hold any more.</summary>
    public static void Withdraw(Session session, string findingId, long now) => session.Execute(
        "UPDATE judgement SET status = 'not-needed', lease_until = NULL, problem = NULL, ended_at = @now WHERE finding_id = @findingId AND ended_at IS NULL",
        new { findingId, now });

    /// <summary>It waits anew, with all its attempts before it; false if there is none.</summary>
    public static bool Again(Session session, string findingId, long now) => session.Execute(
        """
        UPDATE judgement SET status = 'waiting', attempts = 0, next_at = @now, lease_until = NULL, problem = NULL, verdict = NULL, words = NULL, model = NULL,
          prompt_hash = NULL, tokens_in = NULL, tokens_out = NULL, duration_ms = NULL, cost_micros = NULL, currency = NULL, created_at = @now, ended_at = NULL
        WHERE finding_id = @findingId
        """,
        new { findingId, now }) == 1;

    /// <summary>Those without an answer whose findings nobody has decided on, newest first.</summary>
    public static List<string> Unjudged(Session session, string institutionId, long since, int most) => session.Query<string>(
        """
        SELECT j.finding_id FROM judgement j JOIN finding f ON f.id = j.finding_id
        WHERE j.institution_id = @institutionId AND j.created_at >= @since AND j.status IN ('failed', 'off') AND f.status = 'open' AND f.superseded_at IS NULL
        ORDER BY j.created_at DESC, j.finding_id LIMIT @most
        """,
        new { institutionId, since, most });

    /// <summary>How many an institution was asked about since.</summary>
    public static long AskedSince(Session session, string institutionId, long since) => session.First<long>(
        "SELECT COUNT(*) FROM judgement WHERE institution_id = @institutionId AND asked_at > @since", new { institutionId, since });

    /// <summary>How many there are by their state, of the last days.</summary>
    public static Dictionary<string, long> States(Session session, string institutionId, long since) => session.Query<StateRow>(
        "SELECT status AS Status, COUNT(*) AS Total FROM judgement WHERE institution_id = @institutionId AND created_at >= @since GROUP BY status LIMIT 20",
        new { institutionId, since }).ToDictionary(row => row.Status, row => row.Total, StringComparer.Ordinal);

    private sealed class StateRow
    {
        public string Status { get; init; } = "";

        public long Total { get; init; }
    }
}
