using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>One row of <c>contact_former_counter</c>: a figure of the former dialer, and ours.</summary>
internal sealed record FormerCounterRow
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string Mark { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string CountedBy { get; init; } = "";

    public string? AccountId { get; init; }

    public string? Point { get; init; }

    public string? Channel { get; init; }

    /// <summary>A rule of the packs, or a word of <see cref="FormerCounts"/>.</summary>
    public string Counter { get; init; } = "";

    /// <summary>The window of a word; null for a rule, which has its own.</summary>
    public string? Span { get; init; }

    public long AsOf { get; init; }

    public long Theirs { get; init; }

    /// <summary>Null where nothing could be counted; <see cref="Hindrance"/> says why.</summary>
    public long? Ours { get; init; }

    public string? Hindrance { get; init; }

    public long ComparedAt { get; init; }

    public string? AcceptanceId { get; init; }

    public bool Agrees => Ours == Theirs;
}

/// <summary>How many figures stand where.</summary>
internal sealed class FormerCounterTally
{
    public string Counter { get; init; } = "";

    public string? Span { get; init; }

    public long Figures { get; init; }

    public long Differing { get; init; }

    public long Accepted { get; init; }

    public long NotCounted { get; init; }

    public long TheirsMore { get; init; }

    public long AsOf { get; init; }

    public long ComparedAt { get; init; }
}

/// <summary>One row of <c>contact_history_acceptance</c>.</summary>
internal sealed record HistoryAcceptanceRow
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string AcceptedBy { get; init; } = "";

    public long AcceptedAt { get; init; }

    public long Figures { get; init; }

    public string EntryId { get; init; } = "";

    public string ExhibitId { get; init; } = "";
}

