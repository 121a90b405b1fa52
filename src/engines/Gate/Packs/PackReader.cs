using NodaTime;

namespace Daylight.Gate;

/// <summary>Reads a pack's text. Syntax only: <see cref="PackLibrary"/> also runs its vectors.</summary>
public static class PackReader
{
    /// <summary>Most rules a pack may hold.</summary>
    public const int MostRules = 500;

    /// <summary>Reads one pack. Never throws on a bad text: problems say where and what. A misspelt field is a problem too.</summary>
    public static PackReading Read(string yaml, string fileName)
    {
        var problems = new List<PackProblem>();
        var documents = YamlTree.Read(yaml, fileName, problems);
        if (problems.Count == 0 && documents.Count != 1) problems.Add(new(fileName, 1, "pack", "the file must hold one YAML document"));
        if (problems.Count > 0) return new(null, problems);
        var pack = Pack(new Fields(documents[0], fileName, "", problems), yaml);
        return problems.Count == 0 ? new(pack, []) : new(null, problems);
    }

    /// <summary>Reads the fields of a pack; the schemas are written from what is asked for here.</summary>
    internal static PolicyPack Pack(Fields f, string yaml)
    {
        var name = f.Required("pack");
        var instrument = f.Text("instrument");
        var rules = f.Maps("rules").Take(MostRules + 1).Select(r => RuleReader.Read(r, instrument)).OfType<PolicyRule>().ToList();
        if (rules.Count == 0) f.Problem("rules", "a pack needs at least one rule");
        if (rules.Count > MostRules) f.Problem("rules", $"more than {MostRules} rules");
        foreach (var twice in rules.GroupBy(r => r.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            f.Problem("rules", $"rule {twice.Key} stands twice");
        var pack = new PolicyPack
        {
            Ref = new(name, f.Required("version"), PackOutline.HashOf(yaml)),
            Jurisdiction = f.Required("jurisdiction"),
            Scope = Scope(f.OptionalMap("scope")),
            Overlay = f.Bool("overlay") ?? false,
            Title = RuleReader.Text(f, "title"),
            Zone = Zone(f),
            Calendar = f.Text("calendar"),
            Rules = rules,
            Vectors = Vectors(f.OptionalMap("vectors"), name),
        };
        f.Close();
        return pack;
    }

    private static PackScope? Scope(Fields? f)
    {
        if (f is null) return null;
        var before = f.Problems.Count;
        var scope = new PackScope
        {
            Places = Places(f, "places"),
            Laws = Places(f, "laws"),
            DebtTypes = f.TextSet("debtTypes"),
            Collectors = f.WordSet<CollectorKind>("collectors"),
        };
        f.Close();
        // What names nothing would govern nothing, which is never meant.
        if (f.Problems.Count == before && (scope is { Places: null, Laws: null, DebtTypes: null, Collectors: null }
            || scope.Places?.Count == 0 || scope.Laws?.Count == 0 || scope.DebtTypes?.Count == 0 || scope.Collectors?.Count == 0))
            f.Problem("scope", "names nothing, or has an empty list; leave out what does not limit the pack");
        return scope;
    }

    private static IReadOnlyList<string>? Places(Fields f, string name)
    {
        var codes = f.Texts(name);
        if (!f.Asks(name)) return null;
        foreach (var code in codes)
            if (!PlaceCode.IsCode(code)) f.Problem(name, $"'{code}' is no code of ISO 3166 such as US or US-MA (Hong Kong is HK, Macau MO, Taiwan TW)");
        return codes;
    }

    private static DateTimeZone Zone(Fields f)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(f.Required("zone")) is { } zone) return zone;
        f.Problem("zone", "is not an IANA zone such as Asia/Shanghai");
        return DateTimeZone.Utc;
    }

    internal static List<Vector> Vectors(Fields? f, string pack)
    {
        if (f is null) return [];
        var defaults = new VectorDefaults([pack], f.Required("zone"), Calendar: null);
        // In a pack a misspelt field of a vector is a problem too: it would prove something else than it seems to.
        var vectors = f.Maps("cases").Select(c => VectorReader.Read(c, defaults, f.Problems)).OfType<Vector>().ToList();
        f.Close();
        return vectors;
    }

    /// <summary>The hash ignores how lines end, so that a checkout on another system gives the same.</summary>
    internal static string Hash(string yaml) => PackOutline.HashOf(yaml);
}
