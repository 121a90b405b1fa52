using NodaTime;

namespace Daylight.Gate;

/// <summary>Reads <c>given</c>, <c>history</c> and <c>intent</c> or <c>retention</c> as vectors and intents files write them.</summary>
internal sealed class QuestionReader
{
    private readonly Fields root;
    private readonly Fields given;
    private readonly string? fallbackZone;
    private readonly List<PackProblem> warnings;
    private readonly Dictionary<string, IReadOnlyList<string>> zones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartyRole> roles = new(StringComparer.Ordinal);
    private readonly bool rolesGiven;

    /// <summary>Prepares to read. Problems are added to those of the fields, and fields nobody knows to <paramref name="warnings"/>.</summary>
    public QuestionReader(Fields root, string? fallbackZone, List<PackProblem> warnings)
    {
        this.root = root;
        this.fallbackZone = fallbackZone;
        this.warnings = warnings;
        given = root.Map("given");
        var (zonesOf, placesOf, rolesOf) = (given.Map("zones"), given.Map("places"), given.Map("roles"));
        foreach (var person in zonesOf.Names) zones[person] = zonesOf.Texts(person);
        foreach (var person in placesOf.Names) places[person] = placesOf.Texts(person);
        rolesGiven = given.Has("roles");
        foreach (var person in rolesOf.Names)
            if (rolesOf.Word<PartyRole>(person) is { } role) roles[person] = role;
    }

    /// <summary>The zone in which times of a person without an offset are read.</summary>
    public DateTimeZone ZoneOf(string person)
    {
        if (zones.TryGetValue(person, out var own))
            foreach (var id in own)
                if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone) return zone;
        return (fallbackZone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(fallbackZone)) ?? DateTimeZone.Utc;
    }

    /// <summary>A question about a contact; with problems it is returned all the same.</summary>
    public GateQuestion Question()
    {
        var intent = Intent(root.Map("intent"));
        var history = root.Maps("history").Select(Event).OrderBy(e => e.At).ToList();
        var facts = Facts(intent.Person);
        var question = new GateQuestion { Intent = intent, History = ContactHistory.Of(history), State = State(intent, facts, history) };
        given.Close(warnings);
        return question;
    }

    /// <summary>A question about a record.</summary>
    public RetentionQuestion Retention()
    {
        var f = root.Map("retention");
        var person = f.Text("person") ?? "";
        f.Missing("at");
        var what = f.Word<RecordKind>("what");
        f.Missing("what");
        var question = new RetentionQuestion
        {
            At = At(f, "at", person) ?? Instant.MinValue,
            What = what ?? default,
            Person = person.Length > 0 ? person : null,
            Made = At(f, "made", person),
            LastActivity = At(f, "lastActivity", person),
            Closed = At(f, "closed", person),
            Channel = f.Word<Channel>("channel"),
            Debts = f.Texts("debts"),
            DebtStates = Debts(),
            Facts = Facts(person),
        };
        f.Close(warnings);
        given.Close(warnings);
        return question;
    }

    private ContactIntent Intent(Fields f)
    {
        var person = f.Required("person");
        var intent = new ContactIntent
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
        f.Close(warnings);
        return intent;
    }

    private ContactEvent Event(Fields f)
    {
        var person = f.Required("person");
        var made = new ContactEvent
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
        f.Close(warnings);
        return made;
    }

    private List<Fact> Facts(string contacted) => [.. given.Maps("facts").Select(f => Fact(f, contacted)).OfType<Fact>()];

    private PersonState State(ContactIntent intent, List<Fact> facts, List<ContactEvent> history) => new()
    {
        Role = RoleOf(intent.Person),
        Zones = zones.TryGetValue(intent.Person, out var own) ? own : fallbackZone is null ? [] : [fallbackZone],
        Places = places.TryGetValue(intent.Person, out var known) ? known : [],
        Collector = given.Word<CollectorKind>("collector"),
        Facts = facts,
        Debtors = Debtors(intent.Person, facts, history),
        Debts = Debts(),
        Holidays = given.Dates("holidays"),
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
        var kind = f.Word<FactKind>("kind");
        f.Missing("kind");
        var to = f.Text("to");
        var toTime = to is null ? null : Times.ReadTimeOfDay(to);
        var fact = new Fact
        {
            Kind = kind ?? default,
            Person = person,
            At = At(f, "at", person) ?? Instants.Earliest,
            From = f.TimeOfDay("from"),
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
            Purpose = f.Word<Purpose>("purpose"),
            Scope = f.Text("scope"),
        };
        f.Close(warnings);
        return kind is null ? null : fact;
    }

    private Dictionary<string, DebtState> Debts()
    {
        var debts = new Dictionary<string, DebtState>(StringComparer.Ordinal);
        var all = given.Map("debts");
        foreach (var id in all.Names)
        {
            var debt = all.Map(id);
            debts[id] = new(debt.Text("account"), debt.Text("type"), debt.Int("daysPastDue", -100_000, 100_000), debt.Text("law"));
            debt.Close(warnings);
        }
        return debts;
    }

    private SenderState? Sender(Fields? f)
    {
        if (f is null) return null;
        var sender = new SenderState
        {
            IsAgency = f.Bool("agency"),
            Listed = f.Bool("listed"),
            Licensed = f.Bool("licensed"),
            LicensedUntil = f.Date("licensedUntil"),
            EvaluatedOn = f.Date("evaluatedOn"),
            TrainedOn = f.Date("trainedOn"),
            OwnDevice = f.Bool("ownDevice"),
            LenderConsent = f.Bool("lenderConsent"),
            CallerIdShown = f.Bool("callerIdShown"),
            PremiumRate = f.Bool("premiumRate"),
            Human = f.Bool("human"),
        };
        f.Close(warnings);
        return sender;
    }

    /// <summary>A word that is not in the vocabulary is an unknown channel: a state that the gate refuses, not a broken file.</summary>
    private static Channel Channel(Fields f) =>
        Words.TryRead<Channel>(f.Text("channel"), out var channel) ? channel : Gate.Channel.Unknown;

    private static Purpose Purpose(Fields f) => f.Text("purpose") is not { } text ? Gate.Purpose.Collection
        : Words.TryRead<Purpose>(text, out var purpose) ? purpose : Gate.Purpose.Unknown;

    private Instant? At(Fields f, string name, string person) => f.Moment(name, ZoneOf(person));

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
}
