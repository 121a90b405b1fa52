using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;
using Outcome = Daylight.Gate.Outcome;

namespace Daylight.Engines.Gate;

public sealed class QuestionJsonTests
{
    [Fact]
    public void Every_field_of_a_question_comes_back()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var question = (GateQuestion)Filled(typeof(GateQuestion), new Random(seed));
            Tell(Again(question)).ShouldBe(Tell(question), $"seed {seed}: a field of the question is not written, or not read");
        }
    }

    [Theory]
    [InlineData("cn", "Asia/Shanghai")]
    [InlineData("us-fdcpa", "America/New_York")]
    public void A_question_that_was_written_and_read_gets_the_same_answer(string pack, string zone)
    {
        var policy = GateTexts.Policy(pack);
        Prop.ForAll(Scenarios.Questions(zone).ToArbitrary(), question =>
        {
            var again = Again(question);
            Write(again).ShouldBe(Write(question));
            DecisionJson.Write(policy.Decide(again)).ShouldBe(DecisionJson.Write(policy.Decide(question)), Scenarios.Tell(question));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    [Fact]
    public void What_is_not_known_stays_not_known()
    {
        var question = Bare() with { Intent = Bare().Intent with { Channel = (Channel)99, Purpose = Purpose.Unknown, Debts = [] } };

        var again = Again(question);

        again.Intent.Channel.ShouldBe(Channel.Unknown);
        again.Intent.Purpose.ShouldBe(Purpose.Unknown);
        again.State.Sender.ShouldBeNull();
        GateTexts.Policy("cn").Decide(again).Rules.Select(rule => rule.Id).ShouldBe(["gate.unknown-channel", "gate.unknown-purpose"]);
    }

    [Theory]
    [InlineData(KnowledgeGap.UnreadableHistory, "gate.unreadable-history")]
    [InlineData(KnowledgeGap.UnreadableFacts, "gate.unreadable-facts")]
    [InlineData(KnowledgeGap.EmptyWindow, "gate.empty-window")]
    public void A_gap_in_what_is_known_refuses(KnowledgeGap gap, string rule)
    {
        var policy = GateTexts.Policy("cn");
        policy.Decide(Bare()).IsPermitted.ShouldBeTrue();

        var decision = policy.Decide(Bare() with { State = Bare().State with { Gaps = [gap] } });

        decision.Verdict.ShouldBe(Verdict.Refuse);
        decision.Next.ShouldBeNull();
        decision.Rules.ShouldHaveSingleItem().Id.ShouldBe(rule);
    }

    [Fact]
    public void Two_hundred_contacts_take_few_bytes()
    {
        var at = Scenarios.Start;
        var question = Bare() with
        {
            History = [.. Enumerable.Range(0, 200).Select(i => new ContactEvent
            {
                At = at + Duration.FromMinutes(37 * i), Channel = i % 7 == 0 ? Channel.Sms : Channel.Call, Outcome = i % 3 == 0 ? Outcome.NoAnswer : Outcome.Busy,
                Person = "pn00000000000000000001", By = "in00000000000000000001", Agent = $"st0000000000000000000{i % 4}", Debts = ["ac00000000000000000001"], Point = "mobile1",
            })],
        };

        Encoding.UTF8.GetByteCount(Write(question)).ShouldBeLessThan(5_000);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"intent":{"at":0,"channel":"telepathy","person":"P"},"state":{"role":"Debtor"}}""")]
    [InlineData("""{"intent":{"at":0,"channel":"call","person":"P"},"state":{"role":"Debtor"},"history":{"count":2,"at":[1]}}""")]
    [InlineData("""{"intent":{"at":0,"channel":"call","person":"P"},"state":{"role":"Debtor"},"history":{"count":1,"at":[1],"channel":[["call"],[3]],"person":"P"}}""")]
    public void A_text_that_is_no_question_is_said_to_be_none(string text) =>
        Should.Throw<FormatException>(() => QuestionJson.Read(JsonDocument.Parse(text).RootElement));

    private static GateQuestion Bare() => new()
    {
        Intent = new() { At = Instant.FromUtc(2026, 3, 2, 2, 0), Channel = Channel.Call, Person = "P", Debts = ["D1"], Point = "mobile1" },
        State = new() { Role = PartyRole.Debtor, Zones = ["Asia/Shanghai"] },
    };

    private static GateQuestion Again(GateQuestion question) => QuestionJson.Read(JsonDocument.Parse(Write(question)).RootElement);

    private static string Write(GateQuestion question)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text)) QuestionJson.Write(json, question);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Fills every property by its type, so that one added later is looked at without a change here.</summary>
    private static object Filled(Type type, Random random)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Filled(inner, random);
        if (type == typeof(string)) return $"t{random.Next(3)}";
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(int)) return random.Next(1, 9);
        if (type == typeof(Instant)) return Scenarios.Start + Duration.FromTicks(random.NextInt64(1_000_000_000_000L));
        if (type == typeof(LocalTime)) return new LocalTime(random.Next(24), random.Next(60));
        if (type == typeof(LocalDate)) return new LocalDate(2026, random.Next(1, 13), random.Next(1, 28));
        if (type.IsEnum) return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))!;
        if (type == typeof(IReadOnlyList<ContactEvent>)) return ContactHistory.Of([.. Enumerable.Range(0, random.Next(6)).Select(_ => (ContactEvent)Filled(typeof(ContactEvent), random))]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return List(type.GenericTypeArguments[0], random);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)) return Dictionary(type.GenericTypeArguments[1], random);
        var constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Filled(parameter.ParameterType, random))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.CanWrite))
            property.SetValue(made, Filled(property.PropertyType, random));
        return made;
    }

    private static Array List(Type item, Random random)
    {
        var list = Array.CreateInstance(item, random.Next(3));
        for (var i = 0; i < list.Length; i++) list.SetValue(Filled(item, random), i);
        return list;
    }

    private static IDictionary Dictionary(Type value, Random random)
    {
        var made = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        made["D1"] = Filled(value, random);
        made["D0"] = Filled(value, random);
        return made;
    }

    private static string Tell(object? value) => value switch
    {
        null => "null",
        string text => text,
        IDictionary map => string.Join(", ", map.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(key => $"{key}={Tell(map[key])}")),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Tell))}]",
        _ when value.GetType().Assembly == typeof(GateQuestion).Assembly && !value.GetType().IsEnum =>
            $"{{{string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => $"{property.Name}: {Tell(property.GetValue(value))}"))}}}",
        _ => value.ToString()!,
    };
}
