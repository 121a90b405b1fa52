using Daylight.Gate;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

/// <summary>Each word of the pack language, tried in a pack of its own with vectors on both sides of its edge.</summary>
public sealed class LanguageTests
{
    [Fact]
    public void A_week_may_begin_on_Sunday() => SmallPack.Passes("""
        kind: cap
        limit: 1
        label: {zh: 周, en: Week}
        count: {key: [person], window: calendar-week, weekStarts: sun}
        """, """
        - {id: a, history: [{at: 2026-03-01T00:00, channel: call, outcome: no-answer, person: P}], intent: {at: 2026-03-07T23:59, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule], next: 2026-03-08T00:00}}
        - {id: b, history: [{at: 2026-03-07T23:59, channel: call, outcome: no-answer, person: P}], intent: {at: 2026-03-08T00:00, channel: call, person: P}, expect: {verdict: permit}}
        """);

    [Fact]
    public void Messages_must_be_two_days_apart() => SmallPack.Passes("""
        kind: cooldown
        when: {channels: [sms, email]}
        after: {key: [collector, person], window: 2 local-days, channels: [sms, email]}
        """, """
        - {id: mon-tue, history: [{at: 2026-03-02T10:00, channel: sms, outcome: delivered, person: P, by: C}], intent: {at: 2026-03-03T23:00, channel: email, person: P, by: C}, expect: {verdict: refuse, rules: [x.rule], next: 2026-03-04T00:00}}
        - {id: mon-wed, history: [{at: 2026-03-02T10:00, channel: sms, outcome: delivered, person: P, by: C}], intent: {at: 2026-03-04T00:00, channel: sms, person: P, by: C}, expect: {verdict: permit}}
        """);

    [Fact]
    public void Only_visits_to_the_counted_places_count() => SmallPack.Passes("""
        kind: cap
        limit: 1
        label: {zh: 访, en: Visits}
        count: {key: [person], window: calendar-month, channels: [visit], places: [home]}
        """, """
        - {id: a, history: [{at: 2026-03-02T10:00, channel: visit, place: home, outcome: conversation, person: P}], intent: {at: 2026-03-20T10:00, channel: visit, place: home, staff: 2, person: P}, expect: {verdict: refuse, rules: [x.rule], next: 2026-04-01T00:00}}
        - {id: b, history: [{at: 2026-03-02T10:00, channel: visit, place: office, outcome: conversation, person: P}], intent: {at: 2026-03-20T10:00, channel: visit, place: home, staff: 2, person: P}, expect: {verdict: permit}}
        - {id: place-not-known, history: [{at: 2026-03-02T10:00, channel: visit, outcome: conversation, person: P}], intent: {at: 2026-03-20T10:00, channel: visit, place: home, staff: 2, person: P}, expect: {verdict: refuse}}
        """);

    [Fact]
    public void A_visit_waits_for_its_notice() => SmallPack.Passes("""
        kind: notice
        when: {channels: [visit]}
        before: 3 local-days
        within: 30 local-days
        """, """
        - {id: none, intent: {at: 2026-03-20T10:00, channel: visit, person: P}, expect: {verdict: refuse, rules: [x.rule], next: never}}
        - {id: early, given: {facts: [{kind: visit-notice, person: P, at: 2026-03-18T10:00}]}, intent: {at: 2026-03-20T10:00, channel: visit, person: P}, expect: {verdict: refuse, rules: [x.rule], next: 2026-03-21T00:00}}
        - {id: due, given: {facts: [{kind: visit-notice, person: P, at: 2026-03-18T10:00}]}, intent: {at: 2026-03-21T00:00, channel: visit, person: P}, expect: {verdict: permit}}
        - {id: last-day, given: {facts: [{kind: visit-notice, person: P, at: 2026-03-18T10:00}]}, intent: {at: 2026-04-17T23:59, channel: visit, person: P}, expect: {verdict: permit}}
        - {id: stale, given: {facts: [{kind: visit-notice, person: P, at: 2026-03-18T10:00}]}, intent: {at: 2026-04-18T00:00, channel: visit, person: P}, expect: {verdict: refuse}}
        - {id: withdrawn, given: {facts: [{kind: visit-notice, person: P, at: 2026-03-18T10:00, withdrawn: 2026-03-22T10:00}]}, intent: {at: 2026-03-23T10:00, channel: visit, person: P}, expect: {verdict: refuse}}
        - {id: of-another, given: {facts: [{kind: visit-notice, person: Q, at: 2026-03-10T10:00}]}, intent: {at: 2026-03-23T10:00, channel: visit, person: P}, expect: {verdict: refuse}}
        """);

