using Daylight.Gate;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

/// <summary>Every field and word that case files may use is read, and changes an answer.</summary>
public sealed class CaseFormatTests
{
    [Theory]
    [InlineData("call")]
    [InlineData("ai-call")]
    [InlineData("prerecorded")]
    [InlineData("sms")]
    [InlineData("im")]
    [InlineData("email")]
    [InlineData("letter")]
    [InlineData("visit")]
    public void A_channel(string word) => Tells($"when: {{channels: [{word}]}}",
        $"intent: {{at: 2026-03-02T10:00, channel: {word}, person: P}}",
        $"intent: {{at: 2026-03-02T10:00, channel: {(word == "call" ? "sms" : "call")}, person: P}}");

    [Theory]
    [InlineData("collection")]
    [InlineData("location")]
    [InlineData("reply")]
    [InlineData("confirm-stop")]
    [InlineData("end-efforts")]
    [InlineData("reminder")]
    [InlineData("investigation")]
    [InlineData("survey")]
    [InlineData("marketing")]
    public void A_purpose(string word) => Tells($"when: {{purposes: [{word}]}}",
        $"intent: {{at: 2026-03-02T10:00, channel: call, person: P, purpose: {word}}}",
        $"intent: {{at: 2026-03-02T10:00, channel: call, person: P, purpose: {(word == "reply" ? "survey" : "reply")}}}");

    [Fact]
    public void The_purpose_is_collection_unless_said() => Tells("when: {purposes: [collection]}",
        "intent: {at: 2026-03-02T10:00, channel: call, person: P}", "intent: {at: 2026-03-02T10:00, channel: call, person: P, purpose: survey}");

    [Theory]
    [InlineData("Debtor")]
    [InlineData("CoDebtor")]
    [InlineData("Guarantor")]
    [InlineData("Spouse")]
    [InlineData("Guardian")]
    [InlineData("Executor")]
    [InlineData("Attorney")]
    [InlineData("ListedContact")]
    [InlineData("Employer")]
    [InlineData("Unrelated")]
    public void A_role(string word) => Tells($"when: {{roles: [{word}]}}",
        $"given: {{roles: {{P: {word}}}}}, intent: {{at: 2026-03-02T10:00, channel: call, person: P}}",
        $"given: {{roles: {{P: {(word == "Debtor" ? "Spouse" : "Debtor")}}}}}, intent: {{at: 2026-03-02T10:00, channel: call, person: P}}");

    [Theory]
    [InlineData("mobile", "mobile1")]
    [InlineData("home", "home2")]
    [InlineData("work", "work1")]
    [InlineData("email", "email3")]
    [InlineData("workemail", "workemail1")]
    [InlineData("im", "im1")]
    [InlineData("addr", "addr12")]
    public void A_point(string kind, string point) => Tells($"when: {{points: [{kind}]}}",
        $"intent: {{at: 2026-03-02T10:00, channel: call, person: P, point: {point}}}",
        $"intent: {{at: 2026-03-02T10:00, channel: call, person: P, point: {(kind == "work" ? "home1" : "work1")}}}");

    [Theory]
    [InlineData("home", "office")]
    [InlineData("office", "other")]
    [InlineData("other", "home")]
    public void A_place_of_a_visit(string place, string another) => Tells($"when: {{places: [{place}]}}",
        $"intent: {{at: 2026-03-02T10:00, channel: visit, place: {place}, staff: 2, person: P}}",
        $"intent: {{at: 2026-03-02T10:00, channel: visit, place: {another}, staff: 2, person: P}}");

    [Fact]
    public void The_staff_of_a_visit() => Tells("min: 2",
        "intent: {at: 2026-03-02T10:00, channel: visit, staff: 1, person: P}", "intent: {at: 2026-03-02T10:00, channel: visit, staff: 2, person: P}", kind: "staff");

    [Theory]
    [InlineData("busy")]
    [InlineData("not-in-service")]
    [InlineData("no-answer")]
    [InlineData("dropped")]
    [InlineData("voicemail")]
    [InlineData("limited-content-voicemail")]
    [InlineData("conversation")]
    [InlineData("effective-talk")]
    [InlineData("delivered")]
    [InlineData("bounced")]
    [InlineData("replied")]
    [InlineData("refused")]
    public void An_outcome(string word) => Counts($"outcomes: [{word}]", $"outcome: {word}", $"outcome: {(word == "busy" ? "voicemail" : "busy")}");

