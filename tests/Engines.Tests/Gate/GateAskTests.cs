using System.Text.Json;
using Daylight.Gate;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

public sealed class GateAskTests
{
    [Fact]
    public void A_line_gets_a_decision_with_citation_counters_and_the_packs_hash()
    {
        var answer = GateAsk.Answer("""{"id":"i-1","zone":"Asia/Shanghai","given":{"roles":{"P":"Debtor"}},"intent":{"at":"2026-03-02T22:10","channel":"call","person":"P","point":"mobile1"}}""", GateTexts.Policy("cn"));
        using var json = JsonDocument.Parse(answer.Json!);
        var root = json.RootElement;
        root.GetProperty("id").GetString().ShouldBe("i-1");
        root.GetProperty("verdict").GetString().ShouldBe("refuse");
        root.GetProperty("at").GetString().ShouldBe("2026-03-02T14:10:00Z");
        root.GetProperty("next").GetString().ShouldBe("2026-03-03T00:00:00Z");
        var first = root.GetProperty("rules")[0];
        first.GetProperty("id").GetString().ShouldBe("cn.guideline.hours");
        first.GetProperty("strength").GetString().ShouldBe("prohibit");
        first.GetProperty("text").GetProperty("zh").GetString().ShouldNotBeNullOrEmpty();
        root.GetProperty("counters").EnumerateArray().Select(c => c.GetProperty("key").GetString()).ShouldContain("person=P point=mobile1");
        root.GetProperty("packs")[0].GetProperty("hash").GetString()!.ShouldStartWith("sha256:");
    }

    [Fact]
    public void The_fields_of_the_intent_may_stand_at_the_top() =>
        GateAsk.Answer("""{"at":"2026-03-02T10:10","channel":"call","person":"P","zone":"Asia/Shanghai"}""", GateTexts.Policy("cn"))
            .Decision!.Verdict.ShouldBe(Verdict.PermitWithObligations);

    [Theory]
    [InlineData("""{"intent":{"at":"2026-03-02T25:10","channel":"call","person":"P"}}""", "intents:1: intent.at: '2026-03-02T25:10' is not a moment such as 2026-03-02T10:00 or 2026-03-02T02:00:00Z")]
    [InlineData("""{"intent":{"channel":"call","person":"P"}}""", "intents:1: intent.at: is missing")]
    [InlineData("""{"intent":{"at":"2026-03-02T10:00","channel":"call"}}""", "intents:1: intent.person: is missing")]
    public void A_bad_line_says_where_and_what_would_be_right(string line, string problem)
    {
        var answer = GateAsk.Answer(line, GateTexts.Policy("cn"));
        answer.Json.ShouldBeNull();
        answer.Problems.ShouldHaveSingleItem().ToString().ShouldBe(problem);
    }

    [Fact]
    public void A_missing_zone_is_refused_not_guessed() =>
        GateAsk.Answer("""{"intent":{"at":"2026-03-02T02:10:00Z","channel":"call","person":"P"}}""", GateTexts.Policy("cn"))
            .Decision!.Rules.ShouldHaveSingleItem().Id.ShouldBe("gate.unknown-zone");
}