    [Fact]
    public void Notice_in_hours_runs_by_the_clock() => SmallPack.Passes("""
        kind: notice
        when: {channels: [visit]}
        before: 24 hours
        """, """
        - {id: early, given: {facts: [{kind: visit-notice, person: P, at: 2026-03-07T10:00}]}, intent: {at: 2026-03-08T10:59, channel: visit, person: P}, expect: {verdict: refuse, rules: [x.rule], next: 2026-03-08T11:00}}
        - {id: due, given: {facts: [{kind: visit-notice, person: P, at: 2026-03-07T10:00}]}, intent: {at: 2026-03-08T11:00, channel: visit, person: P}, expect: {verdict: permit}}
        """);

    [Fact]
    public void A_visit_is_the_last_resort_after_three_known_failures() => SmallPack.Passes("""
        kind: prior
        when: {channels: [visit]}
        atLeast: 3
        count: {key: [collector, person, debt], window: 30 local-days, channels: [call, letter], outcomes: [no-answer, busy, bounced]}
        """, """
        - {id: two, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: P, debts: [D], by: C}, {at: 2026-03-03T10:00, channel: call, outcome: no-answer, person: P, debts: [D], by: C}], intent: {at: 2026-03-20T10:00, channel: visit, person: P, debts: [D], by: C}, expect: {verdict: refuse, rules: [x.rule], next: never}}
        - {id: three, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: P, debts: [D], by: C}, {at: 2026-03-03T10:00, channel: call, outcome: no-answer, person: P, debts: [D], by: C}, {at: 2026-03-04T10:00, channel: letter, outcome: bounced, person: P, debts: [D], by: C}], intent: {at: 2026-03-31T23:59, channel: visit, person: P, debts: [D], by: C}, expect: {verdict: permit}}
        - {id: too-old, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: P, debts: [D], by: C}, {at: 2026-03-03T10:00, channel: call, outcome: no-answer, person: P, debts: [D], by: C}, {at: 2026-03-04T10:00, channel: letter, outcome: bounced, person: P, debts: [D], by: C}], intent: {at: 2026-04-01T00:00, channel: visit, person: P, debts: [D], by: C}, expect: {verdict: refuse}}
        - {id: outcome-not-known, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: P, debts: [D], by: C}, {at: 2026-03-03T10:00, channel: call, outcome: no-answer, person: P, debts: [D], by: C}, {at: 2026-03-04T10:00, channel: letter, person: P, debts: [D], by: C}], intent: {at: 2026-03-20T10:00, channel: visit, person: P, debts: [D], by: C}, expect: {verdict: refuse}}
        - {id: debt-not-known, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: P, debts: [D], by: C}, {at: 2026-03-03T10:00, channel: call, outcome: no-answer, person: P, debts: [D], by: C}, {at: 2026-03-04T10:00, channel: letter, outcome: bounced, person: P, by: C}], intent: {at: 2026-03-20T10:00, channel: visit, person: P, debts: [D], by: C}, expect: {verdict: refuse}}
        """);

