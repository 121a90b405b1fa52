using System.Globalization;
using NodaTime;

namespace Daylight.Gate;

/// <summary>Reads the fields of one map and notes what is wrong. Whoever reads asks for each field once; <see cref="Close()"/> reports the rest.</summary>
internal sealed class Fields
{
    private readonly MapNode map;
    private readonly string file;
    private readonly string path;
    private readonly FieldLog? log;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    public Fields(Node? node, string file, string path, List<PackProblem> problems, FieldLog? log = null)
    {
        this.file = file;
        this.path = path;
        this.log = log;
        Problems = problems;
        Line = node?.Line ?? 0;
        map = node as MapNode ?? new MapNode([], Line);
        if (node is not MapNode and not ScalarNode { IsNull: true } and not null) Problem(path, "must be a map of fields");
    }

    public int Line { get; }

    public List<PackProblem> Problems { get; }

    /// <summary>The names that stand here; a log asks for <c>*</c>, any name.</summary>
    public IEnumerable<string> Names => log is null ? map.Fields.Select(f => f.Name) : ["*"];

    public bool Has(string name) => log is not null || Find(name) is not null;

    /// <summary>Whether a field decides what kind of thing this is; a log only says yes where it stands.</summary>
    public bool Asks(string name) => Find(name) is not null;

    public Fields Map(string name)
    {
        Ask(name, FieldForm.Map);
        return new(Find(name), file, Path(name), Problems, log);
    }

    public Fields? OptionalMap(string name) => Has(name) ? Map(name) : null;

    public string? Text(string name) => Text(name, FieldForm.Text);

    public string Required(string name)
    {
        if (Text(name) is { Length: > 0 } text) return text;
        Problem(name, "is missing");
        return "";
    }

