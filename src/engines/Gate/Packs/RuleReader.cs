using System.Globalization;
using NodaTime;

namespace Daylight.Gate;

/// <summary>Reads one rule: the common head, then what its kind needs.</summary>
internal static class RuleReader
{
    private static readonly string[] Marks = ["V1", "V2", "V2w", "R-H", "R-M", "R-L"];

    private static readonly (string Word, Func<Fields, PolicyRule> Read)[] Readers =
    [
        ("hours", Hours),
        ("cap", f => new CapRule { Count = Count(f, "count"), Limit = Number(f, "limit"), Label = Text(f, "label") }),
        ("cooldown", f => new CooldownRule { After = Count(f, "after") }),
        ("flag", f => new FlagRule { Code = f.Required("code"), Count = Count(f, "count"), From = Number(f, "atLeast"), OnlyOn = Days(f, "onlyOn") }),
        ("restriction", Restriction),
        ("forbid", _ => new ForbidRule()),
        ("ladder", Ladder),
        ("basis", f => new BasisRule { Days = Number(f, "days"), Inbound = f.Bool("inbound") ?? false, Facts = Exceptions(f, "facts") }),
        ("staff", f => new StaffRule { Min = Number(f, "min") }),
        ("sender", f => new SenderRule { Demand = Required<SenderDemand>(f, "demand"), Months = f.Int("months", 1, 600) ?? 12 }),
        ("notice", Notice),
        ("prior", f => new PriorRule { Count = Count(f, "count"), AtLeast = Number(f, "atLeast") }),
        ("obligation", f => new ObligationRule { Code = f.Required("code") }),
        ("content", f => new ContentRule { Categories = f.Texts("categories"), Severity = f.Word<ContentSeverity>("severity") }),
        ("retention", Retention),
    ];

    /// <summary>The kinds of rules, as packs write them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Readers.Select(r => r.Word)];

    public static PolicyRule? Read(Fields f, string? instrument)
    {
        var before = f.Problems.Count;
        var kind = f.OneOf("kind", Kinds);
        f.Missing("kind");
        if (kind is null) return null;
        var rule = Readers.First(r => r.Word == kind).Read(f);
        rule = rule with
        {
            Id = f.Required("id"),
            Instrument = f.Text("instrument") ?? instrument ?? f.Required("instrument"),
            Article = f.Required("article"),
            Text = Text(f, "text"),
            Strength = Required<Strength>(f, "strength"),
            Mark = Mark(f),
            Conflict = f.Bool("conflict") ?? false,
            EffectiveFrom = f.Date("from"),
            EffectiveTo = f.Date("to"),
            SupersededBy = f.Text("supersededBy"),
            When = Scope(f.OptionalMap("when")),
            While = Condition(f.OptionalMap("while")),
            Unless = Exceptions(f, "unless"),
            Refers = f.Bool("refers") ?? false,
        };
        if (rule.SupersededBy is not null && rule.EffectiveTo is null)
            f.Problem("supersededBy", "needs 'to', the last day on which this rule was in force");
        if (rule.EffectiveFrom > rule.EffectiveTo) f.Problem("to", "lies before 'from'");
        if (rule is RetentionRule) OnlyWhatRecordsHave(f, rule);
        f.Close();
        return f.Problems.Count == before ? rule : null;
    }

    public static Bilingual Text(Fields f, string name)
    {
        var text = f.Map(name);
        var both = new Bilingual(text.Required("zh"), text.Required("en"));
        text.Close();
        return both;
    }

    private static HoursRule Hours(Fields f)
    {
        var windows = f.Maps("open").Select(w =>
        {
            var window = new DayWindow(Days(w, "days") ?? DayKinds.All, Time(w, "from"), Time(w, "to"), w.Bool("includesTo") ?? false);
            w.Close();
            return window;
        }).ToList();
        if (windows.Count == 0) f.Problem("open", "needs at least one window such as [{from: '08:00', to: '22:00'}]");
        return new HoursRule { Windows = windows, Closed = Days(f, "closed") ?? DayKinds.None };
    }

    private static RestrictionRule Restriction(Fields f)
    {
        var facts = f.WordSet<FactKind>("facts") ?? new HashSet<FactKind>();
        var outcomes = f.WordSet<Outcome>("outcomes") ?? new HashSet<Outcome>();
        if (facts.Count == 0 && outcomes.Count == 0) f.Problem("facts", "a restriction needs at least one kind of fact or outcome");
        return new RestrictionRule
        {
            Facts = facts,
            Outcomes = outcomes,
            Forms = f.WordSet<FactForm>("forms"),
            Scopes = f.TextSet("scopes"),
            Reach = f.Word<FactReach>("reach") ?? FactReach.Person,
            SameChannel = f.Bool("sameChannel") ?? false,
            TimeOfDayOnly = f.Bool("timeOfDayOnly") ?? false,
            AllDebts = f.Bool("allDebts") ?? false,
            Days = f.Int("days", 1, 10_000),
        };
    }