    [Fact]
    public void First_at_home_then_at_work() => SmallPack.Passes("""
        kind: prior
        when: {channels: [visit], places: [office]}
        atLeast: 1
        count: {key: [person], window: ever, channels: [visit], places: [home]}
        """, """
        - {id: not-yet, intent: {at: 2026-03-20T10:00, channel: visit, place: office, person: P}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: tried, history: [{at: 2026-03-02T10:00, channel: visit, place: home, outcome: no-answer, person: P}], intent: {at: 2026-03-20T10:00, channel: visit, place: office, person: P}, expect: {verdict: permit}}
        - {id: place-not-known, history: [{at: 2026-03-02T10:00, channel: visit, outcome: no-answer, person: P}], intent: {at: 2026-03-20T10:00, channel: visit, place: office, person: P}, expect: {verdict: refuse}}
        """);

    [Fact]
    public void A_rule_may_apply_only_while_a_fact_stands() => SmallPack.Passes("""
        kind: cap
        while: {facts: [hardship, vulnerable]}
        limit: 1
        label: {zh: 周, en: Week}
        count: {key: [person], window: 7 local-days}
        """, """
        - {id: without, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: P}], intent: {at: 2026-03-03T10:00, channel: call, person: P}, expect: {verdict: permit}}
        - {id: hardship, given: {facts: [{kind: hardship, person: P, at: 2026-02-01}]}, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: P}], intent: {at: 2026-03-03T10:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule], next: 2026-03-09T00:00}}
        - {id: ends, given: {facts: [{kind: vulnerable, person: P, at: 2026-02-01, until: 2026-03-05T12:00}]}, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: P}], intent: {at: 2026-03-03T10:00, channel: call, person: P}, expect: {verdict: refuse, next: 2026-03-05T12:00}}
        - {id: not-yet, given: {facts: [{kind: vulnerable, person: P, at: 2026-03-05}]}, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: P}], intent: {at: 2026-03-03T10:00, channel: call, person: P}, expect: {verdict: permit}}
        - {id: debtors-fact, given: {roles: {P: Debtor, S: Spouse}, facts: [{kind: hardship, person: P, at: 2026-02-01}]}, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: S}], intent: {at: 2026-03-03T10:00, channel: call, person: S}, expect: {verdict: refuse}}
        - {id: other-debt, given: {facts: [{kind: hardship, person: P, at: 2026-02-01, debts: [D2]}]}, history: [{at: 2026-03-02T10:00, channel: call, outcome: no-answer, person: P}], intent: {at: 2026-03-03T10:00, channel: call, person: P, debts: [D1]}, expect: {verdict: permit}}
        """);

    [Fact]
    public void An_obligation_may_hang_on_a_fact() => SmallPack.Passes("""
        kind: obligation
        while: {facts: [vulnerable], reach: person}
        code: gentle
        """, """
        - {id: a, given: {facts: [{kind: vulnerable, person: P, at: 2026-02-01}]}, intent: {at: 2026-03-03T10:00, channel: call, person: P}, expect: {verdict: permit-with-obligations, rules: [x.rule], obligations: [gentle]}}
        - {id: b, given: {roles: {P: Debtor, S: Spouse}, facts: [{kind: vulnerable, person: P, at: 2026-02-01}]}, intent: {at: 2026-03-03T10:00, channel: call, person: S}, expect: {verdict: permit}}
        - {id: a-visit-is-forbidden, intent: {at: 2026-03-03T10:00, channel: visit, person: P}, expect: {verdict: refuse, rules: [x.other]}}
        """, more: "{id: x.other, kind: forbid, article: '2', text: {zh: 试, en: Trial}, strength: prohibit, mark: V1, when: {channels: [visit]}}");

