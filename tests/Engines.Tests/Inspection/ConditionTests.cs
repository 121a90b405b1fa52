using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class ConditionTests
{
    [Fact]
    public void Any_hits_where_one_of_the_phrases_is_said_by_the_role()
    {
        var book = Books.Of("{said: {any: [法院, 公安]}}");
        Books.Hits(book, "s:我们是公安", "c:我去法院", "s:你好").ShouldBe([0]);
    }

    [Fact]
    public void All_needs_every_list_and_none_forbids()
    {
        var book = Books.Of("{said: {all: [[单位, 公司], [闹, 横幅]], none: [不会]}}");
        Books.Hits(book, "s:去你公司闹", "s:去你公司", "s:不会去你单位闹").ShouldBe([0]);
    }

    [Fact]
    public void A_hit_inside_a_longer_excluded_phrase_does_not_count()
    {
        var book = Books.Of("{said: {any: [口交], notIn: [路口交通]}}");
        Books.Hits(book, "s:路口交通事故", "s:路口交通和口交").ShouldBe([1]);
    }

    [Fact]
    public void Patterns_keep_to_their_gap_and_their_sentence()
    {
        var book = Books.Of("{said: {any: [去|到 ~4 单位|公司 ~4 闹]}}");
        Books.Hits(book, "s:去你们单位里面闹", "s:去单位说一说话再说说闹", "s:去你单位。闹吧").ShouldBe([0]);
    }

    [Fact]
    public void A_gap_written_with_a_dash_stays_within_the_clause()
    {
        var book = Books.Of("{said: {any: [我是 -8 法院]}}");
        Books.Hits(book, "s:我是朝阳法院的", "s:我是银行，起诉到法院").ShouldBe([0]);
    }

    [Fact]
    public void Regex_runs_on_the_normalised_text()
    {
        var book = Books.Of("{said: {regex: 'a[0-9]{2}', notRegex: 'xyz'}}");
        Books.Hits(book, "s:Ａ１②", "s:a12 xyz", "s:b12").ShouldBe([0]);
    }

    [Fact]
    public void Position_first_looks_only_at_the_beginning()
        => Books.Hits(Books.Of("{said: {any: [你好], position: {first: {utterances: 2}}}}"), "s:你好", "c:嗯", "s:你好").ShouldBe([0]);

    [Fact]
    public void Position_last_is_decided_at_the_close()
    {
        var live = new Inspector(Books.Of("{said: {any: [再见], position: {last: {utterances: 2}}}}")).Open(new ConversationHead { Id = "c" });
        foreach (var utterance in Books.Lines("s:再见", "c:嗯", "s:再见"))
        {
            live.Add(utterance).ShouldBeEmpty();
        }

        live.Close(ClosingFacts.None).Select(f => f.Utterance).ShouldBe([2]);
    }

    [Fact]
    public void Sequence_needs_order_and_distance()
    {
        var book = Books.Of("{sequence: {steps: [{said: {by: customer, any: [住院]}}, {said: {any: [不管]}}], within: {turns: 2}}}");
        Books.Hits(book, "s:我不管", "c:我住院了", "s:我不管").ShouldBe([2]);
        Books.Hits(book, "c:我住院了", "s:好", "c:嗯", "s:我不管").ShouldBeEmpty();
    }

    [Fact]
    public void Sequence_by_seconds_uses_the_times()
    {
        var book = Books.Of("{sequence: {steps: [{said: {any: [甲乙]}}, {said: {any: [丙丁]}}], within: {seconds: 5}}}");
        Books.Hits(book, "s:甲乙", "s:丙丁").ShouldBe([1]);
        Books.Hits(book, "s:甲乙", "c:嗯", "s:丙丁").ShouldBeEmpty();
    }

    [Fact]
    public void Without_after_waits_for_the_distance_to_pass()
    {
        var live = new Inspector(Books.Of("{without: {when: {said: {by: customer, any: [投诉]}}, after: {said: {any: [登记]}}, within: {turns: 1}}}")).Open(new ConversationHead { Id = "c" });
        var lines = Books.Lines("c:我要投诉", "s:还钱", "c:投诉", "s:给您登记", "c:好");
        live.Add(lines[0]).ShouldBeEmpty();
        live.Add(lines[1]).ShouldBeEmpty();
        live.Add(lines[2]).Select(f => f.Utterance).ShouldBe([0]);
        live.Add(lines[3]).ShouldBeEmpty();
        live.Add(lines[4]).ShouldBeEmpty();
        live.Close(ClosingFacts.None).ShouldBeEmpty();
    }

    [Fact]
    public void Without_before_goes_by_the_place_of_the_words_within_one_utterance()
    {
        var book = Books.Of("{without: {when: {said: {any: [欠款]}}, before: {said: {any: [本人]}}}}");
        Books.Hits(book, "s:您有欠款，请问是本人吗").ShouldBe([0]);
        Books.Hits(book, "s:请问是本人吗，您有欠款").ShouldBeEmpty();
    }

    [Fact]
    public void Without_before_is_excused_by_what_came_earlier()
    {
        var book = Books.Of("{without: {when: {said: {any: [欠款]}}, before: {said: {any: [本人]}}}}");
        Books.Hits(book, "s:是本人吗", "s:您的欠款").ShouldBeEmpty();
        Books.Hits(book, "s:您的欠款", "s:是本人吗").ShouldBe([0]);
    }

    [Fact]
    public void Spoken_demands_that_the_other_side_had_its_say()
    {
        var book = Books.Of("{without: {when: {said: {by: customer, any: [投诉]}}, after: {said: {any: [登记]}}, spoken: staff}}");
        Books.Hits(book, "c:我要投诉").ShouldBeEmpty();
        Books.Hits(book, "c:我要投诉", "s:还钱").ShouldBe([0]);
    }

    [Fact]
    public void Count_fires_at_the_last_of_so_many_and_begins_anew()
        => Books.Hits(Books.Of("{count: {of: {said: {any: [还钱]}}, atLeast: 2}}"), "s:还钱", "s:还钱", "s:还钱", "s:还钱").ShouldBe([1, 3]);

    [Fact]
    public void Never_is_a_finding_without_an_utterance()
    {
        Books.Hits(Books.Of("{never: {said: {any: [再见]}}}"), "s:你好").ShouldBe([null]);
        Books.Hits(Books.Of("{never: {said: {any: [再见]}}}"), "s:再见").ShouldBeEmpty();
    }

    [Fact]
    public void All_of_fires_once_at_its_first_part()
        => Books.Hits(Books.Of("{allOf: [{said: {any: [甲乙]}}, {never: {said: {any: [丙丁]}}}]}"), "s:甲乙", "s:甲乙").ShouldBe([0]);

    [Fact]
    public void What_is_said_before_anybody_answered_is_said_to_who_answers()
    {
        var book = Books.Of("{said: {any: [欠款], to: thirdParty, guards: []}}");
        Books.Hits(book, "s:您的欠款", "t:我是他妈").ShouldBe([0]);
        Books.Hits(book, "s:您的欠款", "c:嗯", "t:谁啊", "s:欠款", "c:我来", "s:欠款").ShouldBe([3]);
    }

    [Fact]
    public void A_head_that_names_a_third_party_makes_the_customer_one()
    {
        var book = Books.Of("{said: {any: [欠款], to: thirdParty}}");
        var head = new ConversationHead { Id = "c", PersonRole = "ListedContact" };
        new Inspector(book).Inspect(new Conversation(head, Books.Lines("c:喂", "s:他有欠款"))).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-03-02T14:00:00Z", 1)]
    [InlineData("2026-03-02T13:59:59Z", 0)]
    [InlineData("2026-03-01T23:59:59Z", 1)]
    [InlineData("2026-03-02T00:00:00Z", 0)]
    public void Local_hours_run_over_midnight_from_included_to_excluded(string startedAt, int findings)
    {
        var book = Books.Of("{localHours: {from: \"22:00\", to: \"08:00\"}}");
        var head = new ConversationHead { Id = "c", StartedAt = NodaTime.Text.InstantPattern.General.Parse(startedAt).Value };
        new Inspector(book).Inspect(new Conversation(head, Books.Lines("s:您好"))).Count.ShouldBe(findings);
    }

    [Theory]
    [InlineData("false", 0)]
    [InlineData("true", 1)]
    public void A_call_that_runs_into_the_hours_counts_only_throughout(string throughout, int findings)
    {
        var book = Books.Of($"{{localHours: {{from: \"22:00\", to: \"08:00\", throughout: {throughout}}}}}");
        var head = new ConversationHead { Id = "c", StartedAt = NodaTime.Text.InstantPattern.General.Parse("2026-03-02T13:59:55Z").Value };
        new Inspector(book).Inspect(new Conversation(head, Books.Lines("s:您好", "c:这么晚了", "s:就几句话"))).Count.ShouldBe(findings);
    }

    [Fact]
    public void Measures_of_time_and_loudness_fire()
    {
        Utterance U(int seq, UtteranceRole role, double start, double end, double? db = null) => new() { Seq = seq, Role = role, Text = "嗯", Start = start, End = end, LoudnessDb = db };
        Conversation C(params Utterance[] utterances) => new(new ConversationHead { Id = "c" }, utterances);
        new Inspector(Books.Of("{silence: {seconds: 10}}")).Inspect(C(U(0, UtteranceRole.Staff, 0, 2), U(1, UtteranceRole.Customer, 13, 14))).Count.ShouldBe(1);
        new Inspector(Books.Of("{overlap: {seconds: 1}}")).Inspect(C(U(0, UtteranceRole.Customer, 0, 5), U(1, UtteranceRole.Staff, 3, 6))).Count.ShouldBe(1);
        new Inspector(Books.Of("{louder: {decibels: 6}}")).Inspect(C(U(0, UtteranceRole.Staff, 0, 1, -30), U(1, UtteranceRole.Staff, 1, 2, -30), U(2, UtteranceRole.Staff, 2, 3, -20))).Count.ShouldBe(1);
    }

    [Fact]
    public void A_rule_applies_by_head_only()
    {
        var book = Books.Of("{said: {any: [银行]}}", extra: "applies: {kinds: call, notPersonRoles: [Spouse], attributes: {employer: [agency], daysPastDue: {atLeast: 30}}}");
        int Count(string employer, string days, string role) => new Inspector(book).Inspect(new Conversation(
            new ConversationHead { Id = "c", PersonRole = role, Attributes = new Dictionary<string, string> { ["employer"] = employer, ["daysPastDue"] = days } }, Books.Lines("s:银行"))).Count;
        Count("agency", "31", "Debtor").ShouldBe(1);
        Count("lender", "31", "Debtor").ShouldBe(0);
        Count("agency", "29", "Debtor").ShouldBe(0);
        Count("agency", "31", "Spouse").ShouldBe(0);
    }

    [Fact]
    public void Order_broken_is_reported_at_the_step_that_came_too_early()
    {
        const string Flow = """
            rulebook: test
            version: "1"
            flows:
              - id: f
                steps:
                  - {id: name, title: 报名, when: {said: {any: [我是]}}}
                  - {id: debt, title: 债务, when: {said: {any: [欠款]}}}
                checks:
                  - {id: f.order, order: {first: name, then: debt}, category: wrong-order, title: {zh: 错序, en: order}}
                  - {id: f.missing, missing: name, category: missing-step, title: {zh: 缺失, en: missing}}
            """;
        var inspector = new Inspector(Books.Read(Flow));
        inspector.Inspect(Books.Talk("s:欠款", "s:我是小李")).Select(f => (f.Rule, f.Utterance)).ShouldBe([("f.order", 0)]);
        inspector.Inspect(Books.Talk("s:欠款")).Select(f => (f.Rule, f.Utterance)).ShouldBe([("f.missing", null)]);
        inspector.Inspect(Books.Talk("s:我是小李，您的欠款")).ShouldBeEmpty();
    }
}