    public int? Int(string name, int min, int max)
    {
        Ask(name, FieldForm.Number, min: min, max: max);
        if (Scalar(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max) return value;
        Problem(name, $"must be a whole number from {min} to {max}, not '{text}'");
        return null;
    }

    public bool? Bool(string name)
    {
        switch (Text(name, FieldForm.Bool))
        {
            case null: return null;
            case "true": return true;
            case "false": return false;
            case { } other:
                Problem(name, $"must be true or false, not '{other}'");
                return null;
        }
    }

    public LocalDate? Date(string name)
    {
        if (Text(name, FieldForm.Date) is not { } text) return null;
        if (Times.ReadDate(text) is { } date) return date;
        Problem(name, $"'{text}' is not a date such as 2026-01-30");
        return null;
    }

    public IReadOnlyList<LocalDate> Dates(string name)
    {
        var dates = new List<LocalDate>();
        foreach (var text in Texts(name, FieldForm.Dates))
            if (Times.ReadDate(text) is { } date) dates.Add(date);
            else Problem(name, $"'{text}' is not a date such as 2026-10-01");
        return dates;
    }

    public LocalTime? TimeOfDay(string name)
    {
        if (Text(name, FieldForm.TimeOfDay) is not { } text) return null;
        if (Times.ReadTimeOfDay(text) is { } time) return time;
        Problem(name, $"'{text}' is not a time of day such as 08:00");
        return null;
    }

    public Instant? Moment(string name, DateTimeZone zone)
    {
        if (Text(name, FieldForm.Moment) is not { } text) return null;
        if (Times.ReadInstant(text, zone) is { } at) return at;
        Problem(name, $"'{text}' is not a moment such as 2026-03-02T10:00 or 2026-03-02T02:00:00Z");
        return null;
    }

    public T? Word<T>(string name) where T : struct, Enum
    {
        Ask(name, FieldForm.Text, Words.List<T>());
        if (Scalar(name) is not { } text) return null;
        if (Words.TryRead<T>(text, out var value)) return value;
        Problem(name, NotOneOf(text, Words.List<T>()));
        return null;
    }

    /// <summary>A text that must be one of some words.</summary>
    public string? OneOf(string name, IReadOnlyList<string> words)
    {
        Ask(name, FieldForm.Text, words);
        if (Scalar(name) is not { } text) return null;
        if (words.Contains(text, StringComparer.Ordinal)) return text;
        Problem(name, NotOneOf(text, words));
        return null;
    }

    public IReadOnlySet<T>? WordSet<T>(string name) where T : struct, Enum
    {
        var texts = Texts(name, FieldForm.Texts, Words.List<T>());
        if (Find(name) is null) return null;
        var values = new HashSet<T>();
        foreach (var text in texts)
            if (Words.TryRead<T>(text, out var value)) values.Add(value);
            else Problem(name, NotOneOf(text, Words.List<T>()));
        return values;
    }

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    public IReadOnlyList<string> Texts(string name) => Texts(name, FieldForm.Texts);

    public IReadOnlySet<string>? TextSet(string name)
    {
        var texts = Texts(name);
        return Find(name) is null ? null : texts.ToHashSet(StringComparer.Ordinal);
    }

    public IEnumerable<Fields> Maps(string name)
    {
        Ask(name, FieldForm.Maps);
        return Items(name);
    }

    /// <summary>A text of a form that is checked elsewhere.</summary>
    public string? Text(string name, FieldForm form)
    {
        Ask(name, form);
        return Scalar(name);
    }

    public void Missing(string name)
    {
        if (Find(name) is null) Problem(name, "is missing");
    }

    public void Problem(string name, string message) =>
        Problems.Add(new(file, Find(name)?.Line ?? Line, name == path ? path : Path(name), message));

    /// <summary>Reports fields that nobody asked for: in a pack, a misspelt field would be a law left out.</summary>
    public void Close() => Close(Problems);

    /// <summary>The same into another list, where unknown fields are only warned of.</summary>
    public void Close(List<PackProblem> into)
    {
        var known = read.ToList();
        foreach (var (name, node) in map.Fields)
            if (!read.Contains(name))
                into.Add(new(file, node.Line, Path(name), $"is not a field that is known here{Nearest.Hint(name, known)}"));
    }

    private IEnumerable<Fields> Items(string name)
    {
        switch (Find(name))
        {
            case null when log is not null:
                yield return new(null, file, $"{Path(name)}[0]", Problems, log);
                yield break;
            case null or ScalarNode { IsNull: true }: yield break;
            case ListNode list:
                for (var i = 0; i < list.Items.Count; i++)
                    yield return new(list.Items[i], file, $"{Path(name)}[{i}]", Problems, log);
                yield break;
            default:
                Problem(name, "must be a list");
                yield break;
        }
    }

    private string? Scalar(string name)
    {
        switch (Find(name))
        {
            case null or ScalarNode { IsNull: true }: return null;
            case ScalarNode scalar: return scalar.Text;
            default:
                Problem(name, "must be a text");
                return null;
        }
    }

    private IReadOnlyList<string> Texts(string name, FieldForm form, IReadOnlyList<string>? words = null)
    {
        Ask(name, form, words);
        switch (Find(name))
        {
            case null or ScalarNode { IsNull: true }: return [];
            case ScalarNode scalar: return [scalar.Text];
            case ListNode list:
                var texts = new List<string>(list.Items.Count);
                foreach (var item in list.Items)
                    if (item is ScalarNode text) texts.Add(text.Text);
                    else Problem(name, "must be a list of texts");
                return texts;
            default:
                Problem(name, "must be a list of texts");
                return [];
        }
    }

    private static string NotOneOf(string text, IReadOnlyList<string> words) =>
        $"'{text}' is not one of {string.Join(", ", words)}{Nearest.Hint(text, words)}";

    private void Ask(string name, FieldForm form, IReadOnlyList<string>? words = null, int? min = null, int? max = null) =>
        log?.Add(new(path, name, form, words, min, max));

    private Node? Find(string name)
    {
        read.Add(name);
        foreach (var (field, value) in map.Fields)
            if (field == name) return value;
        return null;
    }

    private string Path(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