    [Fact]
    public void An_asked_person_is_asked_again_once_when_the_answer_was_wrong() => SmallPack.Passes("""
        kind: cap
        when: {roles: [Unrelated], purposes: [location]}
        limit: 1
        label: {zh: 查找, en: Location}
        count: {key: [collector, person], window: ever}
        unless: [{fact: wrong-answer, untilContact: true}, {fact: consent, scopes: [call-back]}]
        """, """
        - {id: again, given: {roles: {P: Debtor, F: Unrelated}}, history: [{at: 2026-03-02T10:00, channel: call, outcome: conversation, person: F, purpose: location, by: C}], intent: {at: 2026-03-20T10:00, channel: call, person: F, purpose: location, by: C}, expect: {verdict: refuse, rules: [x.rule], next: never}}
        - {id: wrong, given: {roles: {P: Debtor, F: Unrelated}, facts: [{kind: wrong-answer, person: F, at: 2026-03-10T10:00}]}, history: [{at: 2026-03-02T10:00, channel: call, outcome: conversation, person: F, purpose: location, by: C}], intent: {at: 2026-03-20T10:00, channel: call, person: F, purpose: location, by: C}, expect: {verdict: permit}}
        - {id: only-once, given: {roles: {P: Debtor, F: Unrelated}, facts: [{kind: wrong-answer, person: F, at: 2026-03-10T10:00}]}, history: [{at: 2026-03-02T10:00, channel: call, outcome: conversation, person: F, purpose: location, by: C}, {at: 2026-03-11T10:00, channel: call, outcome: conversation, person: F, purpose: location, by: C}], intent: {at: 2026-03-20T10:00, channel: call, person: F, purpose: location, by: C}, expect: {verdict: refuse}}
        - {id: asked-us-to, given: {roles: {P: Debtor, F: Unrelated}, facts: [{kind: consent, scope: call-back, person: F, at: 2026-03-10T10:00}]}, history: [{at: 2026-03-02T10:00, channel: call, outcome: conversation, person: F, purpose: location, by: C}], intent: {at: 2026-03-20T10:00, channel: call, person: F, purpose: location, by: C}, expect: {verdict: permit}}
        """);

    [Fact]
    public void A_debtor_without_capacity_opens_the_ladder_for_good() => SmallPack.Passes("""
        kind: ladder
        when: {roles: [ListedContact]}
        failures: [no-answer]
        dials: 3
        days: 3
        facts: [deceased, incapacitated, unreachable-evidence]
        """, """
        - {id: shut, given: {roles: {P: Debtor, K: ListedContact}}, intent: {at: 2026-03-20T10:00, channel: call, person: K, purpose: location}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: open, given: {roles: {P: Debtor, K: ListedContact}, facts: [{kind: incapacitated, person: P, at: 2026-03-01}]}, history: [{at: 2026-03-05T10:00, channel: call, outcome: conversation, person: P}], intent: {at: 2026-03-20T10:00, channel: call, person: K, purpose: location}, expect: {verdict: permit}}
        - {id: evidence-overtaken, given: {roles: {P: Debtor, K: ListedContact}, facts: [{kind: unreachable-evidence, person: P, at: 2026-03-01}]}, history: [{at: 2026-03-05T10:00, channel: call, outcome: conversation, person: P}], intent: {at: 2026-03-20T10:00, channel: call, person: K, purpose: location}, expect: {verdict: refuse}}
        """);

    [Fact]
    public void A_consent_covers_its_purpose_and_form_only() => SmallPack.Passes("""
        kind: hours
        open: [{from: "08:00", to: "20:00"}]
        unless: [{fact: consent, scopes: [hours], forms: [written]}]
        """, """
        - {id: shut, intent: {at: 2026-03-20T21:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: written, given: {facts: [{kind: consent, scope: hours, form: written, at: 2026-03-01T10:00}]}, intent: {at: 2026-03-20T21:00, channel: call, person: P}, expect: {verdict: permit}}
        - {id: oral, given: {facts: [{kind: consent, scope: hours, form: oral, at: 2026-03-01T10:00}]}, intent: {at: 2026-03-20T21:00, channel: call, person: P}, expect: {verdict: refuse}}
        - {id: form-not-known, given: {facts: [{kind: consent, scope: hours, at: 2026-03-01T10:00}]}, intent: {at: 2026-03-20T21:00, channel: call, person: P}, expect: {verdict: refuse}}
        - {id: for-this, given: {facts: [{kind: consent, scope: hours, form: written, purpose: reminder, at: 2026-03-01T10:00}]}, intent: {at: 2026-03-20T21:00, channel: call, person: P, purpose: reminder}, expect: {verdict: permit}}
        - {id: for-another, given: {facts: [{kind: consent, scope: hours, form: written, purpose: reminder, at: 2026-03-01T10:00}]}, intent: {at: 2026-03-20T21:00, channel: call, person: P}, expect: {verdict: refuse}}
        """);