    private static LadderRule Ladder(Fields f) => new LadderRule
    {
        Failures = f.WordSet<Outcome>("failures") ?? new HashSet<Outcome>(),
        Dials = Number(f, "dials"),
        Days = Number(f, "days"),
        Facts = f.WordSet<FactKind>("facts") ?? new HashSet<FactKind>(),
    };

    private static NoticeRule Notice(Fields f)
    {
        var before = Span(f, "before");
        f.Missing("before");
        return new()
        {
            Notice = new() { Kind = ExceptionKind.Fact, Fact = f.Word<FactKind>("fact") ?? FactKind.VisitNotice, Forms = f.WordSet<FactForm>("forms"), Scopes = f.TextSet("scopes") },
            Before = before ?? new(WindowUnit.LocalDays, 1),
            Within = Span(f, "within"),
        };
    }

    private static RetentionRule Retention(Fields f)
    {
        var what = f.WordSet<RecordKind>("what") ?? new HashSet<RecordKind>();
        if (what.Count == 0) f.Problem("what", f.Has("what") ? "a retention rule needs at least one kind of record" : "is missing");
        return new() { What = what, Keep = Term(f, "keep"), Since = Required<RetentionStart>(f, "since") };
    }

    /// <summary>A record has debts and perhaps a channel; a scope that asks for more would silently never match, or always.</summary>
    private static void OnlyWhatRecordsHave(Fields f, PolicyRule rule)
    {
        var when = rule.When;
        if (when.Purposes is not null || when.Roles is not null || when.Points is not null || when.Places is not null || when.Senders is not null)
            f.Problem("when", "a retention rule may only name channels, debtTypes, exceptDebtTypes and days past due");
        if (rule.While is not null) f.Problem("while", "has no meaning for a retention rule; a legal hold always counts");
        if (rule.Unless.Count > 0) f.Problem("unless", "has no meaning for a retention rule");
        if (rule.Refers) f.Problem("refers", "has no meaning for a retention rule");
    }

