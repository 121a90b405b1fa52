using Daylight.Evidence;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>What a personal word of a case is.</summary>
public enum CaseWordKind
{
    /// <summary>A person's name.</summary>
    Name,

    /// <summary>A postal address.</summary>
    Address,

    /// <summary>A number, an account or an e-mail address.</summary>
    Number,
}

/// <summary>A personal word of a case, in plain text: it is masked with, never shown.</summary>
public sealed record CaseWord(CaseWordKind Kind, string Text);

/// <summary>
/// The names, numbers and addresses of everybody in a case, for the machine that masks them before a text leaves. It shows
/// them to nobody, checks no scope, and leaves no entry: what leaves masked has one.
/// </summary>
public sealed class CaseWords(SealedFields fields)
{
    /// <summary>The most words a case may have; one with more is masked by nobody.</summary>
    public const int Max = 2_000;

    private const int LengthMax = 500;

    /// <summary>All of them but those of erased people; null if there are more than <see cref="Max"/>, so that nobody masks with a part.</summary>
    public IReadOnlyList<CaseWord>? Of(Session session, string institutionId, string caseId)
    {
        var asked = new { institutionId, caseId, most = Max + 1 };
        var people = session.Queue<SealedPerson>(
            """
            SELECT id AS Id, name AS Name, id_number AS IdNumber FROM person WHERE institution_id = @institutionId AND id IN (
              SELECT person_id FROM case_file WHERE institution_id = @institutionId AND id = @caseId
              UNION SELECT person_id FROM party WHERE institution_id = @institutionId AND case_id = @caseId)
            ORDER BY id LIMIT @most
            """,
            asked);
        var points = session.Queue<SealedPoint>(
            """
            SELECT id AS Id, person_id AS PersonId, kind AS Kind, value AS Value FROM contact_point WHERE institution_id = @institutionId AND person_id IN (
              SELECT person_id FROM case_file WHERE institution_id = @institutionId AND id = @caseId
              UNION SELECT person_id FROM party WHERE institution_id = @institutionId AND case_id = @caseId)
            ORDER BY id LIMIT @most
            """,
            asked);
        if ((people.Rows.Count * 2) + points.Rows.Count > Max)
        {
            return null;
        }

        List<CaseWord> words = [];
        foreach (var person in people.Rows)
        {
            Add(words, CaseWordKind.Name, Open(session, institutionId, new SealedField(person.Id, PersonPlaces.Name(person.Id), person.Name)));
            Add(words, CaseWordKind.Number, Open(session, institutionId, new SealedField(person.Id, PersonPlaces.IdNumber(person.Id), person.IdNumber ?? [])));
        }

        foreach (var point in points.Rows)
        {
            var kind = point.Kind == "address" ? CaseWordKind.Address : CaseWordKind.Number;
            Add(words, kind, Open(session, institutionId, new SealedField(point.PersonId, PersonPlaces.ContactPoint(point.Id), point.Value)));
        }

        return words;
    }

    private string? Open(Session session, string institutionId, SealedField field) => field.Box.Length == 0 ? null : fields.OpenForUse(session, institutionId, field);

    private static void Add(List<CaseWord> words, CaseWordKind kind, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            words.Add(new CaseWord(kind, text.Length > LengthMax ? text[..LengthMax] : text));
        }
    }

    private sealed class SealedPerson
    {
        public string Id { get; init; } = "";

        public byte[] Name { get; init; } = [];

        public byte[]? IdNumber { get; init; }
    }

    private sealed class SealedPoint
    {
        public string Id { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string Kind { get; init; } = "";

        public byte[] Value { get; init; } = [];
    }
}