    [Fact]
    public void Long_overdue_debts_and_other_types_have_rules_of_their_own() => SmallPack.Passes("""
        kind: forbid
        when: {daysPastDueAtLeast: 90, exceptDebtTypes: [microfinance]}
        """, """
        - {id: a, given: {debts: {D: {daysPastDue: 90, type: card}}}, intent: {at: 2026-03-20T10:00, channel: call, person: P, debts: [D]}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: early, given: {debts: {D: {daysPastDue: 89, type: card}}}, intent: {at: 2026-03-20T10:00, channel: call, person: P, debts: [D]}, expect: {verdict: permit}}
        - {id: excepted, given: {debts: {D: {daysPastDue: 90, type: microfinance}}}, intent: {at: 2026-03-20T10:00, channel: call, person: P, debts: [D]}, expect: {verdict: permit}}
        - {id: one-of-two, given: {debts: {D: {daysPastDue: 90, type: microfinance}, E: {daysPastDue: 100, type: card}}}, intent: {at: 2026-03-20T10:00, channel: call, person: P, debts: [D, E]}, expect: {verdict: refuse}}
        - {id: not-known, intent: {at: 2026-03-20T10:00, channel: call, person: P, debts: [D]}, expect: {verdict: refuse}}
        """);

    [Fact]
    public void Rules_for_agencies_leave_the_lender_alone() => SmallPack.Passes("""
        kind: forbid
        when: {senders: [agency]}
        """, """
        - {id: agency, given: {sender: {agency: true}}, intent: {at: 2026-03-20T10:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: lender, given: {sender: {agency: false}}, intent: {at: 2026-03-20T10:00, channel: call, person: P}, expect: {verdict: permit}}
        - {id: not-known, intent: {at: 2026-03-20T10:00, channel: call, person: P}, expect: {verdict: refuse}}
        """);

    [Theory]
    [InlineData("caller-id", "callerIdShown: true", "callerIdShown: false", "agency: true")]
    [InlineData("no-premium-rate", "premiumRate: false", "premiumRate: true", "agency: true")]
    [InlineData("human", "human: true", "human: false", "agency: true")]
    [InlineData("licensed", "licensed: true, licensedUntil: 2026-03-20", "licensed: true, licensedUntil: 2026-03-19", "agency: true")]
    [InlineData("listed", "agency: true, listed: true", "agency: true, listed: false", "agency: true")]
    [InlineData("evaluated", "evaluatedOn: 2025-03-20", "evaluatedOn: 2025-03-19", "agency: true")]
    [InlineData("trained", "trainedOn: 2025-03-20", "trainedOn: 2025-03-19", "agency: true")]
    [InlineData("device", "ownDevice: true, lenderConsent: true", "ownDevice: true", "agency: true")]
    public void A_sender_must_meet_the_demand(string demand, string met, string unmet, string notKnown) => SmallPack.Passes($$$"""
        kind: sender
        demand: {{{demand}}}
        """, $$$"""
        - {id: met, given: {sender: { {{{met}}} }}, intent: {at: 2026-03-20T10:00, channel: call, person: P}, expect: {verdict: permit}}
        - {id: unmet, given: {sender: { {{{unmet}}} }}, intent: {at: 2026-03-20T10:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: not-known, given: {sender: { {{{notKnown}}} }}, intent: {at: 2026-03-20T10:00, channel: call, person: P}, expect: {verdict: refuse}}
        - {id: nothing-known, intent: {at: 2026-03-20T10:00, channel: call, person: P}, expect: {verdict: permit}}
        """);

