using System.Text.Json.Nodes;
using Daylight.Gate;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

public sealed class SchemaTests
{
    public static TheoryData<string> PackFiles() => [.. GateTexts.Files("packs").Select(f => f.Name)];

    public static TheoryData<string> CaseFiles() => [.. GateTexts.Files("spec/cases/gate").Select(f => f.Name)];

    [Theory]
    [InlineData("policy-pack.schema.json")]
    [InlineData("policy-vectors.schema.json")]
    public void The_schema_is_what_the_readers_ask_for(string name)
    {
        var path = Path.Combine(GateTexts.Root, "spec", name);
        var written = name.StartsWith("policy-pack", StringComparison.Ordinal) ? SchemaWriter.Packs() : SchemaWriter.Vectors();
        if (Environment.GetEnvironmentVariable("DAYLIGHT_UPDATE") == "1") File.WriteAllText(path, written);
        File.ReadAllText(path).ShouldBe(written, $"spec/{name} differs from the readers; run the tests with DAYLIGHT_UPDATE=1 and review the difference");
    }

    [Theory]
    [MemberData(nameof(PackFiles))]
    public void A_shipped_pack_is_valid(string name) => Objections("packs", name, "policy-pack.schema.json").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(CaseFiles))]
    public void A_shipped_case_file_is_valid(string name) => Objections("spec/cases/gate", name, "policy-vectors.schema.json").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(PackFiles))]
    public void The_first_line_of_a_shipped_pack_names_its_schema_to_editors(string name) => SchemaNamedBy("packs", name).ShouldBe("policy-pack.schema.json");

    [Theory]
    [MemberData(nameof(CaseFiles))]
    public void The_first_line_of_a_shipped_case_file_names_its_schema_to_editors(string name) => SchemaNamedBy("spec/cases/gate", name).ShouldBe("policy-vectors.schema.json");

    [Theory]
    [InlineData("kind: hours\nopen: [{from: '08:00', too: '20:00'}]")]
    [InlineData("kind: cap\nlimit: none\nlabel: {zh: x, en: x}\ncount: {key: [person], window: ever}")]
    [InlineData("kind: cap\nlimit: 1\nlabel: {zh: x, en: x}\ncount: {key: [persn], window: ever}")]
    [InlineData("kind: cap\nlimit: 1\nlabel: {zh: x, en: x}\ncount: {key: [person], window: a week}")]
    [InlineData("kind: forbid\nopen: []")]
    [InlineData("kind: restrict")]
    public void What_the_reader_rejects_the_schema_rejects_too(string rule)
    {
        SmallPack.ProblemsOf(rule).ShouldNotBeEmpty();
        Objections(SmallPack.Text(rule, "[]"), "policy-pack.schema.json").ShouldNotBeEmpty();
    }

    /// <summary>The file in spec/ that the first line leads an editor to; null if it leads nowhere.</summary>
    private static string? SchemaNamedBy(string folder, string name)
    {
        const string Start = "# yaml-language-server: $schema=";
        var file = Path.Combine(GateTexts.Root, folder, name);
        if (File.ReadLines(file).First() is not { } first || !first.StartsWith(Start, StringComparison.Ordinal)) return null;
        var schema = Path.GetFullPath(first[Start.Length..], Path.GetDirectoryName(file)!);
        return File.Exists(schema) ? Path.GetRelativePath(Path.Combine(GateTexts.Root, "spec"), schema) : null;
    }

    private static List<string> Objections(string folder, string name, string schema) =>
        Objections(File.ReadAllText(Path.Combine(GateTexts.Root, folder, name)), schema);

    private static List<string> Objections(string yaml, string schema) =>
        [.. YamlTree.Read(yaml, "", []).Where(n => n is not ScalarNode { IsNull: true }).SelectMany(document => new SchemaCheck(Read).Check(Read(schema), Read(schema), Json(document), ""))];

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(GateTexts.Root, "spec", name)))!;

    private static JsonNode? Json(Node node) => node switch
    {
        MapNode map => new JsonObject(map.Fields.Select(f => KeyValuePair.Create(f.Name, Json(f.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(Json)]),
        ScalarNode { IsNull: true } => null,
        ScalarNode { Quoted: false, Text: "true" or "false" } word => word.Text == "true",
        ScalarNode { Quoted: false } number when long.TryParse(number.Text, System.Globalization.CultureInfo.InvariantCulture, out var value) => value,
        ScalarNode text => text.Text,
        _ => throw new InvalidOperationException(),
    };
}
