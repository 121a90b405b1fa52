using System.Globalization;
using System.Text.Json.Nodes;
using Daylight.Engines.Gate;
using Daylight.Inspection;
using Shouldly;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Daylight.Engines.Inspection;

/// <summary>The schema leads editors; the reader decides. Neither may let through what the other would not know.</summary>
public sealed class RulebookSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Books.Root(), "spec/rulebook.schema.json")))!;

    public static TheoryData<string> Rulebooks() => [.. Directory.EnumerateFiles(Path.Combine(Books.Root(), "rulebooks"), "*.yaml").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Rulebooks))]
    public void A_shipped_rulebook_is_valid(string name) => Objections(File.ReadAllText(Path.Combine(Books.Root(), "rulebooks", name))).ShouldBeEmpty();

    [Fact]
    public void Every_operator_of_the_reader_is_in_the_schema_and_no_other()
        => Schema["$defs"]!["condition"]!["oneOf"]!.AsArray().Select(one => one!["required"]![0]!.GetValue<string>()).ShouldBe(ConditionReader.Operators, ignoreOrder: true);

    [Theory]
    [InlineData("{said: {any: [a], by: [staff, customer], position: {first: {turns: 2}}}}")]
    [InlineData("{entity: {kind: [idCard, mobile], valid: true, count: 2}}")]
    [InlineData("{similar: {to: [去你单位闹一闹], notTo: [不会去您单位的], atLeast: 0.6}}")]
    [InlineData("{detector: {model: abuse, atLeast: 0.9, scope: sentence, guards: [denial], position: {first: {turns: 2}}}}")]
    [InlineData("{detector: {model: small, label: threat, atLeast: 0.9, by: [staff, customer], scope: sentence}}")]
    [InlineData("{said: {any: [a], detector: {model: small, label: threat, atLeast: 0.1}}}")]
    [InlineData("{said: {any: [a], detector: [{model: small, label: threat, below: 0.1}, {model: abuse}]}}")]
    [InlineData("{event: {kind: redPacket, by: customer, atLeast: 100}}")]
    [InlineData("{earlier: {atLeast: 3, days: 7, category: [threat]}}")]
    [InlineData("{repeated: {times: 3, within: {turns: 6}}}")]
    [InlineData("{length: {seconds: {below: 10}}}")]
    [InlineData("{overlap: {seconds: 1, by: staff, after: 2}}")]
    [InlineData("{said: {any: [a], match: {pinyin: true, rarity: 3}, begins: turn}}")]
    public void What_the_reader_takes_the_schema_takes(string when)
    {
        Problems(when).ShouldBeEmpty();
        Objections(Book(when)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{sayd: {any: [a]}}")]
    [InlineData("{said: {any: [a], bye: staff}}")]
    [InlineData("{said: {any: [a], by: boss}}")]
    [InlineData("{said: {any: [a]}, never: {said: {any: [b]}}}")]
    [InlineData("{count: {of: {said: {any: [a]}}}}")]
    [InlineData("{localHours: {from: '25:00', to: '08:00'}}")]
    [InlineData("{entity: {kind: passport}}")]
    [InlineData("{entity: {valid: true}}")]
    [InlineData("{similar: {atLeast: 0.6}}")]
    [InlineData("{detector: {atLeast: 0.6}}")]
    [InlineData("{detector: {model: abuse, atLeast: many}}")]
    [InlineData("{detector: {model: small, lable: threat}}")]
    [InlineData("{said: {any: [a], detector: {label: threat}}}")]
    [InlineData("{said: {any: [a], detector: {model: small, label: threat, by: staff}}}")]
    [InlineData("{event: {kind: redPaket}}")]
    [InlineData("{earlier: {days: 7}}")]
    [InlineData("{said: {any: [a], match: {pinyn: true}}}")]
    [InlineData("{said: {any: [a], position: {first: {turn: 2}}}}")]
    [InlineData("{silence: {seconds: many}}")]
    public void What_the_reader_rejects_the_schema_rejects_too(string when)
    {
        var problem = Problems(when).First();
        (problem.Line, problem.Column > 1).ShouldBe((8, true), problem.ToString());
        Objections(Book(when)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("{ask: 员工是否在暗示会找对方的家人？, turns: 4, onNo: dismiss}", true)]
    [InlineData("{ask: 员工是否在暗示会找对方的家人？}", true)]
    [InlineData("{turns: 4}", false)]
    [InlineData("{ask: 员工是否在暗示会找对方的家人？, onNo: drop}", false)]
    [InlineData("{ask: 员工是否在暗示会找对方的家人？, turns: 400}", false)]
    [InlineData("{ask: 员工是否在暗示会找对方的家人？, when: {said: {any: [a]}}}", false)]
    public void Reader_and_schema_agree_on_judges(string judge, bool good)
    {
        var book = Book($"{{said: {{any: [a]}}}}\n    judge: {judge}");

        RulebookReader.Read(book, "t.yaml", Books.Sources).Problems.Any().ShouldBe(!good);
        Objections(book).Any().ShouldBe(!good);
    }

    private static string Book(string when) => $"rulebook: t\nversion: '1'\nrules:\n  - id: r\n    category: abuse\n    title: {{zh: 规则, en: rule}}\n    severity: major\n    when: {when}\n";

    private static IReadOnlyList<RulebookProblem> Problems(string when) => RulebookReader.Read(Book(when), "t.yaml", Books.Sources).Problems;

    private static IEnumerable<string> Objections(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return new SchemaCheck(_ => Schema).Check(Schema, Schema, Json(stream.Documents[0].RootNode), "$");
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Json(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain } => Plain(plain),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException("no such node"),
    };

    private static JsonNode? Plain(string plain) => plain switch
    {
        "true" or "false" => JsonValue.Create(plain == "true"),
        _ when long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(plain),
    };
}