    [Fact]
    public void A_machine_is_not_a_human() => SmallPack.Passes("kind: sender\ndemand: human", """
        - {id: a, intent: {at: 2026-03-20T10:00, channel: ai-call, person: P}, expect: {verdict: refuse, rules: [x.rule]}}
        """);

    [Fact]
    public void A_record_is_kept_through_the_last_day_of_its_term() => SmallPack.Passes("""
        kind: retention
        what: [recording]
        keep: 2 years
        since: made
        when: {debtTypes: [card]}
        """, """
        - {id: kept, given: {debts: {D: {type: card}}}, retention: {at: 2026-03-02T23:59, what: recording, made: 2024-03-02T10:00, debts: [D]}, expect: {verdict: refuse, rules: [x.rule], until: 2026-03-03T00:00}}
        - {id: over, given: {debts: {D: {type: card}}}, retention: {at: 2026-03-03T00:00, what: recording, made: 2024-03-02T10:00, debts: [D]}, expect: {verdict: permit, rules: [x.rule]}}
        - {id: leap-day, given: {debts: {D: {type: card}}}, retention: {at: 2026-02-28T23:59, what: recording, made: 2024-02-29T10:00, debts: [D]}, expect: {verdict: refuse, until: 2026-03-01T00:00}}
        - {id: made-not-known, given: {debts: {D: {type: card}}}, retention: {at: 2026-03-03, what: recording, debts: [D]}, expect: {verdict: refuse, rules: [x.rule], until: never}}
        - {id: type-not-known, retention: {at: 2026-01-03, what: recording, made: 2024-03-02T10:00, debts: [D]}, expect: {verdict: refuse, rules: [x.rule]}}
        - {id: other-type, given: {debts: {D: {type: mortgage}}}, retention: {at: 2036-01-03, what: recording, made: 2024-03-02T10:00, debts: [D]}, expect: {verdict: refuse, rules: [gate.no-retention-rule]}}
        - {id: other-record, given: {debts: {D: {type: card}}}, retention: {at: 2036-01-03, what: complaint, made: 2024-03-02T10:00, debts: [D]}, expect: {verdict: refuse, rules: [gate.no-retention-rule], until: never}}
        - {id: hold, given: {facts: [{kind: legal-hold, person: P, at: 2026-01-01}]}, retention: {at: 2030-01-03, what: recording, made: 2024-03-02T10:00, person: P}, expect: {verdict: refuse, rules: [gate.legal-hold], until: never}}
        - {id: hold-of-another, given: {facts: [{kind: legal-hold, person: Q, at: 2026-01-01}]}, retention: {at: 2030-01-03, what: recording, made: 2024-03-02T10:00, person: P}, expect: {verdict: permit}}
        - {id: hold-over, given: {facts: [{kind: legal-hold, person: P, at: 2026-01-01, until: 2029-01-01T00:00}]}, retention: {at: 2030-01-03, what: recording, made: 2024-03-02T10:00, person: P}, expect: {verdict: permit}}
        """);

    [Fact]
    public void A_term_may_run_from_the_last_activity() => SmallPack.Passes("""
        kind: retention
        what: [contact-record, correspondence]
        keep: 36 months
        since: last-activity
        """, """
        - {id: kept, retention: {at: 2029-03-02T12:00, what: correspondence, made: 2020-01-01, lastActivity: 2026-03-02T10:00}, expect: {verdict: refuse, rules: [x.rule], until: 2029-03-03T00:00}}
        - {id: over, retention: {at: 2029-03-03T00:00, what: contact-record, made: 2020-01-01, lastActivity: 2026-03-02T10:00}, expect: {verdict: permit}}
        - {id: not-known, retention: {at: 2029-03-03T00:00, what: contact-record, made: 2020-01-01}, expect: {verdict: refuse, until: never}}
        """);