    [Fact]
    public void A_direction_outbound_unless_said()
    {
        Counts("direction: outbound", "outcome: conversation", "outcome: conversation, direction: inbound");
        Counts("direction: inbound", "outcome: conversation, direction: inbound", "outcome: conversation, direction: outbound");
    }

    [Theory]
    [InlineData("collector", "by: C1", "by: C2")]
    [InlineData("agent", "agent: s1", "agent: s2")]
    [InlineData("point", "point: mobile1", "point: mobile2")]
    [InlineData("debt", "debts: [D1]", "debts: [D2]")]
    [InlineData("account", "debts: [D3]", "debts: [D2]")]
    [InlineData("channel", "channel: call", "channel: sms")]
    [InlineData("purpose", "purpose: collection", "purpose: survey")]
    [InlineData("person", "person: P", "person: Q")]
    public void What_a_counter_goes_by(string key, string same, string another) => SmallPack.Passes($$"""
        kind: cap
        limit: 1
        label: {zh: x, en: x}
        count: {key: [{{key}}], window: ever}
        """, $$"""
        - {id: same, given: { {{Debts}} }, history: [ {{Event(same)}} ], intent: { {{Intent}} }, expect: {verdict: refuse, rules: [x.rule]} }
        - {id: another, given: { {{Debts}} }, history: [ {{Event(another)}} ], intent: { {{Intent}} }, expect: {verdict: permit} }
        """);

    private const string Debts = "debts: {D1: {account: A}, D3: {account: A}, D2: {account: B}}";
    private const string Intent = "at: 2026-03-02T10:00, channel: call, person: P, by: C1, agent: s1, point: mobile1, debts: [D1]";

    private static string Event(string with)
    {
        var fields = new List<string> { "at: 2026-03-01T10:00", "channel: call", "person: P", "outcome: no-answer", "by: C1", "agent: s1", "point: mobile1", "debts: [D1]" };
        fields.RemoveAll(f => f.Split(':')[0] == with.Split(':')[0]);
        return "{" + string.Join(", ", fields.Append(with)) + "}";
    }

    [Theory]
    [InlineData("consent")]
    [InlineData("agreement")]
    [InlineData("inconvenient")]
    [InlineData("medium-stop")]
    [InlineData("cease")]
    [InlineData("refusal")]
    [InlineData("attorney")]
    [InlineData("dispute")]
    [InlineData("bankruptcy")]
    [InlineData("plan-signed")]
    [InlineData("deceased")]
    [InlineData("invalid-number")]
    [InlineData("unreachable-evidence")]
    public void A_kind_of_fact(string word) => Hears($"facts: [{word}]", $"kind: {word}", $"kind: {(word == "cease" ? "dispute" : "cease")}");

    [Theory]
    [InlineData("", "until: 2026-03-03", "until: 2026-03-02")]
    [InlineData("", "withdrawn: 2026-03-03", "withdrawn: 2026-03-02")]
    [InlineData("", "withdrawn: false", "withdrawn: true")]
    [InlineData("", "from: '09:00', to: '11:00'", "from: '11:00', to: '12:00'")]
    [InlineData("", "from: '22:00', to: '10:30'", "from: '22:00', to: '10:00'")]
    [InlineData("", "debts: [D1]", "debts: [D2]")]
    [InlineData("", "point: mobile1", "point: mobile2")]
    [InlineData("", "person: P", "person: Q")]
    [InlineData("forms: [written]", "form: written", "form: oral")]
    [InlineData("forms: [oral]", "form: oral", "form: employer-policy")]
    [InlineData("forms: [employer-policy]", "form: employer-policy", "form: written")]
    [InlineData("scopes: [workplace]", "scope: workplace", "scope: home")]
    [InlineData("scopes: [home]", "scope: home", "scope: workplace")]
    [InlineData("scopes: [home]", "place: home", "place: office")]
    [InlineData("sameChannel: true", "channel: call", "channel: sms")]
    [InlineData("timeOfDayOnly: true", "from: '09:00', to: '11:00'", "scope: home")]
    public void A_field_of_a_fact(string rule, string stands, string not) => Hears($"facts: [inconvenient]\n{rule}", $"kind: inconvenient, {stands}", $"kind: inconvenient, {not}");

    [Fact]
    public void A_fact_counts_from_when_it_came_not_from_when_it_was_sent() =>
        Hears("facts: [cease]", "kind: cease, sent: 2026-02-20, at: 2026-03-02T09:59", "kind: cease, sent: 2026-02-20, at: 2026-03-02T10:01");

