using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Daylight.Conduct;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>search_conversation</c>.</summary>
internal sealed class SearchedConversation
{
    public long Number { get; init; }

    public string InstitutionId { get; init; } = "";

    public string ConversationId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string? TeamId { get; init; }

    public string Kind { get; init; } = "";

    public long StartedAt { get; init; }

    /// <summary>1 from when its person was erased until its tokens are gone; it is found no more.</summary>
    public long Erased { get; init; }
}

/// <summary>An utterance in the index.</summary>
internal sealed record SearchDocument(long Doc, long Version, int[] Tokens);

/// <summary>What conversations a search is narrowed to, and by whose right.</summary>
internal sealed record SearchBounds
{
    public required string InstitutionId { get; init; }

    /// <summary>The condition of the caller's scope on the alias <c>i</c>.</summary>
    public required string ScopeSql { get; init; }

    public string ScopeInstitution { get; init; } = "";

    public string ScopeStaff { get; init; } = "";

    public string ScopeTeam { get; init; } = "";

    /// <summary>From when they began, in microseconds since the Unix epoch.</summary>
    public long? From { get; init; }

    /// <summary>Until when, excluded.</summary>
    public long? To { get; init; }

    public string? TeamId { get; init; }

    public string? StaffId { get; init; }

    public string? CaseId { get; init; }

    public string? Kind { get; init; }

    /// <summary>True if so few conversations are meant that it is better to know them first.</summary>
    public bool Narrow => StaffId is not null || CaseId is not null;
}

