using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Daylight.Architecture;

/// <summary>Each table is named by the SQL of one room only.</summary>
public sealed partial class TablesTests
{
    [Fact]
    public void Each_table_is_used_by_its_own_room_only()
    {
        var owners = Owners();
        owners.Count.ShouldBeGreaterThan(10);
        var uses = Repository.Sources("src", "*.cs").SelectMany(path => Used(File.ReadAllText(path)).Select(table => (Room: Room(path), Table: table, Path: Repository.Relative(path))));

        Faults(owners, uses).ShouldBeEmpty();
    }

    [Fact]
    public void A_planted_foreign_table_is_found()
    {
        Dictionary<string, string> owners = new(StringComparer.Ordinal) { ["staff"] = "Identity" };
        var uses = Used("SELECT name FROM staff s JOIN team t ON t.id = s.team_id").Select(table => (Room: "Contact", Table: table, Path: "Contact/X.cs"));
        Faults(owners, uses).ShouldBe(["Contact/X.cs uses the table staff of Identity"]);
    }

    [Fact]
    public void Every_table_carries_its_institution_or_stands_on_the_list()
    {
        string[] reasoned = ["schema_migration", "institution", "ledger_settled", "search_document"]; // The last: a place in the index is its conversation's number and a seq.
        var bare = Repository.Sources("src", "*.sql")
            .SelectMany(path => CreateBody().Matches(File.ReadAllText(path)).Where(match => !match.Groups[2].Value.Contains("institution_id", StringComparison.Ordinal)))
            .Select(match => match.Groups[1].Value)
            .Except(reasoned);
        bare.ShouldBeEmpty();
    }

    private static Dictionary<string, string> Owners() =>
        Repository.Sources("src", "*.sql")
            .SelectMany(path => CreateBody().Matches(File.ReadAllText(path)).Select(match => (Table: match.Groups[1].Value, Room: Room(path))))
            .ToDictionary(pair => pair.Table, pair => pair.Room, StringComparer.Ordinal);

    private static IEnumerable<string> Used(string source) =>
        Use().Matches(source).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    private static List<string> Faults(Dictionary<string, string> owners, IEnumerable<(string Room, string Table, string Path)> uses) =>
        [.. uses.Where(use => owners.TryGetValue(use.Table, out var owner) && owner != use.Room)
            .Select(use => $"{use.Path} uses the table {use.Table} of {owners[use.Table]}")];

    private static string Room(string path)
    {
        var parts = Repository.Relative(path).Split('/');
        return parts[1] is "engines" or "capabilities" or "hosts" ? parts[2] : parts[1];
    }

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Use();

    [GeneratedRegex(@"CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+) \((.*?)\n\);", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex CreateBody();
}