    [Theory]
    [InlineData("{fact: consent, scopes: [hours]}", "kind: consent, scope: hours", "kind: consent, scope: text")]
    [InlineData("{fact: consent, scopes: [frequency]}", "kind: consent, scope: frequency", "kind: consent, scope: hours")]
    [InlineData("{fact: consent, scopes: [text]}", "kind: consent, scope: text", "kind: consent, scope: place")]
    [InlineData("{fact: consent, scopes: [place]}", "kind: consent, scope: place", "kind: consent, scope: call-back")]
    [InlineData("{fact: consent, scopes: [call-back]}", "kind: consent, scope: call-back", "kind: consent, scope: hours")]
    [InlineData("{fact: consent, scopes: [third-party], giver: any-naming-person}", "kind: consent, scope: third-party, person: Q, to: P", "kind: consent, scope: third-party, person: Q, to: R")]
    [InlineData("{fact: consent, scopes: [direct-contact], giver: any}", "kind: consent, scope: direct-contact, person: Q, to: P", "kind: consent, scope: direct-contact, person: Q, to: R")]
    [InlineData("{fact: agreement, scopes: [hours]}", "kind: agreement, scope: hours", "kind: consent, scope: hours")]
    [InlineData("{fact: agreement, scopes: [unanswered-attempts]}", "kind: agreement, scope: unanswered-attempts", "kind: agreement, scope: hours")]
    [InlineData("{fact: consent, direct: true}", "kind: consent, by: C1", "kind: consent, by: C2")]
    [InlineData("{fact: consent}", "kind: consent, until: 2026-03-03", "kind: consent, until: 2026-03-02")]
    [InlineData("{fact: consent}", "kind: consent", "kind: consent, withdrawn: 2026-03-01T12:00")]
    [InlineData("{fact: consent}", "kind: consent, from: '09:00', to: '10:01'", "kind: consent, from: '09:00', to: '10:00'")]
    [InlineData("{fact: consent}", "kind: consent, channel: call", "kind: consent, channel: sms")]
    [InlineData("{fact: consent}", "kind: consent, point: mobile1", "kind: consent, point: mobile2")]
    [InlineData("{fact: consent}", "kind: consent, debts: [D1, D2]", "kind: consent, debts: [D2]")]
    public void What_a_consent_covers(string exception, string covers, string not) => SmallPack.Passes($$"""
        kind: forbid
        when: {channels: [call]}
        unless: [ {{exception}} ]
        """, $$"""
        - {id: covered, given: {facts: [{at: 2026-03-01T10:00, {{covers}} }]}, intent: { {{Intent}} }, expect: {verdict: permit} }
        - {id: not, given: {facts: [{at: 2026-03-01T10:00, {{not}} }]}, intent: { {{Intent}} }, expect: {verdict: refuse, rules: [x.rule]} }
        """);

    [Fact]
    public void What_is_given_of_debts_zones_and_holidays()
    {
        Tells("when: {debtTypes: [student-loan]}", $"given: {{debts: {{D1: {{type: student-loan}}}}}}, intent: {{{Intent}}}", $"given: {{debts: {{D1: {{type: card}}}}}}, intent: {{{Intent}}}");
        Tells("when: {daysPastDueAtMost: 15}", $"given: {{debts: {{D1: {{daysPastDue: 15}}}}}}, intent: {{{Intent}}}", $"given: {{debts: {{D1: {{daysPastDue: 16}}}}}}, intent: {{{Intent}}}");
        Tells("open: [{from: '10:00', to: '21:00'}]", $"given: {{zones: {{P: [America/New_York, America/Los_Angeles]}}}}, intent: {{{Intent}}}", $"given: {{zones: {{P: [America/New_York]}}}}, intent: {{{Intent}}}", kind: "hours");
        Tells("open: [{from: '08:00', to: '21:00'}]\nclosed: [holiday]", $"given: {{holidays: [2026-03-02]}}, intent: {{{Intent}}}", $"given: {{holidays: [2026-03-03]}}, intent: {{{Intent}}}", kind: "hours");
    }

    [Theory]
    [InlineData("2026-03-02T09:59", "2026-03-02T10:00")]
    [InlineData("2026-03-02T09:59:59", "2026-03-02T10:00:00")]
    [InlineData("2026-03-02T14:59Z", "2026-03-02T15:00Z")]
    [InlineData("2026-03-02T22:59:00+08:00", "2026-03-02T23:00:00+08:00")]
    public void A_moment_is_local_unless_it_says_otherwise(string before, string at) => Tells("open: [{from: '10:00', to: '21:00'}]",
        $"intent: {{at: '{before}', channel: call, person: P}}", $"intent: {{at: '{at}', channel: call, person: P}}", kind: "hours");

