using Daylight.Gate;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

/// <summary>Shapes of rules that the shipped packs do not use yet, tried in small packs of their own.</summary>
public sealed class RuleKindTests
{
    [Theory]
    [InlineData("prohibit", "", ContentSeverity.Major)]
    [InlineData("should-not", "", ContentSeverity.Minor)]
    [InlineData("advisory", "severity: critical", ContentSeverity.Critical)]
    [InlineData("prohibit", "severity: minor", ContentSeverity.Minor)]
    public void A_content_rule_says_how_severe_a_finding_is_at_least_by_itself_or_by_its_strength(string strength, string severity, ContentSeverity least)
    {
        var text = SmallPack.Text($"kind: content\ncategories: [abuse]\n{severity}", "[]").Replace("strength: prohibit", $"strength: {strength}", StringComparison.Ordinal);

        PackReader.Read(text, "x.yaml").Pack.ShouldNotBeNull().Rules[0].ShouldBeOfType<ContentRule>().LeastSeverity.ShouldBe(least);
        SmallPack.ProblemsOf("kind: content\ncategories: [abuse]\nseverity: awful")[0].ShouldContain("severity");
    }

    [Fact]
    public void A_calendar_week_starts_on_Monday() => SmallPack.Passes("""
        kind: cap
        limit: 1
        label: {zh: 周, en: Week}
        count: {key: [person], window: calendar-week}
        """, """
        - {id: a, history: [{at: 2026-03-02T00:00, channel: call, outcome: no-answer, person: P}], intent: {at: 2026-03-08T23:59, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule], next: 2026-03-09T00:00}}
        - {id: b, history: [{at: 2026-03-08T23:59, channel: call, outcome: no-answer, person: P}], intent: {at: 2026-03-09T00:00, channel: call, person: P}, expect: {verdict: permit}}
        """);

    [Fact]
    public void A_calendar_month_ends_with_its_last_day_in_leap_years_too() => SmallPack.Passes("""
        kind: cap
        limit: 1
        label: {zh: 月, en: Month}
        count: {key: [person], window: calendar-month}
        """, """
        - {id: a, history: [{at: 2028-02-01T10:00, channel: call, outcome: no-answer, person: P}], intent: {at: 2028-02-29T10:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule], next: 2028-03-01T00:00}}
        - {id: b, history: [{at: 2026-12-01T10:00, channel: call, outcome: no-answer, person: P}], intent: {at: 2026-12-31T10:00, channel: call, person: P}, expect: {verdict: refuse, next: 2027-01-01T00:00}}
        """);

    [Fact]
    public void Rolling_hours_count_by_the_clock_not_by_the_day() => SmallPack.Passes("""
        kind: cooldown
        after: {key: [person, channel], window: 48 hours}
        """, """
        - {id: a, history: [{at: 2026-03-07T10:00, channel: sms, outcome: delivered, person: P}], intent: {at: 2026-03-09T10:30, channel: sms, person: P}, expect: {verdict: refuse, rules: [x.rule], next: 2026-03-09T11:00}}
        - {id: b, history: [{at: 2026-03-07T10:00, channel: sms, outcome: delivered, person: P}], intent: {at: 2026-03-09T11:00, channel: sms, person: P}, expect: {verdict: permit}}
        - {id: c, history: [{at: 2026-03-07T10:00, channel: email, outcome: delivered, person: P}], intent: {at: 2026-03-09T10:30, channel: sms, person: P}, expect: {verdict: permit}}
        """);

    [Fact]
    public void An_account_key_counts_all_debts_of_the_account() => SmallPack.Passes("""
        kind: cap
        limit: 1
        label: {zh: 户, en: Account}
        count: {key: [account], window: calendar-day}
        """, """
        - {id: a, given: {debts: {D1: {account: A}, D2: {account: A}, D3: {account: B}}}, history: [{at: 2026-03-02T09:00, channel: call, outcome: no-answer, person: Q, debts: [D1]}], intent: {at: 2026-03-02T10:00, channel: call, person: P, debts: [D2]}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: b, given: {debts: {D1: {account: A}, D2: {account: A}, D3: {account: B}}}, history: [{at: 2026-03-02T09:00, channel: call, outcome: no-answer, person: Q, debts: [D1]}], intent: {at: 2026-03-02T10:00, channel: call, person: P, debts: [D3]}, expect: {verdict: permit}}
        """);

    [Fact]
    public void Weekdays_have_hours_of_their_own_and_holidays_are_closed() => SmallPack.Passes("""
        kind: hours
        open:
          - {days: [mon, tue, wed, thu, fri], from: "07:30", to: "21:00"}
          - {days: [sat, sun], from: "09:00", to: "21:00"}
        closed: [holiday]
        """, """
        - {id: sat, intent: {at: 2026-03-07T08:30, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule], next: 2026-03-07T09:00}}
        - {id: fri, intent: {at: 2026-03-06T21:00, channel: call, person: P}, expect: {verdict: refuse, next: 2026-03-07T09:00}}
        - {id: holiday, given: {holidays: [2026-03-06, 2026-03-07]}, intent: {at: 2026-03-06T10:00, channel: call, person: P}, expect: {verdict: refuse, next: 2026-03-08T09:00}}
        """);

