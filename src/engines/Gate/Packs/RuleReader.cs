using NodaTime;

namespace Daylight.Gate;

/// <summary>Reads one rule: the common head, then what its kind needs.</summary>
internal static class RuleReader
{
    private static readonly string[] Marks = ["V1", "V2", "V2w", "R-H", "R-M", "R-L"];

    public static PolicyRule? Read(Fields f, string? instrument)
    {
        var before = f.Problems.Count;
        var rule = Kind(f);
        if (rule is null) return null;
        rule = rule with
        {
            Id = f.Required("id"),
            Instrument = f.Text("instrument") ?? instrument ?? f.Required("instrument"),
            Article = f.Required("article"),
            Text = Text(f, "text"),
            Strength = f.Word<Strength>("strength") ?? Missing<Strength>(f, "strength"),
            Mark = Mark(f),
            Conflict = f.Bool("conflict") ?? false,
            EffectiveFrom = Date(f, "from"),
            EffectiveTo = Date(f, "to"),
            When = Scope(f.OptionalMap("when")),
            Unless = Exceptions(f, "unless"),
            Refers = f.Bool("refers") ?? false,
        };
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

    private static PolicyRule? Kind(Fields f)
    {
        switch (f.Required("kind"))
        {
            case "hours": return Hours(f);
            case "cap": return new CapRule { Count = Count(f, "count"), Limit = Number(f, "limit"), Label = Text(f, "label") };
            case "cooldown": return new CooldownRule { After = Count(f, "after") };
            case "flag": return new FlagRule { Code = f.Required("code"), Count = Count(f, "count"), From = Number(f, "atLeast"), OnlyOn = Days(f, "onlyOn") };
            case "restriction": return Restriction(f);
            case "forbid": return new ForbidRule();
            case "ladder": return Ladder(f);
            case "basis": return new BasisRule { Days = Number(f, "days"), Inbound = f.Bool("inbound") ?? false, Facts = Exceptions(f, "facts") };
            case "staff": return new StaffRule { Min = Number(f, "min") };
            case "sender": return new SenderRule { Demand = f.Word<SenderDemand>("demand") ?? Missing<SenderDemand>(f, "demand"), Months = f.Int("months", 1, 600) ?? 12 };
            case "obligation": return new ObligationRule { Code = f.Required("code") };
            case "content": return new ContentRule { Categories = f.Texts("categories") };
            case { Length: > 0 } other:
                f.Problem("kind", $"'{other}' is not one of hours, cap, cooldown, flag, restriction, forbid, ladder, basis, staff, sender, obligation, content");
                return null;
            default: return null;
        }
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
            Scopes = f.Has("scopes") ? f.Texts("scopes").ToHashSet(StringComparer.Ordinal) : null,
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

    private static EventCount Count(Fields f, string name)
    {
        var c = f.Map(name);
        var outcomes = c.WordSet<Outcome>("outcomes");
        if (c.WordSet<Outcome>("exceptOutcomes") is { } except)
            outcomes = Enum.GetValues<Outcome>().Where(o => !except.Contains(o)).ToHashSet();
        var direction = c.Text("direction") == "any" ? (Direction?)null : c.Word<Direction>("direction") ?? Direction.Outbound;
        var count = new EventCount
        {
            Key = Flags<CounterKey>(c, "key") is { } key ? key : Missing<CounterKey>(c, "key"),
            Window = Window(c),
            Channels = c.WordSet<Channel>("channels"),
            Outcomes = outcomes,
            Purposes = c.WordSet<Purpose>("purposes"),
            Direction = direction,
            Excluding = Exceptions(c, "excluding"),
        };
        c.Close();
        return count;
    }

    private static CountWindow Window(Fields f)
    {
        var text = f.Required("window");
        var parts = text.Split(' ');
        var (length, unit) = parts.Length == 2 && int.TryParse(parts[0], System.Globalization.CultureInfo.InvariantCulture, out var n) ? (n, parts[1]) : (1, text);
        var counted = unit is "minutes" or "hours" or "local-days";
        if (Words.TryRead<WindowUnit>(unit, out var known) && counted == (parts.Length == 2) && length is >= 1 and <= 10_000) return new(known, length);
        f.Problem("window", $"'{text}' is not a window such as 7 local-days, 24 hours, 5 minutes, calendar-day, calendar-week, calendar-month, ever");
        return new(WindowUnit.Ever, 1);
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
            DebtTypes = f.Has("debtTypes") ? f.Texts("debtTypes").ToHashSet(StringComparer.Ordinal) : null,
            DaysPastDueAtMost = f.Int("daysPastDueAtMost", 0, 100_000),
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
            Scopes = f.Has("scopes") ? f.Texts("scopes").ToHashSet(StringComparer.Ordinal) : null,
            Days = f.Int("days", 1, 10_000),
            UntilConversation = f.Bool("untilConversation") ?? false,
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
        var bits = set.Aggregate(0, (all, one) => all | Convert.ToInt32(one, System.Globalization.CultureInfo.InvariantCulture));
        return (T)Enum.ToObject(typeof(T), bits);
    }

    private static int Number(Fields f, string name)
    {
        if (f.Int(name, 1, 10_000) is { } number) return number;
        if (!f.Has(name)) f.Problem(name, "is missing");
        return 1;
    }

    private static LocalTime Time(Fields f, string name)
    {
        var text = f.Required(name);
        if (Times.ReadTimeOfDay(text) is { } time) return time;
        f.Problem(name, $"'{text}' is not a time of day such as 08:00");
        return LocalTime.Midnight;
    }

    private static LocalDate? Date(Fields f, string name)
    {
        if (f.Text(name) is not { } text) return null;
        if (Times.ReadDate(text) is { } date) return date;
        f.Problem(name, $"'{text}' is not a date such as 2026-01-30");
        return null;
    }

    private static string Mark(Fields f)
    {
        var mark = f.Required("mark");
        if (!Marks.Contains(mark, StringComparer.Ordinal)) f.Problem("mark", $"must be one of {string.Join(", ", Marks)}");
        return mark;
    }

    private static T Missing<T>(Fields f, string name) where T : struct
    {
        if (!f.Has(name)) f.Problem(name, "is missing");
        return default;
    }
}
