using System.Text.Json;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>One row of <c>contact_what_if</c>.</summary>
internal sealed record WhatIfRow : RunRow
{
    /// <summary>The institution's zone, by which days are told.</summary>
    public string Zone { get; init; } = "";

    public string Pack { get; init; } = "";

    public string Draft { get; init; } = "";

    public string DraftHash { get; init; } = "";

    /// <summary>A JSON list of the names of the packs it is asked with; null stands for those of the institution.</summary>
    public string Packs { get; init; } = "null";

    public long Total { get; init; }

    public long DoneCount { get; init; }

    public string? Result { get; init; }

    public IReadOnlyList<string>? PackNames => JsonSerializer.Deserialize<List<string>?>(Packs);

    public WhatIfView View(string? askedByName, bool withDraft) => new(
        Id,
        Status,
        Pack,
        DraftHash,
        PackNames ?? [],
        UtcMicros.ToInstant(FromAt),
        UtcMicros.ToInstant(ToAt),
        AskedBy,
        askedByName,
        UtcMicros.ToInstant(AskedAt),
        UtcMicros.ToInstant(EndedAt),
        Total,
        DoneCount,
        Result is null ? null : JsonSerializer.Deserialize<WhatIfResult>(Result, JsonSerializerOptions.Web),
        Error,
        withDraft ? Draft : null);
}

/// <summary>One row of <c>contact_what_if_sample</c>.</summary>
internal sealed record WhatIfSampleRow
{
    public string InstitutionId { get; init; } = "";

    public string Change { get; init; } = "";

    public string DecisionId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string Channel { get; init; } = "";

    public long AskedAt { get; init; }

    public string Was { get; init; } = "";

    public string WouldBe { get; init; } = "";

    public string Rules { get; init; } = "[]";
}

/// <summary>The SQL of what-ifs.</summary>
internal static class WhatIfStore
{
    public static readonly RunTable<WhatIfRow> Runs = new(
        "contact_what_if",
        "zone AS Zone, pack AS Pack, draft AS Draft, draft_hash AS DraftHash, packs AS Packs, total AS Total, done AS DoneCount, result AS Result");

    public static void Insert(Session session, WhatIfRow row) => session.Execute(
        """
        INSERT INTO contact_what_if (id, institution_id, from_at, to_at, zone, pack, draft, draft_hash, packs, status, asked_by, asked_at, beat_at, total, done)
        VALUES (@Id, @InstitutionId, @FromAt, @ToAt, @Zone, @Pack, @Draft, @DraftHash, @Packs, @Status, @AskedBy, @AskedAt, @BeatAt, @Total, 0)
        """,
        row);

    /// <summary>The oldest that waits, or that a process left behind; taken by this process, which begins it anew.</summary>
    public static WhatIfRow? Take(Session session, DateTimeOffset now)
    {
        var row = Runs.Take(session, now);
        if (row is not null)
        {
            session.Execute("UPDATE contact_what_if SET done = 0 WHERE id = @Id", new { row.Id });
        }

        return row;
    }

    /// <summary>Says how far it is; false if it was cancelled.</summary>
    public static bool Beat(Session session, string id, long done, long now) => session.Execute(
        "UPDATE contact_what_if SET done = @done, beat_at = @now WHERE id = @id AND status = 'running'",
        new { id, done, now }) == 1;

    public static bool End(Session session, string id, string status, string? result, string? error, long done, long now) => session.Execute(
        """
        UPDATE contact_what_if SET status = @status, result = @result, error = @error, done = @done, ended_at = @now
        WHERE id = @id AND status IN ('waiting', 'running')
        """,
        new { id, status, result, error, done, now }) == 1;

    public static void InsertSamples(Session session, string id, IReadOnlyList<WhatIfSampleRow> samples)
    {
        session.Execute("DELETE FROM contact_what_if_sample WHERE what_if_id = @id", new { id });
        if (samples.Count > 0)
        {
            session.Execute(
                """
                INSERT INTO contact_what_if_sample (what_if_id, place, institution_id, change, decision_id, case_id, person_id, staff_id, channel,
                  asked_at, was, would_be, rules)
                VALUES (@id, @place, @InstitutionId, @Change, @DecisionId, @CaseId, @PersonId, @StaffId, @Channel, @AskedAt, @Was, @WouldBe, @Rules)
                """,
                samples.Select((one, place) => new
                {
                    id,
                    place = (long)place,
                    one.InstitutionId,
                    one.Change,
                    one.DecisionId,
                    one.CaseId,
                    one.PersonId,
                    one.StaffId,
                    one.Channel,
                    one.AskedAt,
                    one.Was,
                    one.WouldBe,
                    one.Rules,
                }).ToList());
        }
    }

    public static List<WhatIfSampleRow> Samples(Session session, string institutionId, string id) => session.Query<WhatIfSampleRow>(
        """
        SELECT institution_id AS InstitutionId, change AS Change, decision_id AS DecisionId, case_id AS CaseId, person_id AS PersonId,
          staff_id AS StaffId, channel AS Channel, asked_at AS AskedAt, was AS Was, would_be AS WouldBe, rules AS Rules
        FROM contact_what_if_sample WHERE institution_id = @institutionId AND what_if_id = @id ORDER BY place LIMIT 500
        """,
        new { institutionId, id });
}
