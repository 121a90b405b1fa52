using NodaTime;

namespace Daylight.Gate;

/// <summary>Reads <c>given</c>, <c>history</c> and <c>intent</c> as vectors and intents files write them.</summary>
internal sealed class QuestionReader
{
    private readonly Fields root;
    private readonly string? fallbackZone;
    private readonly Dictionary<string, IReadOnlyList<string>> zones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartyRole> roles = new(StringComparer.Ordinal);
    private readonly bool rolesGiven;

    private QuestionReader(Fields root, string? fallbackZone)
    {
        this.root = root;
        this.fallbackZone = fallbackZone;
        var given = root.Map("given");
        foreach (var (person, _) in given.Map("zones").All) zones[person] = given.Map("zones").Texts(person);
        rolesGiven = given.Has("roles");
        foreach (var (person, _) in given.Map("roles").All)
            if (given.Map("roles").Word<PartyRole>(person) is { } role) roles[person] = role;
    }

    /// <summary>Reads one question. Problems are added to those of the fields; a question is returned even so.</summary>
    public static GateQuestion Read(Fields root, string? zone) => new QuestionReader(root, zone).Question();

    /// <summary>The zone in which times of a person without an offset are read.</summary>
    public static DateTimeZone ZoneOf(Fields root, string? zone, string person) => new QuestionReader(root, zone).ZoneOf(person);

    private GateQuestion Question()
    {
        var intent = Intent(root.Map("intent"));
        var history = root.Maps("history").Select(Event).OrderBy(e => e.At).ToList();
        var given = root.Map("given");
        var facts = given.Maps("facts").Select(f => Fact(f, intent.Person)).OfType<Fact>().ToList();
        return new() { Intent = intent, History = ContactHistory.Of(history), State = State(given, intent, facts, history) };
    }

    private ContactIntent Intent(Fields f)
    {
        var person = f.Required("person");
        return new()
        {
            At = At(f, "at", person) ?? Missing(f, "at"),
            Channel = Channel(f),
            Person = person,
            Debts = f.Texts("debts"),
            Point = f.Text("point"),
            By = f.Text("by"),
            Agent = f.Text("agent"),
            Purpose = Purpose(f),
            Place = f.Word<VisitPlace>("place"),
            StaffCount = f.Int("staff", 0, 1000),
        };
    }

    private ContactEvent Event(Fields f)
    {
        var person = f.Required("person");
        return new()
        {
            At = At(f, "at", person) ?? Missing(f, "at"),
            Channel = f.Word<Channel>("channel") ?? (f.Has("channel") ? Gate.Channel.Unknown : MissingChannel(f)),
            Outcome = f.Word<Outcome>("outcome"),
            Direction = f.Word<Direction>("direction") ?? Direction.Outbound,
            Person = person,
            Debts = f.Texts("debts"),
            Point = f.Text("point"),
            By = f.Text("by"),
            Agent = f.Text("agent"),
            Purpose = f.Word<Purpose>("purpose") ?? Gate.Purpose.Collection,
            Place = f.Word<VisitPlace>("place"),
        };
    }

    private PersonState State(Fields given, ContactIntent intent, List<Fact> facts, List<ContactEvent> history) => new()
    {
        Role = RoleOf(intent.Person),
        Zones = zones.TryGetValue(intent.Person, out var own) ? own : fallbackZone is null ? [] : [fallbackZone],
        Facts = facts,
        Debtors = Debtors(intent.Person, facts, history),
        Debts = Debts(given),
        Holidays = Holidays(given),
        Sender = Sender(given.OptionalMap("sender")),
    };

    /// <summary>Where a file names no roles at all, whoever is contacted is the debtor; where it names some, an unnamed person is unknown.</summary>
    private PartyRole RoleOf(string person) =>
        roles.TryGetValue(person, out var role) ? role : rolesGiven ? PartyRole.Unknown : PartyRole.Debtor;

    private List<string> Debtors(string person, List<Fact> facts, List<ContactEvent> history)
    {
        var named = roles.Where(r => r.Value is PartyRole.Debtor or PartyRole.CoDebtor && r.Key != person).Select(r => r.Key).ToList();
        if (named.Count > 0 || RoleOf(person) is PartyRole.Debtor) return named;
        // A file about a third party that does not name the debtor means the only other person in it.
        var others = facts.Select(f => f.Person).Concat(history.Select(e => e.Person))
            .Where(p => p.Length > 0 && p != person && !roles.ContainsKey(p)).Distinct(StringComparer.Ordinal).ToList();
        return others.Count == 1 ? others : [];
    }

