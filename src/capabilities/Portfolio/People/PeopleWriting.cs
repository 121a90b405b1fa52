using System.Globalization;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>Someone as a file gives them.</summary>
internal sealed record RawPerson(
    string Reference, string Name, string? IdNumber, string Zone, IReadOnlyList<RawContactPoint> Points, string Basis);

/// <summary>Someone after writing.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Touched">True if the person is new or was changed.</param>
internal sealed record WrittenPerson(string Id, bool Touched);

/// <summary>
/// Writes the people of one batch: loads who is known at once, seals what is new, and stores it all at the end. Numbers that a
/// newer file no longer names are kept: where somebody could once be reached is part of the file.
/// </summary>
internal sealed class PeopleWriting
{
    // Marks the print of people known only as parties.
    private const string PartyMark = "p:";

    private readonly Session _session;
    private readonly string _institutionId;
    private readonly KeyRing _keys;
    private readonly IdSource _ids;
    private readonly Dictionary<string, KnownPerson> _known;
    private readonly List<PersonRow> _added = [];
    private readonly List<PersonRow> _changed = [];
    private readonly List<PointRow> _points = [];

    public PeopleWriting(Session session, string institutionId, KeyRing keys, IdSource ids, IEnumerable<string> references)
    {
        _session = session;
        _institutionId = institutionId;
        _keys = keys;
        _ids = ids;
        _known = session.Query<KnownPerson>(
            "SELECT id AS Id, reference AS Reference, content_print AS Print FROM person WHERE institution_id = @institutionId AND reference IN @references",
            new { institutionId, references = references.Distinct(StringComparer.Ordinal).ToArray() })
            .ToDictionary(person => person.Reference, StringComparer.Ordinal);
    }

    /// <summary>Writes a debtor as the portfolio has them.</summary>
    public WrittenPerson Put(RawPerson person) => Put(person, ContentPrint(person));

    /// <summary>
    /// Writes another party. What the portfolio says of a person outweighs a list of parties: of a known debtor only new
    /// numbers are taken.
    /// </summary>
    public WrittenPerson PutParty(RawPerson person)
    {
        if (_known.TryGetValue(person.Reference, out var known) && !known.Print.StartsWith(PartyMark, StringComparison.Ordinal))
        {
            var before = _points.Count;
            AddPoints(person, known.Id, known);
            return new WrittenPerson(known.Id, _points.Count > before);
        }

        return Put(person, PartyMark + ContentPrint(person));
    }

    public string? IdOf(string reference) => _known.GetValueOrDefault(reference)?.Id;

    private WrittenPerson Put(RawPerson person, string print)
    {
        if (_known.TryGetValue(person.Reference, out var known) && known.Print == print)
        {
            return new WrittenPerson(known.Id, false);
        }

        var id = known?.Id ?? _ids.New("pn");
        (known is null ? _added : _changed).Add(Row(person, id, print));
        AddPoints(person, id, known);
        _known[person.Reference] = new KnownPerson { Id = id, Reference = person.Reference, Print = print, Prints = known?.Prints };
        return new WrittenPerson(id, true);
    }

    /// <summary>Stores everything that was put.</summary>
    public void Flush()
    {
        _session.Execute(
            """
            INSERT INTO person (id, institution_id, reference, name, id_number, masked_name, masked_id_number, name_print, id_number_print, zone, content_print)
            VALUES (@Id, @InstitutionId, @Reference, @Name, @IdNumber, @MaskedName, @MaskedIdNumber, @NamePrint, @IdNumberPrint, @Zone, @Print)
            """,
            _added);
        _session.Execute(
            """
            UPDATE person SET name = @Name, id_number = @IdNumber, masked_name = @MaskedName, masked_id_number = @MaskedIdNumber,
              name_print = @NamePrint, id_number_print = @IdNumberPrint, zone = @Zone, content_print = @Print
            WHERE institution_id = @InstitutionId AND id = @Id
            """,
            _changed);
        _session.Execute(
            """
            INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source)
            VALUES (@Id, @InstitutionId, @PersonId, @Kind, @Point, @Value, @Masked, @Print, 'unknown', @Basis, 'import')
            """,
            _points);
    }