/// <summary>All SQL of the search.</summary>
internal static class SearchStore
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static SearchedConversation? Find(Session session, string institutionId, string conversationId) => session.First<SearchedConversation>(
        """
        SELECT number AS Number, institution_id AS InstitutionId, conversation_id AS ConversationId, case_id AS CaseId, person_id AS PersonId,
          staff_id AS StaffId, team_id AS TeamId, kind AS Kind, started_at AS StartedAt, erased AS Erased
        FROM search_conversation WHERE institution_id = @institutionId AND conversation_id = @conversationId
        """,
        new { institutionId, conversationId });

    /// <summary>The largest number that was given; null if none was.</summary>
    public static long? Newest(Session session) => One(session, "SELECT number FROM search_conversation ORDER BY number DESC LIMIT 1");

    /// <summary>The smallest number that was given; null if none was.</summary>
    public static long? Oldest(Session session) => One(session, "SELECT number FROM search_conversation ORDER BY number LIMIT 1");

    public static void Insert(Session session, IReadOnlyList<SearchedConversation> rows) => session.Execute(
        """
        INSERT INTO search_conversation (number, institution_id, conversation_id, case_id, person_id, staff_id, team_id, kind, started_at, erased)
        VALUES (@Number, @InstitutionId, @ConversationId, @CaseId, @PersonId, @StaffId, @TeamId, @Kind, @StartedAt, @Erased)
        """,
        rows);

    /// <summary>The versions of the utterances of a conversation that are in the index, by their places.</summary>
    public static Dictionary<long, long> Versions(Session session, long number) => session.Query<VersionRow>(
        "SELECT doc AS Doc, version AS Version FROM search_document WHERE doc BETWEEN @from AND @to",
        new { from = SearchPlaces.FirstDocOf(number), to = SearchPlaces.LastDocOf(number) }).ToDictionary(row => row.Doc, row => row.Version);

    /// <summary>Puts utterances into the index that are not in it.</summary>
    public static void Add(Session session, IReadOnlyList<SearchDocument> documents)
    {
        if (documents.Count == 0)
        {
            return;
        }

        if (session.Dialect == Dialect.Postgres)
        {
            session.Execute(
                """
                INSERT INTO search_document (doc, version, tokens)
                SELECT doc, version, CAST(string_to_array(tokens, ' ') AS INTEGER[]) FROM unnest(@docs, @versions, @tokens) AS added (doc, version, tokens)
                """,
                new
                {
                    docs = documents.Select(one => one.Doc).ToArray(),
                    versions = documents.Select(one => one.Version).ToArray(),
                    tokens = documents.Select(one => string.Join(' ', one.Tokens.Select(token => token.ToString(CultureInfo.InvariantCulture)))).ToArray(),
                });
            return;
        }

        session.Execute(
            "INSERT INTO search_document (doc, version, tokens) VALUES (@Doc, @Version, @Tokens)",
            documents.Select(one => new PackedRow(one.Doc, one.Version, Packed(one.Tokens))).ToList());
        session.Execute(
            "INSERT INTO search_word (rowid, tokens) VALUES (@Doc, @Text)",
            documents.Where(one => one.Tokens.Length > 0).Select(one => new WordsRow(one.Doc, Text(one.Tokens))).ToList());
    }

    /// <summary>Takes utterances out of the index, so that none of their tokens stays.</summary>
    public static void Remove(Session session, IReadOnlyCollection<long> docs)
    {
        if (docs.Count == 0)
        {
            return;
        }

        if (session.Dialect == Dialect.Sqlite)
        {
            // A table that keeps no content must be told what it held.
            session.Execute(
                "INSERT INTO search_word (search_word, rowid, tokens) VALUES ('delete', @Doc, @Text)",
                session.Query<PackedDocument>("SELECT doc AS Doc, tokens AS Tokens FROM search_document WHERE doc IN @docs AND length(tokens) > 0", new { docs })
                    .ConvertAll(row => new WordsRow(row.Doc, Text(Unpacked(row.Tokens)))));
        }

        session.Execute("DELETE FROM search_document WHERE doc IN @docs", new { docs });
    }

    /// <summary>The utterances from one place to another (both included) that may hold all pairs of a clause, latest first.</summary>
    /// <param name="session">The reading.</param>
    /// <param name="clause">The tokens of the pairs, for each role that may have said them.</param>
    /// <param name="stretch">Where to look.</param>
    /// <param name="most">How many at most.</param>
    public static List<long> Candidates(Session session, SearchClause clause, SearchStretch stretch, int most)
    {
        var only = stretch.Numbers is null ? "" : string.Create(CultureInfo.InvariantCulture, $" AND ({(session.Dialect == Dialect.Sqlite ? "rowid" : "doc")} >> 15) IN @Numbers");
        return session.Dialect == Dialect.Sqlite
            ? session.Query<long>(
                $"SELECT rowid FROM search_word WHERE search_word MATCH @match AND rowid BETWEEN @From AND @To{only} ORDER BY rowid DESC LIMIT @most",
                new { match = Match(clause), stretch.From, stretch.To, stretch.Numbers, most })
            : session.Query<long>(
                $"""
                WITH hit AS MATERIALIZED (
                  SELECT doc FROM search_document WHERE tokens @> @staff OR tokens @> @customer OR tokens @> @thirdParty OR tokens @> @system)
                SELECT doc FROM hit WHERE doc BETWEEN @From AND @To{only} ORDER BY doc DESC LIMIT @most
                """,
                new { staff = clause.Of(0), customer = clause.Of(1), thirdParty = clause.Of(2), system = clause.Of(3), stretch.From, stretch.To, stretch.Numbers, most });
    }

    /// <summary>
    /// Tells PostgreSQL to go by the index: it knows nothing of how rare a token is, and nothing is compiled for work so short.
    /// </summary>
    public static void PlanByIndex(Session session)
    {
        if (session.Dialect == Dialect.Postgres)
        {
            session.Query<string>("SELECT set_config('enable_seqscan', 'off', true) || set_config('jit', 'off', true)");
        }
    }

    /// <summary>The smallest and the largest number of the conversations within the period; null where there is none.</summary>
    public static (long Low, long High)? Span(Session session, SearchBounds bounds)
    {
        var period = (bounds.From is null ? "" : " AND started_at >= @From") + (bounds.To is null ? "" : " AND started_at < @To");
        var row = session.First<SpanRow>(
            $"""
            SELECT (SELECT MIN(number) FROM search_conversation WHERE institution_id = @InstitutionId{period}) AS Low,
              (SELECT MAX(number) FROM search_conversation WHERE institution_id = @InstitutionId{period}) AS High
            """,
            bounds);
        return row is { Low: { } low, High: { } high } ? (low, high) : null;
    }

    /// <summary>The numbers within a slice of the conversations that a narrow search is about.</summary>
    public static List<long> Numbers(Session session, SearchBounds bounds, long low, long high) => session.Query<long>(
        $"SELECT i.number FROM search_conversation i WHERE i.number BETWEEN @low AND @high AND {Within(bounds)} ORDER BY i.number",
        new
        {
            low, high, bounds.InstitutionId, bounds.ScopeInstitution, bounds.ScopeStaff, bounds.ScopeTeam, bounds.From, bounds.To, bounds.TeamId, bounds.StaffId, bounds.CaseId, bounds.Kind,
        });

    /// <summary>Those of some conversations that the caller may read and the search is about.</summary>
    public static List<SearchedConversation> Readable(Session session, SearchBounds bounds, IReadOnlyCollection<long> numbers) => numbers.Count == 0
        ? []
        : session.Query<SearchedConversation>(
            $"""
            SELECT i.number AS Number, i.conversation_id AS ConversationId, i.person_id AS PersonId
            FROM search_conversation i WHERE i.number IN @numbers AND {Within(bounds)}
            """,
            new
            {
                numbers, bounds.InstitutionId, bounds.ScopeInstitution, bounds.ScopeStaff, bounds.ScopeTeam, bounds.From, bounds.To, bounds.TeamId, bounds.StaffId, bounds.CaseId, bounds.Kind,
            });

    /// <summary>From now on nothing of this person is found; <see cref="NextErased"/> tells what is to be taken out.</summary>
    public static void MarkErased(Session session, string institutionId, string personId) => session.Execute(
        "UPDATE search_conversation SET erased = 1 WHERE institution_id = @institutionId AND person_id = @personId",
        new { institutionId, personId });

    /// <summary>The number of a conversation of somebody erased whose tokens are still here.</summary>
    public static long? NextErased(Session session) => One(session, "SELECT number FROM search_conversation WHERE erased = 1 ORDER BY number LIMIT 1");

    /// <summary>Places of a conversation in the index.</summary>
    public static List<long> Docs(Session session, long number, int most) => session.Query<long>(
        "SELECT doc FROM search_document WHERE doc BETWEEN @from AND @to ORDER BY doc LIMIT @most",
        new { from = SearchPlaces.FirstDocOf(number), to = SearchPlaces.LastDocOf(number), most });

    public static void Delete(Session session, long number) => session.Execute("DELETE FROM search_conversation WHERE number = @number", new { number });

    private static long? One(Session session, string sql) => session.Query<long>(sql) is [var number, ..] ? number : null;

    private static string Within(SearchBounds bounds)
    {
        StringBuilder sql = new("i.institution_id = @InstitutionId AND i.erased = 0 AND ");
        sql.Append(bounds.ScopeSql);
        foreach (var (given, condition) in new[]
        {
            (bounds.From is not null, "i.started_at >= @From"),
            (bounds.To is not null, "i.started_at < @To"),
            (bounds.TeamId is not null, "i.team_id = @TeamId"),
            (bounds.StaffId is not null, "i.staff_id = @StaffId"),
            (bounds.CaseId is not null, "i.case_id = @CaseId"),
            (bounds.Kind is not null, "i.kind = @Kind"),
        })
        {
            sql.Append(given ? " AND " + condition : "");
        }

        return sql.ToString();
    }

    /// <summary>Tokens as words of the full-text index: seven characters of five bits each.</summary>
    private static string Text(IReadOnlyList<int> tokens) => string.Create(Math.Max(0, (tokens.Count * 8) - 1), tokens, (text, all) =>
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (i > 0)
            {
                text[(i * 8) - 1] = ' ';
            }

            for (var (at, rest) = (0, (uint)all[i]); at < 7; at++, rest >>= 5)
            {
                text[(i * 8) + at] = Alphabet[(int)(rest & 31)];
            }
        }
    });

    private static string Match(SearchClause clause) => string.Join(
        " OR ",
        clause.Roles.Where(tokens => tokens.Count > 0).Select(tokens => "(" + Text([.. tokens]).Replace(" ", " AND ", StringComparison.Ordinal) + ")"));

    private static byte[] Packed(int[] tokens)
    {
        var bytes = new byte[tokens.Length * sizeof(int)];
        for (var i = 0; i < tokens.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(int)), tokens[i]);
        }

        return bytes;
    }

    private static int[] Unpacked(byte[] bytes)
    {
        var tokens = new int[bytes.Length / sizeof(int)];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(i * sizeof(int)));
        }

        return tokens;
    }

    private sealed record PackedRow(long Doc, long Version, byte[] Tokens);

    private sealed record WordsRow(long Doc, string Text);

    private sealed class PackedDocument
    {
        public long Doc { get; init; }

        public byte[] Tokens { get; init; } = [];
    }

    private sealed class VersionRow
    {
        public long Doc { get; init; }

        public long Version { get; init; }
    }

    private sealed class SpanRow
    {
        public long? Low { get; init; }

        public long? High { get; init; }
    }
}

/// <summary>Pairs that must all be in one utterance: their tokens, for each of the four roles; none for a role that is not asked for.</summary>
internal sealed record SearchClause(IReadOnlyList<IReadOnlyList<int>> Roles)
{
    private static readonly int[] Nowhere = [SliceTokens.None];

    /// <summary>The tokens of a role, or what nobody has said.</summary>
    public int[] Of(int role) => Roles[role].Count == 0 ? Nowhere : [.. Roles[role]];
}

/// <summary>A part of the index: places from one to another, both included, of these conversations only if they are given.</summary>
internal sealed record SearchStretch(long From, long To, IReadOnlyList<long>? Numbers);
