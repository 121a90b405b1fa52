using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;
using NodaTime;
using NodaTime.Text;

namespace Daylight.Contact;

/// <summary>One row of <c>person_fact</c>.</summary>
internal sealed record FactRow
{
    private static readonly LocalTimePattern TimeOfDay = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string? Form { get; init; }

    public string? FromTime { get; init; }

    public string? ToTime { get; init; }

    public long CountsFrom { get; init; }

    public long? Until { get; init; }

    public long? Sent { get; init; }

    public string? Scope { get; init; }

    public string? Channel { get; init; }

    public string? ContactPointId { get; init; }

    public string? Point { get; init; }

    public string? Place { get; init; }

    public string? Purpose { get; init; }

    /// <summary>A JSON list of account ids; empty means all.</summary>
    public string AccountIds { get; init; } = "[]";

    public string? ToPersonId { get; init; }

    /// <summary>The exhibit that holds the note, if there is one.</summary>
    public string? NoteExhibitId { get; init; }

    public string RecordedBy { get; init; } = "";

    public long RecordedAt { get; init; }

    public long? WithdrawnAt { get; init; }

    public string? WithdrawnBy { get; init; }

    public IReadOnlyList<string> Accounts => StoredWords.Ids(AccountIds) ?? [];

    public static LocalTime? ReadTime(string? text) => text is not null && TimeOfDay.Parse(text) is { Success: true } time ? time.Value : null;

    /// <summary>The fact as the gate reads it, given to the institution that recorded it; null if it cannot be read.</summary>
    public Fact? ForGate()
    {
        if (!Words.TryRead<FactKind>(Kind, out var kind)
            || !StoredWords.TryRead<FactForm>(Form, out var form)
            || !StoredWords.TryRead<Channel>(Channel, out var channel)
            || !StoredWords.TryRead<VisitPlace>(Place, out var place)
            || !StoredWords.TryRead<Purpose>(Purpose, out var purpose)
            || StoredWords.Ids(AccountIds) is not { } accounts
            || ReadTime(FromTime) is null != FromTime is null
            || ReadTime(ToTime) is null != ToTime is null
            || new[] { CountsFrom, Until, WithdrawnAt, Sent }.Any(moment => moment is { } at && StoredWords.Moment(at) is null))
        {
            return null;
        }

        return new Fact
        {
            Kind = kind,
            Person = PersonId,
            At = Moment(CountsFrom),
            From = ReadTime(FromTime),
            To = ReadTime(ToTime),
            Until = Until is { } until ? Moment(until) : null,
            Withdrawn = WithdrawnAt is { } withdrawn ? Moment(withdrawn) : null,
            Sent = Sent is { } sent ? Moment(sent) : null,
            Form = form,
            By = InstitutionId,
            Debts = accounts,
            Channel = channel,
            Point = Point,
            Place = place,
            Purpose = purpose,
            Scope = Scope,
            ToPerson = ToPersonId,
        };
    }

    public static Instant Moment(long micros) => Instant.FromDateTimeOffset(UtcMicros.ToInstant(micros));
}

/// <summary>The SQL of facts.</summary>
internal static class FactStore
{
    /// <summary>More facts about one person are not accepted, so that a question stays bounded.</summary>
    public const int PerPersonMax = 1000;

    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, case_id AS CaseId, person_id AS PersonId, kind AS Kind, form AS Form,
        from_time AS FromTime, to_time AS ToTime, counts_from AS CountsFrom, until AS Until, sent AS Sent, scope AS Scope, channel AS Channel,
        contact_point_id AS ContactPointId, point AS Point, place AS Place, purpose AS Purpose, account_ids AS AccountIds, to_person_id AS ToPersonId,
        note_exhibit_id AS NoteExhibitId, recorded_by AS RecordedBy, recorded_at AS RecordedAt, withdrawn_at AS WithdrawnAt, withdrawn_by AS WithdrawnBy
        """;

    public static void Insert(Session session, FactRow row) => session.Write(
        """
        INSERT INTO person_fact (id, institution_id, case_id, person_id, kind, form, from_time, to_time, counts_from, until, sent, scope, channel,
          contact_point_id, point, place, purpose, account_ids, to_person_id, note_exhibit_id, recorded_by, recorded_at, withdrawn_at, withdrawn_by)
        VALUES (@Id, @InstitutionId, @CaseId, @PersonId, @Kind, @Form, @FromTime, @ToTime, @CountsFrom, @Until, @Sent, @Scope, @Channel,
          @ContactPointId, @Point, @Place, @Purpose, @AccountIds, @ToPersonId, @NoteExhibitId, @RecordedBy, @RecordedAt, @WithdrawnAt, @WithdrawnBy)
        """,
        row);

    public static FactRow? ById(Session session, string institutionId, string id) => session.First<FactRow>(
        $"SELECT {Columns} FROM person_fact WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>All facts about these people, oldest first, withdrawn ones included: the gate knows what they meant when.</summary>
    public static List<FactRow> About(Session session, string institutionId, IReadOnlyList<string> people) =>
        QueueAbout(session, institutionId, people).Rows;

    /// <summary>As <see cref="About"/>, travelling with what is asked next.</summary>
    public static Queued<FactRow> QueueAbout(Session session, string institutionId, IReadOnlyList<string> people) => session.Queue<FactRow>(
        $"""
        SELECT {Columns} FROM person_fact WHERE institution_id = @institutionId AND person_id IN @people
        ORDER BY counts_from, id LIMIT 20000
        """,
        new { institutionId, people });

    public static long Count(Session session, string institutionId, string personId) => session.First<long>(
        "SELECT COUNT(*) FROM person_fact WHERE institution_id = @institutionId AND person_id = @personId",
        new { institutionId, personId });

    /// <summary>Takes a fact back; false if it was taken back before.</summary>
    public static bool Withdraw(Session session, string id, long at, string by) => session.Execute(
        "UPDATE person_fact SET withdrawn_at = @at, withdrawn_by = @by WHERE id = @id AND withdrawn_at IS NULL",
        new { id, at, by }) == 1;
}
