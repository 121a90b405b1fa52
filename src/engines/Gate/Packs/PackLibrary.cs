using System.Collections.Concurrent;

namespace Daylight.Gate;

/// <summary>A named text.</summary>
/// <param name="Name">The file's name, for messages.</param>
/// <param name="Text">Its content.</param>
public sealed record NamedText(string Name, string Text);

/// <summary>Packs, groups of packs and calendars, read together from their texts. A pack of which any rule lacks a passing vector is not in it.</summary>
public sealed class PackLibrary
{
    private readonly Dictionary<string, PolicyPack> packs;
    private readonly Dictionary<string, IReadOnlyList<string>> groups;
    private readonly ConcurrentDictionary<string, GatePolicy> policies = new(StringComparer.Ordinal);

    private PackLibrary(
        Dictionary<string, PolicyPack> packs,
        Dictionary<string, IReadOnlyList<string>> groups,
        Dictionary<string, DayTypes> calendars,
        IReadOnlyList<PackProblem> problems)
    {
        this.packs = packs;
        this.groups = groups;
        Calendars = calendars;
        Problems = problems;
    }

    /// <summary>The packs that loaded, by name.</summary>
    public IReadOnlyList<PolicyPack> Packs => [.. packs.Values.OrderBy(p => p.Ref.Name, StringComparer.Ordinal)];

    /// <summary>The groups, by name, with their members.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Groups => groups;

    /// <summary>The calendars, by name.</summary>
    public IReadOnlyDictionary<string, DayTypes> Calendars { get; }

    /// <summary>What kept others from loading.</summary>
    public IReadOnlyList<PackProblem> Problems { get; }

    /// <summary>Reads the texts of a packs folder: packs, groups (<c>group:</c>) and calendars (<c>calendar:</c> with <c>holidays:</c>).</summary>
    public static PackLibrary Read(IEnumerable<NamedText> texts) => new LibraryReading().Read(texts);

    /// <summary>
    /// The policy of the named packs and groups. Null when the list is empty or any name, or any member of a group, did not load;
    /// <paramref name="unknown"/> then says which: a policy is never made from a part of what was asked for.
    /// </summary>
    public GatePolicy? Resolve(IReadOnlyList<string> names, out IReadOnlyList<string> unknown)
    {
        var members = names.SelectMany(n => groups.TryGetValue(n, out var group) ? group : [n]).Distinct(StringComparer.Ordinal).ToList();
        unknown = [.. members.Where(m => !packs.ContainsKey(m))];
        if (unknown.Count > 0 || members.Count == 0) return null;
        return policies.GetOrAdd(string.Join(',', members), _ => new GatePolicy([.. members.Select(m => packs[m])]));
    }

    private sealed class LibraryReading
    {
        private readonly List<PackProblem> problems = [];
        private readonly Dictionary<string, (PolicyPack Pack, string File)> packs = new(StringComparer.Ordinal);
        private readonly Dictionary<string, IReadOnlyList<string>> groups = new(StringComparer.Ordinal);
        private readonly Dictionary<string, DayTypes> calendars = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<PackRef>> calendarTexts = new(StringComparer.Ordinal);

        public PackLibrary Read(IEnumerable<NamedText> texts)
        {
            foreach (var text in texts) Take(text);
            var loaded = new Dictionary<string, PolicyPack>(StringComparer.Ordinal);
            foreach (var (name, (pack, file)) in packs)
                if (WithDays(pack, file) is { } whole && PackCheck.Passes(whole, file, calendars, problems))
                    loaded[name] = whole;
            foreach (var name in groups.Keys.Where(packs.ContainsKey))
                problems.Add(new(name, 0, "group", "is also the name of a pack"));
            return new(loaded, groups, calendars, problems);
        }

        private void Take(NamedText text)
        {
            var found = new List<PackProblem>();
            var documents = YamlTree.Read(text.Text, text.Name, found);
            if (documents is [MapNode map] && map.Fields.Any(f => f.Name == "group")) Group(new Fields(map, text.Name, "", problems));
            else if (documents is [MapNode days] && days.Fields.All(f => f.Name != "pack") && days.Fields.Any(f => f.Name is "holidays" or "calendar"))
                Calendar(new Fields(days, text.Name, "", problems), text.Text);
            else Pack(text);
        }

        private void Pack(NamedText text)
        {
            var reading = PackReader.Read(text.Text, text.Name);
            problems.AddRange(reading.Problems);
            if (reading.Pack is { } pack && !packs.TryAdd(pack.Ref.Name, (pack, text.Name)))
                problems.Add(new(text.Name, 1, "pack", $"the name {pack.Ref.Name} stands in two files"));
        }

        private void Group(Fields f)
        {
            var (name, members) = GroupReader.Read(f);
            if (name.Length > 0) groups[name] = members;
        }

        private void Calendar(Fields f, string text)
        {
            var before = problems.Count;
            var (name, version, days) = CalendarReader.Read(f);
            // Half a calendar would open days that are closed: packs that count by it do not load.
            if (problems.Count > before || name.Length == 0) return;
            calendars[name] = calendars.TryGetValue(name, out var known) ? known.With(days) : days;
            if (!calendarTexts.TryGetValue(name, out var refs)) calendarTexts[name] = refs = [];
            refs.Add(new(name, version, PackReader.Hash(text)));
        }

        private PolicyPack? WithDays(PolicyPack pack, string file)
        {
            if (pack.Calendar is not { } calendar) return pack;
            if (calendars.TryGetValue(calendar, out var days)) return pack with { Days = days, CalendarRef = RefOf(calendar) };
            problems.Add(new(file, 0, "calendar", $"there is no calendar called {calendar}{Nearest.Hint(calendar, calendars.Keys)}"));
            return null;
        }

        /// <summary>One calendar may stand in several files, one a year: its hash is then that of their hashes.</summary>
        private PackRef RefOf(string calendar)
        {
            var refs = calendarTexts[calendar].OrderBy(r => r.Hash, StringComparer.Ordinal).ToList();
            if (refs.Count == 1) return refs[0];
            var versions = refs.Select(r => r.Version).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            return new(calendar, string.Join('+', versions), PackReader.Hash(string.Join('\n', refs.Select(r => r.Hash))));
        }
    }
}
