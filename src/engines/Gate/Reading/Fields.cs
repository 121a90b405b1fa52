using System.Globalization;

namespace Daylight.Gate;

/// <summary>Reads the fields of one map and notes what is wrong. Whoever reads asks for each field once; <see cref="Close"/> reports the rest.</summary>
internal sealed class Fields
{
    private readonly MapNode map;
    private readonly string file;
    private readonly string path;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    public Fields(Node? node, string file, string path, List<PackProblem> problems)
    {
        this.file = file;
        this.path = path;
        Problems = problems;
        Line = node?.Line ?? 0;
        map = node as MapNode ?? new MapNode([], Line);
        if (node is not MapNode and not ScalarNode { IsNull: true } and not null) Problem(path, "must be a map of fields");
    }

    public int Line { get; }

    public List<PackProblem> Problems { get; }

    public IEnumerable<(string Name, Node Value)> All => map.Fields;

    public bool Has(string name) => Find(name) is not null;

    public Node? Node(string name) => Find(name);

    public Fields Map(string name) => new(Find(name), file, Path(name), Problems);

    public Fields? OptionalMap(string name) => Find(name) is null ? null : Map(name);

    public Fields Of(Node node, string name) => new(node, file, Path(name), Problems);

    public string? Text(string name)
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

    public string Required(string name)
    {
        if (Text(name) is { Length: > 0 } text) return text;
        Problem(name, "is missing");
        return "";
    }

    public int? Int(string name, int min, int max)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max) return value;
        Problem(name, $"must be a whole number from {min} to {max}, not '{text}'");
        return null;
    }

    public bool? Bool(string name)
    {
        switch (Text(name))
        {
            case null: return null;
            case "true": return true;
            case "false": return false;
            case { } other:
                Problem(name, $"must be true or false, not '{other}'");
                return null;
        }
    }

    public T? Word<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        if (Words.TryRead<T>(text, out var value)) return value;
        Problem(name, $"'{text}' is not one of {Words.All<T>()}");
        return null;
    }

    public IReadOnlySet<T>? WordSet<T>(string name) where T : struct, Enum
    {
        if (Find(name) is null) return null;
        var values = new HashSet<T>();
        foreach (var text in Texts(name))
            if (Words.TryRead<T>(text, out var value)) values.Add(value);
            else Problem(name, $"'{text}' is not one of {Words.All<T>()}");
        return values;
    }

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
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

    public IEnumerable<Fields> Maps(string name)
    {
        switch (Find(name))
        {
            case null or ScalarNode { IsNull: true }: yield break;
            case ListNode list:
                for (var i = 0; i < list.Items.Count; i++)
                    yield return new(list.Items[i], file, $"{Path(name)}[{i}]", Problems);
                yield break;
            default:
                Problem(name, "must be a list");
                yield break;
        }
    }

    public void Problem(string name, string message) =>
        Problems.Add(new(file, Find(name)?.Line ?? Line, name == path ? path : Path(name), message));

    /// <summary>Reports fields that nobody asked for: in a pack, a misspelt field would be a law left out.</summary>
    public void Close()
    {
        foreach (var (name, _) in map.Fields)
            if (!read.Contains(name)) Problem(name, "is not a field that is known here");
    }

    private Node? Find(string name)
    {
        read.Add(name);
        foreach (var (field, value) in map.Fields)
            if (field == name) return value;
        return null;
    }

    private string Path(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