    private PersonRow Row(RawPerson person, string id, string print)
    {
        var key = _keys.Subject(_session, _institutionId, id);
        return new PersonRow
        {
            Id = id,
            InstitutionId = _institutionId,
            Reference = person.Reference,
            Name = key.Seal(PersonPlaces.Name(id), person.Name),
            IdNumber = person.IdNumber is null ? null : key.Seal(PersonPlaces.IdNumber(id), person.IdNumber),
            MaskedName = Masking.Name(person.Name),
            MaskedIdNumber = person.IdNumber is null ? null : Masking.IdNumber(person.IdNumber),
            NamePrint = Print(SearchText.Name(person.Name)),
            IdNumberPrint = person.IdNumber is null ? null : Print(SearchText.IdNumber(person.IdNumber)),
            Zone = person.Zone,
            Print = print,
        };
    }

    private void AddPoints(RawPerson person, string id, KnownPerson? known)
    {
        var key = _keys.Subject(_session, _institutionId, id);
        var prints = known is null ? [] : known.Prints ?? Stored(id);
        foreach (var point in person.Points)
        {
            var print = Print(SearchText.ContactPoint(point.Kind, point.Value));
            if (prints.Any(stored => stored.Print == print))
            {
                continue;
            }

            var ordinal = 1 + prints.Count(stored => stored.Kind == point.Kind);
            var pointId = _ids.New("cp");
            prints.Add((point.Kind, print));
            _points.Add(new PointRow
            {
                Id = pointId,
                InstitutionId = _institutionId,
                PersonId = id,
                Kind = point.Kind,
                Point = (point.Kind == "address" ? "addr" : point.Kind) + ordinal.ToString(CultureInfo.InvariantCulture),
                Value = key.Seal(PersonPlaces.ContactPoint(pointId), point.Value),
                Masked = Masking.ContactPoint(point.Kind, point.Value),
                Print = print,
                Basis = person.Basis,
            });
        }

        if (known is not null)
        {
            known.Prints = prints;
        }
    }

    private List<(string Kind, string Print)> Stored(string personId) =>
    [
        .. _session.Query<StoredPoint>("SELECT kind AS Kind, value_print AS Print FROM contact_point WHERE person_id = @personId", new { personId })
            .Select(point => (point.Kind, point.Print)),
        .. _points.Where(point => point.PersonId == personId).Select(point => (point.Kind, point.Print)),
    ];

    private string ContentPrint(RawPerson person) => Print(string.Join(
        '\n', [person.Name, person.IdNumber ?? "", person.Zone, .. person.Points.Select(point => point.Kind + ":" + point.Value)]));

    private string Print(string text) => _keys.Fingerprint(_session, _institutionId, text);

    private sealed class KnownPerson
    {
        public string Id { get; init; } = "";

        public string Reference { get; init; } = "";

        public string Print { get; init; } = "";

        public List<(string Kind, string Print)>? Prints { get; set; }
    }

    private sealed class StoredPoint
    {
        public string Kind { get; init; } = "";

        public string Print { get; init; } = "";
    }

    private sealed class PersonRow
    {
        public string Id { get; init; } = "";

        public string InstitutionId { get; init; } = "";

        public string Reference { get; init; } = "";

        public byte[] Name { get; init; } = [];

        public byte[]? IdNumber { get; init; }

        public string MaskedName { get; init; } = "";

        public string? MaskedIdNumber { get; init; }

        public string NamePrint { get; init; } = "";

        public string? IdNumberPrint { get; init; }

        public string Zone { get; init; } = "";

        public string Print { get; init; } = "";
    }

    private sealed class PointRow
    {
        public string Id { get; init; } = "";

        public string InstitutionId { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Point { get; init; } = "";

        public byte[] Value { get; init; } = [];

        public string Masked { get; init; } = "";

        public string Print { get; init; } = "";

        public string Basis { get; init; } = "";
    }
}