    [Fact]
    public void Open_hours_may_run_over_midnight() => SmallPack.Passes("""
        kind: hours
        open: [{from: "20:00", to: "02:00"}]
        """, """
        - {id: a, intent: {at: 2026-03-07T01:59, channel: call, person: P}, expect: {verdict: permit}}
        - {id: b, intent: {at: 2026-03-07T02:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule], next: 2026-03-07T20:00}}
        - {id: c, intent: {at: "2026-03-08T00:30", channel: call, person: P}, expect: {verdict: permit}}
        # The clocks go forward at 02:00 on 3/8, and back at 02:00 on 11/1: then the window closes at the first 02:00.
        - {id: gap, intent: {at: "2026-03-08T07:00Z", channel: call, person: P}, expect: {verdict: refuse, next: "2026-03-09T00:00Z"}}
        - {id: overlap, intent: {at: "2026-11-01T06:30Z", channel: call, person: P}, expect: {verdict: permit}}
        """);

    [Fact]
    public void Open_hours_that_end_in_a_repeated_hour_end_the_first_time() => SmallPack.Passes("""
        kind: hours
        open: [{from: "20:00", to: "01:30"}]
        """, """
        - {id: first, intent: {at: "2026-11-01T05:15Z", channel: call, person: P}, expect: {verdict: permit}}
        - {id: second, intent: {at: "2026-11-01T06:15Z", channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule]}}
        """);

    [Fact]
    public void A_rule_that_refers_hands_the_case_to_a_person() => SmallPack.Passes("""
        kind: forbid
        refers: true
        when: {roles: [Spouse]}
        """, """
        - {id: a, given: {roles: {P: Spouse}}, intent: {at: 2026-03-07T10:00, channel: call, person: P}, expect: {verdict: refer, rules: [x.rule]}}
        - {id: b, given: {roles: {P: Debtor}}, intent: {at: 2026-03-07T10:00, channel: call, person: P}, expect: {verdict: permit}}
        """);

    [Fact]
    public void Days_past_due_that_are_not_known_count_as_few() => SmallPack.Passes("""
        kind: hours
        when: {daysPastDueAtMost: 15}
        open: [{from: "06:00", to: "22:00"}]
        """, """
        - {id: a, given: {debts: {D1: {daysPastDue: 15}}}, intent: {at: 2026-03-07T22:30, channel: call, person: P, debts: [D1]}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: b, given: {debts: {D1: {daysPastDue: 16}}}, intent: {at: 2026-03-07T22:30, channel: call, person: P, debts: [D1]}, expect: {verdict: permit}}
        - {id: c, intent: {at: 2026-03-07T22:30, channel: call, person: P, debts: [D1]}, expect: {verdict: refuse}}
        """);

    [Fact]
    public void A_rule_rules_only_while_it_is_in_force() => SmallPack.Passes("""
        kind: forbid
        from: 2026-03-01
        to: 2026-03-10
        when: {channels: [call]}
        """, """
        - {id: a, intent: {at: 2026-03-01T00:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: b, intent: {at: 2026-03-10T23:59, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: c, intent: {at: 2026-03-02T10:00, channel: sms, person: P}, expect: {verdict: permit}}
        """);

    [Fact]
    public void A_pack_whose_rule_has_no_passing_vector_does_not_load()
    {
        var library = SmallPack.Library("kind: forbid", "- {id: a, intent: {at: 2026-03-07T10:00, channel: call, person: P}, expect: {verdict: permit, rules: [x.rule]}}");
        library.Packs.ShouldBeEmpty();
        library.Problems.Select(p => p.Message).ShouldContain("has no passing vector, and needs at least one");
    }

    [Fact]
    public void A_misspelt_field_keeps_a_pack_from_loading()
    {
        var library = SmallPack.Library("kind: forbid\nwhenn: {channels: [call]}", "- {id: a, intent: {at: 2026-03-07T10:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule]}}");
        library.Packs.ShouldBeEmpty();
        library.Problems[0].ToString().ShouldBe("x.yaml:16: rules[0].whenn: is not a field that is known here; did you mean 'when'?");
    }

    [Fact]
    public void Unconfirmed_sources_say_so()
    {
        var decision = GateTexts.Policy("cn").Decide(GateTexts.Question("""
            packs: [cn]
            zone: Asia/Shanghai
            vectors: [{id: a, intent: {at: 2026-03-02T10:00, channel: visit, person: P, place: other, staff: 1}, expect: {verdict: refuse}}]
            """));
        decision.Rules.Single(r => r.Id == "cn.standard.visit-staff").Confirmed.ShouldBeFalse();
        decision.Rules.ShouldContain(r => r.Id == "cn.standard.visits" && r.Effect == RuleEffect.Pass);
    }
}