    [Theory]
    [InlineData("verdict: permit", "verdict is refuse, expected permit")]
    [InlineData("verdict: permit-with-obligations", "verdict is refuse, expected permit-with-obligations")]
    [InlineData("verdict: refer", "verdict is refuse, expected refer")]
    [InlineData("verdict: refuse, rules: [us.cease]", "rule us.cease did not speak")]
    [InlineData("verdict: refuse, obligations: [record]", "obligation record is missing")]
    [InlineData("verdict: refuse, flags: [aggregate]", "flag aggregate is missing")]
    [InlineData("verdict: refuse, next: 2026-03-03T09:00", "next is 2026-03-03T13:00:00Z, expected 2026-03-03T14:00:00Z")]
    [InlineData("verdict: refuse, next: never", "next is 2026-03-03T13:00:00Z, expected never")]
    public void What_is_expected_is_checked(string expect, string failure) => Check($$"""
        packs: [us-fdcpa]
        zone: America/New_York
        vectors: [{id: a, intent: {at: 2026-03-02T22:00, channel: call, person: P}, expect: { {{expect}} } }]
        """).Results.ShouldHaveSingleItem().Failures.ShouldContain(f => f.StartsWith(failure, StringComparison.Ordinal));

    [Fact]
    public void Each_document_has_packs_and_a_zone_of_its_own_and_a_bad_vector_does_not_stop_the_good_ones()
    {
        var report = Check("""
            packs: [us-fdcpa]
            zone: America/New_York
            vectors:
              - {id: us, intent: {at: 2026-03-02T21:30, channel: call, person: P}, expect: {verdict: refuse, next: 2026-03-03T08:00}}
              - {id: bad, intent: {at: soon, channel: call, person: P}, expect: {verdict: refuse}}
            ---
            packs: [cn]
            zone: Asia/Shanghai
            vectors:
              - {id: cn, intent: {at: 2026-03-02T21:30, channel: call, person: P}, expect: {verdict: permit}}
              - {id: noted, remark: unknown, intent: {at: 2026-03-02T21:30, channel: call, person: P, mood: good}, expect: {verdict: permit}}
            """);
        report.ToString().ShouldBe("3 passed, 1 failed");
        report.Results.Single(r => !r.Passed).ToString().ShouldBe("v:5: vectors[1].intent.at: 'soon' is not a moment such as 2026-03-02T10:00 or 2026-03-02T02:00:00Z");
        report.Warnings.Select(w => w.ToString()).ShouldBe(["v:11: vectors[1].intent.mood: is not a field that is known here", "v:11: vectors[1].remark: is not a field that is known here"]);
    }

    private static VectorReport Check(string text) => GateCheck.Run([new("v", text)], GateTexts.Library);

    /// <summary>The rule speaks for the first vector and is silent for the second.</summary>
    private static void Tells(string rule, string speaks, string silent, string kind = "forbid") => SmallPack.Passes($"kind: {kind}\n{rule}", $$"""
        - {id: speaks, {{speaks}}, expect: {verdict: refuse, rules: [x.rule]} }
        - {id: silent, {{silent}}, expect: {verdict: permit} }
        """);

    private static void Counts(string count, string counts, string not) => SmallPack.Passes($$"""
        kind: cap
        limit: 1
        label: {zh: x, en: x}
        count: {key: [person], window: ever, {{count}} }
        """, $$"""
        - {id: counts, history: [{at: 2026-03-01T10:00, channel: call, person: P, {{counts}} }], intent: {at: 2026-03-02T10:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule]} }
        - {id: not, history: [{at: 2026-03-01T10:00, channel: call, person: P, {{not}} }], intent: {at: 2026-03-02T10:00, channel: call, person: P}, expect: {verdict: permit} }
        """);

    private static void Hears(string rule, string stands, string not) => SmallPack.Passes($"kind: restriction\n{rule}", $$"""
        - {id: stands, given: {facts: [{at: 2026-03-01T10:00, {{stands}} }]}, intent: { {{Intent}} }, expect: {verdict: refuse, rules: [x.rule]} }
        - {id: not, given: {facts: [{at: 2026-03-01T10:00, {{not}} }]}, intent: { {{Intent}} }, expect: {verdict: permit} }
        """.Replace("at: 2026-03-01T10:00, kind: cease, sent: 2026-02-20, at", "kind: cease, sent: 2026-02-20, at", StringComparison.Ordinal));
}
