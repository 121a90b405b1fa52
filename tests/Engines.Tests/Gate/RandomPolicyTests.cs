using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

/// <summary>What must hold for any pack, whatever its rules: random packs of all kinds of rules over random histories, in several zones and seasons.</summary>
public sealed class RandomPolicyTests
{
    /// <summary>Zones with the days on which something happens to their clocks or calendars: gaps, overlaps, the year's end, a leap day.</summary>
    public static TheoryData<string, int> Seasons => new()
    {
        { "America/New_York", 0 },          // 2026-03-08: the clocks go forward
        { "America/New_York", 240 },        // 2026-11-01: and back
        { "Australia/Lord_Howe", 30 },      // 2026-04-05: back by half an hour
        { "Asia/Shanghai", 300 },           // over the year's end
        { "Asia/Kolkata", 720 },            // 2028-02-29
        { "America/Sao_Paulo", -2680 },     // 2018-11-04: midnight is skipped
    };

    [Theory]
    [MemberData(nameof(Seasons))]
    public void Next_agrees_with_a_walk_minute_by_minute(string zone, int days) => Holds(Cases(zone, days), 150, one =>
    {
        var decision = one.Policy.Decide(one.Question);
        var end = decision.Next ?? Instant.MaxValue;
        for (var minute = 0; minute < 9 * 24 * 60; minute += minute < 300 ? 1 : 15)
        {
            var t = one.Question.Intent.At + Duration.FromMinutes(minute);
            if (t >= end) break;
            one.Policy.Decide(one.At(t)).IsPermitted.ShouldBeFalse($"permitted at {t}, but next is {decision.Next}: {one}");
        }
        if (decision.Next is { } next) one.Policy.Decide(one.At(next)).IsPermitted.ShouldBeTrue($"refused at its own next, {next}: {one}");
    });

    [Theory]
    [MemberData(nameof(Seasons))]
    public void A_permit_stays_true_until_it_says(string zone, int days) => Holds(Cases(zone, days), 600, one =>
    {
        var decision = one.Policy.Decide(one.Question);
        if (!decision.IsPermitted) return;
        decision.ValidUntil.ShouldBeGreaterThan(decision.At);
        var length = Duration.Min(decision.ValidUntil - decision.At, Duration.FromDays(9));
        for (var part = 0; part < 30; part++)
        {
            var t = decision.At + (length * (part / 30.0));
            one.Policy.Decide(one.At(t)).IsPermitted.ShouldBeTrue($"refused at {t}, before {decision.ValidUntil}: {one}");
        }
    });

    [Theory]
    [MemberData(nameof(Seasons))]
    public void An_overlay_of_any_rules_can_only_be_stricter(string zone, int days) =>
        Holds(from one in Cases(zone, days) from overlay in RandomRules.Packs("overlay") select (one, overlay), 1000, pair =>
        {
            var (loose, strict) = (pair.one.Policy.Decide(pair.one.Question), new GatePolicy([.. pair.one.Policy.Packs, pair.overlay]).Decide(pair.one.Question));
            // A base none of whose rules judges anything refuses; a rule that begins to judge ends that, and is no less strict for it.
            if (loose.Rules.Any(r => r.Id == "gate.no-rules-in-force")) return;
            ((int)strict.Verdict).ShouldBeGreaterThanOrEqualTo((int)loose.Verdict, $"{pair.one} overlay {string.Join(", ", pair.overlay.Rules)}");
            loose.Rules.Where(r => r.Effect >= RuleEffect.Refer).Select(r => r.Id).Except(strict.Rules.Select(r => r.Id)).ShouldBeEmpty();
            if (loose.Rules.Any(r => r.Id == "gate.no-rules-in-force") || !EverInForce(pair.one.Policy)) return;
            (strict.Next ?? Instant.MaxValue).ShouldBeGreaterThanOrEqualTo(loose.Next ?? Instant.MaxValue, $"{pair.one}");
        });

    [Fact]
    public void The_order_of_packs_rules_facts_and_simultaneous_events_does_not_matter() => Holds(Cases("America/New_York", 0), 3000, one =>
    {
        var coarse = one.Question with { History = ContactHistory.Of([.. one.Question.History.Select(Coarse).OrderBy(e => e.At)]) };
        var turned = coarse with
        {
            History = ContactHistory.Of([.. coarse.History.Reverse().OrderBy(e => e.At)]),
            State = coarse.State with { Facts = [.. coarse.State.Facts.Reverse()], Debtors = [.. coarse.State.Debtors.Reverse()] },
        };
        var other = new GatePolicy([.. one.Policy.Packs.Reverse().Select(p => p with { Rules = [.. p.Rules.Reverse()] })]);
        var (a, b) = (one.Policy.Decide(coarse), other.Decide(turned));
        (a.Verdict, a.Next, a.ValidUntil).ShouldBe((b.Verdict, b.Next, b.ValidUntil), $"{one}");
        a.Rules.Select(r => (r.Id, r.Effect, r.Next)).Order().ShouldBe(b.Rules.Select(r => (r.Id, r.Effect, r.Next)).Order());
        a.Counters.Select(c => (c.Rule, c.Key, c.Before, c.After)).Order().ShouldBe(b.Counters.Select(c => (c.Rule, c.Key, c.Before, c.After)).Order());
        a.Flags.Order().ShouldBe(b.Flags.Order());
    });

    private static ContactEvent Coarse(ContactEvent e) => e with { At = Instant.FromUnixTimeSeconds(e.At.ToUnixTimeSeconds() / 43_200 * 43_200) };

    private static bool EverInForce(GatePolicy policy) => policy.Packs.SelectMany(p => p.Rules).Any(r => r.EffectiveFrom is null && r.EffectiveTo is null && r is not (FlagRule or ObligationRule or ContentRule or RetentionRule));

    private static Gen<Case> Cases(string zone, int days) =>
        from first in RandomRules.Packs("a")
        from second in RandomRules.Packs("b")
        from question in Scenarios.Questions(zone)
        select new Case(new GatePolicy([first, second]), Scenarios.Later(question, days));

    private static void Holds<T>(Gen<T> gen, int tests, Action<T> property) =>
        Prop.ForAll(gen.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    private sealed record Case(GatePolicy Policy, GateQuestion Question)
    {
        public GateQuestion At(Instant t) => Question with { Intent = Question.Intent with { At = t } };

        public override string ToString() => Scenarios.Tell(Question) + "\n" + string.Join("\n", Policy.Packs.SelectMany(p => p.Rules).Select(Tell));

        private static string Tell(PolicyRule rule) => $"{rule} when {Set(rule.When.Channels)} {Set(rule.When.Purposes)} {Set(rule.When.Roles)} while {Set(rule.While?.Facts)} unless {string.Join(" ", rule.Unless.Select(u => $"{u} {Set(u.Scopes)}"))}";

        private static string Set<T>(IReadOnlySet<T>? values) => values is null ? "any" : string.Join("|", values);
    }
}