/// <summary>The SQL of a former dialer's counters.</summary>
internal static class FormerCounterStore
{
    private const string Differs = "(ours IS NULL OR ours <> theirs)";

    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, mark AS Mark, case_id AS CaseId, person_id AS PersonId, counted_by AS CountedBy,
        account_id AS AccountId, point AS Point, channel AS Channel, counter AS Counter, span AS Span, as_of AS AsOf, theirs AS Theirs,
        ours AS Ours, hindrance AS Hindrance, compared_at AS ComparedAt, acceptance_id AS AcceptanceId
        """;

    public static FormerCounterRow? ByMark(Session session, string institutionId, string mark) => session.First<FormerCounterRow>(
        $"SELECT {Columns} FROM contact_former_counter WHERE institution_id = @institutionId AND mark = @mark",
        new { institutionId, mark });

    public static FormerCounterRow? ById(Session session, string institutionId, string id) => session.First<FormerCounterRow>(
        $"SELECT {Columns} FROM contact_former_counter WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    public static void Insert(Session session, FormerCounterRow row) => session.Execute(
        """
        INSERT INTO contact_former_counter (id, institution_id, mark, case_id, person_id, counted_by, account_id, point, channel, counter, span,
          as_of, theirs, ours, hindrance, compared_at)
        VALUES (@Id, @InstitutionId, @Mark, @CaseId, @PersonId, @CountedBy, @AccountId, @Point, @Channel, @Counter, @Span,
          @AsOf, @Theirs, @Ours, @Hindrance, @ComparedAt)
        """,
        row);

    /// <summary>States the figures anew. A difference that was accepted stays so only while it is the same difference.</summary>
    public static void Restate(Session session, FormerCounterRow row) => session.Execute(
        """
        UPDATE contact_former_counter SET
          acceptance_id = CASE WHEN theirs = @Theirs AND COALESCE(ours, -1) = COALESCE(@Ours, -1) THEN acceptance_id ELSE NULL END,
          theirs = @Theirs, ours = @Ours, hindrance = @Hindrance, compared_at = @ComparedAt
        WHERE id = @Id
        """,
        row);

    /// <summary>Figures about some people, or about anybody in some cases, behind a position.</summary>
    public static List<FormerCounterRow> About(Session session, string institutionId, IReadOnlyList<string> people, IReadOnlyList<string> cases, string after, int most) =>
        session.Query<FormerCounterRow>(
            $"""
            SELECT {Columns} FROM contact_former_counter
            WHERE institution_id = @institutionId AND id > @after AND (person_id IN @people OR case_id IN @cases)
            ORDER BY id LIMIT @most
            """,
            new { institutionId, people, cases, after, most });

    /// <summary>Whether any figure of an institution is known.</summary>
    public static bool Any(Session session, string institutionId) => session.First<long>(
        "SELECT COUNT(*) FROM (SELECT 1 FROM contact_former_counter WHERE institution_id = @institutionId LIMIT 1) AS figure",
        new { institutionId }) > 0;

    /// <summary>Each counter and window with how many of its figures stand where.</summary>
    public static List<FormerCounterTally> Tallies(Session session, string institutionId, int most) => session.Query<FormerCounterTally>(
        $"""
        SELECT counter AS Counter, span AS Span, COUNT(*) AS Figures,
          COUNT(CASE WHEN {Differs} THEN 1 END) AS Differing,
          COUNT(CASE WHEN {Differs} AND acceptance_id IS NOT NULL THEN 1 END) AS Accepted,
          COUNT(CASE WHEN ours IS NULL THEN 1 END) AS NotCounted,
          COUNT(CASE WHEN theirs > ours THEN 1 END) AS TheirsMore,
          MAX(as_of) AS AsOf, MAX(compared_at) AS ComparedAt
        FROM contact_former_counter WHERE institution_id = @institutionId
        GROUP BY counter, span ORDER BY counter, span LIMIT @most
        """,
        new { institutionId, most });

    /// <summary>A page of figures: <c>differs</c> and not accepted, <c>accepted</c>, <c>agrees</c>, or all.</summary>
    public static List<FormerCounterRow> Page(Session session, string institutionId, string status, string counter, string after, int most) => session.Query<FormerCounterRow>(
        $"""
        SELECT {Columns} FROM contact_former_counter
        WHERE institution_id = @institutionId AND id > @after AND (@counter = '' OR counter = @counter) AND {Where(status)}
        ORDER BY id LIMIT @most
        """,
        new { institutionId, counter, after, most });

    /// <summary>Marks the differences that stand, or those named of them, as accepted.</summary>
    public static int Accept(Session session, string institutionId, string acceptanceId, IReadOnlyList<string> ids) => session.Execute(
        $"""
        UPDATE contact_former_counter SET acceptance_id = @acceptanceId
        WHERE institution_id = @institutionId AND id IN @ids AND acceptance_id IS NULL AND {Differs}
        """,
        new { institutionId, acceptanceId, ids });

    public static void InsertAcceptance(Session session, HistoryAcceptanceRow row) => session.Execute(
        """
        INSERT INTO contact_history_acceptance (id, institution_id, accepted_by, accepted_at, figures, entry_id, exhibit_id)
        VALUES (@Id, @InstitutionId, @AcceptedBy, @AcceptedAt, @Figures, @EntryId, @ExhibitId)
        """,
        row);

    public static List<HistoryAcceptanceRow> Acceptances(Session session, string institutionId, int most) => session.Query<HistoryAcceptanceRow>(
        """
        SELECT id AS Id, institution_id AS InstitutionId, accepted_by AS AcceptedBy, accepted_at AS AcceptedAt, figures AS Figures,
          entry_id AS EntryId, exhibit_id AS ExhibitId
        FROM contact_history_acceptance WHERE institution_id = @institutionId ORDER BY accepted_at DESC, id DESC LIMIT @most
        """,
        new { institutionId, most });

    private static string Where(string status) => status switch
    {
        "differs" => $"{Differs} AND acceptance_id IS NULL",
        "accepted" => $"{Differs} AND acceptance_id IS NOT NULL",
        "agrees" => "ours = theirs",
        _ => "1 = 1",
    };
}