    [Theory]
    [InlineData("kind: hous\nopen: []", "x.yaml:15: rules[0].kind: 'hous' is not one of hours, cap, cooldown, flag, restriction, forbid, ladder, basis, staff, sender, notice, prior, obligation, content, retention; did you mean 'hours'?")]
    [InlineData("kind: forbid\nwhenn: {channels: [call]}", "x.yaml:16: rules[0].whenn: is not a field that is known here; did you mean 'when'?")]
    [InlineData("kind: forbid\nwhen: {channels: [cal]}", "x.yaml:16: rules[0].when.channels: 'cal' is not one of ai-call, call, email, im, letter, prerecorded, sms, visit; did you mean 'call'?")]
    [InlineData("kind: notice", "x.yaml:8: rules[0].before: is missing")]
    [InlineData("kind: notice\nbefore: a while", "x.yaml:16: rules[0].before: 'a while' is not a length of time such as 24 hours, 3 local-days or 30 minutes")]
    [InlineData("kind: retention\nwhat: [recording]\nsince: made\nkeep: forever", "x.yaml:18: rules[0].keep: 'forever' is not a term such as 5 years, 18 months or 30 days")]
    [InlineData("kind: retention\nwhat: [recording]\nsince: made\nkeep: 2 years\nwhen: {roles: [Debtor]}", "x.yaml:19: rules[0].when: a retention rule may only name channels, debtTypes, exceptDebtTypes and days past due")]
    [InlineData("kind: forbid\nsupersededBy: y.rule", "x.yaml:16: rules[0].supersededBy: needs 'to', the last day on which this rule was in force")]
    [InlineData("kind: forbid\nfrom: 2026-03-02\nto: 2026-03-01", "x.yaml:17: rules[0].to: lies before 'from'")]
    public void A_problem_says_where_what_and_what_would_be_right(string rule, string problem) => SmallPack.ProblemsOf(rule).ShouldContain(problem);

    [Theory]
    [InlineData("V1", "false", true)]
    [InlineData("V2", "false", true)]
    [InlineData("V1", "true", false)]
    [InlineData("V2w", "false", false)]
    [InlineData("R-H", "false", false)]
    [InlineData("R-M", "false", false)]
    [InlineData("R-L", "false", false)]
    public void Recalled_and_contradicted_sources_are_unconfirmed_in_every_decision(string mark, string conflict, bool confirmed)
    {
        var text = SmallPack.Text($"kind: forbid\nwhen: {{channels: [call]}}\nconflict: {conflict}", "[{id: a, intent: {at: 2026-03-20T10:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule]}}]",
            more: "{id: x.do, kind: obligation, code: do, article: '2', text: {zh: 试, en: Trial}, strength: prohibit, mark: " + mark + ", conflict: " + conflict + "}").Replace("mark: V1", "mark: " + mark, StringComparison.Ordinal);
        var policy = new GatePolicy([PackReader.Read(text, "x").Pack!]);
        foreach (var channel in new[] { "call", "sms" })
            policy.Decide(GateTexts.Question($"{{zone: UTC, vectors: [{{id: a, intent: {{at: 2026-03-20T10:00, channel: {channel}, person: P}}, expect: {{verdict: permit}}}}]}}"))
                .Rules.ShouldHaveSingleItem().Confirmed.ShouldBe(confirmed);
    }

    [Fact]
    public void A_superseded_rule_says_by_what() =>
        PackReader.Read(SmallPack.Text("kind: forbid\nto: 2026-03-01\nsupersededBy: y.rule", "[]"), "x.yaml").Pack!.Rules[0].SupersededBy.ShouldBe("y.rule");
}