    private static Period Term(Fields f, string name)
    {
        var text = f.Text(name, FieldForm.Period);
        f.Missing(name);
        var parts = text?.Split(' ') ?? [];
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 200_000)
            switch (parts[1])
            {
                case "years" or "year" when n <= 200: return Period.FromYears(n);
                case "months" or "month" when n <= 2400: return Period.FromMonths(n);
                case "days" or "day" when n <= 73_000: return Period.FromDays(n);
            }
        if (text is not null) f.Problem(name, $"'{text}' is not a term such as 5 years, 18 months or 30 days");
        return Period.FromYears(1);
    }

    private static CountWindow? Span(Fields f, string name)
    {
        if (f.Text(name, FieldForm.Window) is not { } text) return null;
        if (ReadWindow(text) is { Unit: WindowUnit.Minutes or WindowUnit.Hours or WindowUnit.LocalDays } span) return span;
        f.Problem(name, $"'{text}' is not a length of time such as 24 hours, 3 local-days or 30 minutes");
        return null;
    }

    private static EventCount Count(Fields f, string name)
    {
        var c = f.Map(name);
        var outcomes = c.WordSet<Outcome>("outcomes");
        if (c.WordSet<Outcome>("exceptOutcomes") is { } except)
            outcomes = Enum.GetValues<Outcome>().Where(o => !except.Contains(o)).ToHashSet();
        var direction = c.OneOf("direction", ["outbound", "inbound", "any"]) switch { "any" => (Direction?)null, "inbound" => Direction.Inbound, _ => Direction.Outbound };
        if (c.Has("outcomes") && c.Has("exceptOutcomes")) c.Problem("exceptOutcomes", "cannot stand beside outcomes; give one of them");
        var count = new EventCount
        {
            Key = Key(c),
            Window = Window(c),
            Channels = c.WordSet<Channel>("channels"),
            Outcomes = outcomes,
            Purposes = c.WordSet<Purpose>("purposes"),
            Places = c.WordSet<VisitPlace>("places"),
            WeekStarts = WeekStart(c),
            Direction = direction,
            Excluding = Exceptions(c, "excluding"),
        };
        c.Close();
        return count;
    }

    private static CounterKey Key(Fields f)
    {
        var key = Flags<CounterKey>(f, "key");
        f.Missing("key");
        return key ?? CounterKey.None;
    }

    private static IsoDayOfWeek WeekStart(Fields f) => f.OneOf("weekStarts", ["mon", "sat", "sun"]) switch
    {
        "sat" => IsoDayOfWeek.Saturday,
        "sun" => IsoDayOfWeek.Sunday,
        _ => IsoDayOfWeek.Monday,
    };

    private static CountWindow Window(Fields f)
    {
        var text = f.Text("window", FieldForm.Window);
        f.Missing("window");
        if (text is null) return new(WindowUnit.Ever, 1);
        if (ReadWindow(text) is { } window) return window;
        f.Problem("window", $"'{text}' is not a window such as 7 local-days, 24 hours, 5 minutes, calendar-day, calendar-week, calendar-month, ever");
        return new(WindowUnit.Ever, 1);
    }

    private static CountWindow? ReadWindow(string text)
    {
        var parts = text.Split(' ');
        var (length, unit) = parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var n) ? (n, parts[1]) : (1, text);
        var counted = unit is "minutes" or "hours" or "local-days";
        return Words.TryRead<WindowUnit>(unit, out var known) && counted == (parts.Length == 2) && length is >= 1 and <= 10_000 ? new(known, length) : null;
    }

    private static RuleCondition? Condition(Fields? f)
    {
        if (f is null) return null;
        var facts = f.WordSet<FactKind>("facts") ?? new HashSet<FactKind>();
        if (facts.Count == 0) f.Problem("facts", f.Has("facts") ? "needs at least one kind of fact" : "is missing");
        var condition = new RuleCondition(facts, f.Word<FactReach>("reach") ?? FactReach.Case);
        f.Close();
        return condition;
    }

    private static RuleScope Scope(Fields? f)
    {
        if (f is null) return RuleScope.Everything;
        var scope = new RuleScope
        {
            Channels = f.WordSet<Channel>("channels"),
            Purposes = f.WordSet<Purpose>("purposes"),
            Roles = f.WordSet<PartyRole>("roles"),
            Points = f.WordSet<PointKind>("points"),
            Places = f.WordSet<VisitPlace>("places"),
            DebtTypes = f.TextSet("debtTypes"),
            ExceptDebtTypes = f.TextSet("exceptDebtTypes"),
            DaysPastDueAtMost = f.Int("daysPastDueAtMost", 0, 100_000),
            DaysPastDueAtLeast = f.Int("daysPastDueAtLeast", 0, 100_000),
            Senders = f.WordSet<SenderKind>("senders"),
        };
        f.Close();
        return scope;
    }

    private static List<RuleException> Exceptions(Fields f, string name) => [.. f.Maps(name).Select(Exception)];

    private static RuleException Exception(Fields f)
    {
        var kind = f.Word<ExceptionKind>("by") ?? ExceptionKind.Fact;
        var fact = f.Word<FactKind>("fact");
        if (kind == ExceptionKind.Fact && fact is null) f.Problem("fact", "is missing: which kind of fact lifts the rule?");
        var exception = new RuleException
        {
            Kind = kind,
            Fact = fact,
            Scopes = f.TextSet("scopes"),
            Forms = f.WordSet<FactForm>("forms"),
            Days = f.Int("days", 1, 10_000),
            UntilConversation = f.Bool("untilConversation") ?? false,
            UntilContact = f.Bool("untilContact") ?? false,
            Direct = f.Bool("direct") ?? false,
            Giver = f.Word<FactGiver>("giver") ?? FactGiver.Person,
        };
        f.Close();
        return exception;
    }

    private static DayKinds? Days(Fields f, string name) => Flags<DayKinds>(f, name);

    private static T? Flags<T>(Fields f, string name) where T : struct, Enum
    {
        if (f.WordSet<T>(name) is not { } set) return null;
        var bits = set.Aggregate(0, (all, one) => all | Convert.ToInt32(one, CultureInfo.InvariantCulture));
        return (T)Enum.ToObject(typeof(T), bits);
    }

    private static int Number(Fields f, string name)
    {
        var number = f.Int(name, 1, 10_000);
        f.Missing(name);
        return number ?? 1;
    }

    private static LocalTime Time(Fields f, string name)
    {
        var time = f.TimeOfDay(name);
        f.Missing(name);
        return time ?? LocalTime.Midnight;
    }

    private static string Mark(Fields f)
    {
        var mark = f.OneOf("mark", Marks);
        f.Missing("mark");
        return mark ?? "";
    }

    private static T Required<T>(Fields f, string name) where T : struct, Enum
    {
        var word = f.Word<T>(name);
        f.Missing(name);
        return word ?? default;
    }
}