    private Fact? Fact(Fields f, string contacted)
    {
        var person = f.Text("person") ?? contacted;
        if (f.Word<FactKind>("kind") is not { } kind)
        {
            if (!f.Has("kind")) f.Problem("kind", "is missing");
            return null;
        }
        var to = f.Text("to");
        var toTime = to is null ? null : Times.ReadTimeOfDay(to);
        return new()
        {
            Kind = kind,
            Person = person,
            At = At(f, "at", person) ?? Instants.Earliest,
            From = TimeOfDay(f, "from"),
            To = toTime,
            ToPerson = toTime is null ? to : null,
            Until = At(f, "until", person),
            Withdrawn = f.Text("withdrawn") switch { null or "false" => null, "true" => Instants.Earliest, _ => At(f, "withdrawn", person) },
            Sent = At(f, "sent", person),
            Form = f.Word<FactForm>("form"),
            By = f.Text("by"),
            Debts = f.Texts("debts"),
            Channel = f.Word<Channel>("channel"),
            Point = f.Text("point"),
            Place = f.Word<VisitPlace>("place"),
            Scope = f.Text("scope"),
        };
    }

    private static Dictionary<string, DebtState> Debts(Fields given)
    {
        var debts = new Dictionary<string, DebtState>(StringComparer.Ordinal);
        var all = given.Map("debts");
        foreach (var (id, _) in all.All)
        {
            var debt = all.Map(id);
            debts[id] = new(debt.Text("account"), debt.Text("type"), debt.Int("daysPastDue", -100_000, 100_000));
        }
        return debts;
    }

    private static List<LocalDate> Holidays(Fields given)
    {
        var days = new List<LocalDate>();
        foreach (var text in given.Texts("holidays"))
            if (Times.ReadDate(text) is { } date) days.Add(date);
            else given.Problem("holidays", $"'{text}' is not a date such as 2026-10-01");
        return days;
    }

    private static SenderState? Sender(Fields? f) => f is null ? null : new()
    {
        IsAgency = f.Bool("agency"),
        Listed = f.Bool("listed"),
        EvaluatedOn = f.Text("evaluatedOn") is { } evaluated ? Times.ReadDate(evaluated) : null,
        TrainedOn = f.Text("trainedOn") is { } trained ? Times.ReadDate(trained) : null,
        OwnDevice = f.Bool("ownDevice"),
        LenderConsent = f.Bool("lenderConsent"),
    };

    /// <summary>A word that is not in the vocabulary is an unknown channel: a state that the gate refuses, not a broken file.</summary>
    private static Channel Channel(Fields f) =>
        Words.TryRead<Channel>(f.Text("channel"), out var channel) ? channel : Gate.Channel.Unknown;

    private static Purpose Purpose(Fields f) => f.Text("purpose") is not { } text ? Gate.Purpose.Collection
        : Words.TryRead<Purpose>(text, out var purpose) ? purpose : Gate.Purpose.Unknown;

    private static LocalTime? TimeOfDay(Fields f, string name)
    {
        if (f.Text(name) is not { } text) return null;
        if (Times.ReadTimeOfDay(text) is { } time) return time;
        f.Problem(name, $"'{text}' is not a time of day such as 08:00");
        return null;
    }

    private Instant? At(Fields f, string name, string person)
    {
        if (f.Text(name) is not { } text) return null;
        if (Times.ReadInstant(text, ZoneOf(person)) is { } at) return at;
        f.Problem(name, $"'{text}' is not a moment such as 2026-03-02T10:00 or 2026-03-02T02:00:00Z");
        return null;
    }

    private static Instant Missing(Fields f, string name)
    {
        if (!f.Has(name)) f.Problem(name, "is missing");
        return Instant.MinValue;
    }

    private static Channel MissingChannel(Fields f)
    {
        f.Problem("channel", "is missing");
        return Gate.Channel.Unknown;
    }

    private DateTimeZone ZoneOf(string person)
    {
        if (zones.TryGetValue(person, out var own))
            foreach (var id in own)
                if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone) return zone;
        return (fallbackZone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(fallbackZone)) ?? DateTimeZone.Utc;
    }
}
