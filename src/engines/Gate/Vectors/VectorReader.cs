using NodaTime;

namespace Daylight.Gate;

/// <summary>What the vectors of a document have in common.</summary>
internal sealed record VectorDefaults(IReadOnlyList<string> Packs, string? Zone, string? Calendar);

/// <summary>Reads one vector of any kind: it asks about a contact (<c>intent</c>), a record (<c>retention</c>) or a day (<c>day</c>).</summary>
internal static class VectorReader
{
    /// <summary>Null when there is any problem. Unknown fields go to <paramref name="warnings"/>.</summary>
    public static Vector? Read(Fields item, VectorDefaults defaults, List<PackProblem> warnings)
    {
        var before = item.Problems.Count;
        Vector vector = item switch
        {
            _ when item.Asks("retention") => Retention(item, defaults, warnings),
            _ when item.Asks("day") => Day(item, defaults, warnings),
            _ => Contact(item, defaults, warnings),
        };
        item.Close(warnings);
        return item.Problems.Count == before ? vector : null;
    }

    private static ContactVector Contact(Fields item, VectorDefaults defaults, List<PackProblem> warnings)
    {
        var reader = new QuestionReader(item, item.Text("zone") ?? defaults.Zone, warnings);
        var question = reader.Question();
        var expect = item.Map("expect");
        var verdict = expect.Word<Verdict>("verdict");
        expect.Missing("verdict");
        var vector = new ContactVector
        {
            Id = item.Required("id"),
            Cite = item.Text("cite"),
            Note = item.Text("note"),
            Line = item.Line,
            Packs = Packs(item, defaults),
            Question = question,
            Expect = new()
            {
                Verdict = verdict ?? Verdict.Refuse,
                Rules = Given(expect, "rules"),
                Obligations = Given(expect, "obligations"),
                Flags = Given(expect, "flags"),
                SetAside = Given(expect, "setAside"),
                Next = MomentOrNever(expect, "next", reader.ZoneOf(question.Intent.Person)),
                ChecksNext = expect.Has("next"),
            },
        };
        expect.Close(warnings);
        return vector;
    }

    private static RetentionVector Retention(Fields item, VectorDefaults defaults, List<PackProblem> warnings)
    {
        var reader = new QuestionReader(item, item.Text("zone") ?? defaults.Zone, warnings);
        var question = reader.Retention();
        var expect = item.Map("expect");
        var verdict = expect.OneOf("verdict", ["permit", "refuse"]);
        expect.Missing("verdict");
        var vector = new RetentionVector
        {
            Id = item.Required("id"),
            Cite = item.Text("cite"),
            Note = item.Text("note"),
            Line = item.Line,
            Packs = Packs(item, defaults),
            Question = question,
            MayDelete = verdict == "permit",
            Rules = Given(expect, "rules"),
            Until = MomentOrNever(expect, "until", reader.ZoneOf(question.Person ?? "")),
            ChecksUntil = expect.Has("until"),
        };
        expect.Close(warnings);
        return vector;
    }

    private static DayVector Day(Fields item, VectorDefaults defaults, List<PackProblem> warnings)
    {
        var given = item.Map("given");
        var expect = item.Map("expect");
        var days = expect.WordSet<DayKinds>("days");
        expect.Missing("days");
        var vector = new DayVector
        {
            Id = item.Required("id"),
            Cite = item.Text("cite"),
            Note = item.Text("note"),
            Line = item.Line,
            Packs = Packs(item, defaults),
            Date = item.Date("day") ?? default,
            Calendar = item.Text("calendar") ?? defaults.Calendar,
            Holidays = given.Dates("holidays"),
            Days = (days ?? new HashSet<DayKinds>()).Aggregate(DayKinds.None, (all, one) => all | one),
        };
        given.Close(warnings);
        expect.Close(warnings);
        return vector;
    }

    private static IReadOnlyList<string> Packs(Fields item, VectorDefaults defaults)
    {
        var own = item.Texts("packs");
        return item.Has("packs") ? own : defaults.Packs;
    }

    private static IReadOnlyList<string>? Given(Fields expect, string name)
    {
        var texts = expect.Texts(name);
        return expect.Has(name) ? texts : null;
    }

    private static Instant? MomentOrNever(Fields expect, string name, DateTimeZone zone)
    {
        if (expect.Text(name, FieldForm.MomentOrNever) is not { } text || text == "never") return null;
        return expect.Moment(name, zone);
    }
}
