using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

/// <summary>What holds of every country's packs, around the days on which clocks and calendars turn.</summary>
public sealed class PackPropertyTests
{
    public static TheoryData<string, string, string> Countries => new()
    {
        { "au", "Australia/Sydney", "2026-04-01" },
        { "au", "Australia/Sydney", "2026-09-29" },
        { "cl", "America/Santiago", "2026-04-01" },
        { "cl", "America/Santiago", "2026-09-01" },
        { "id", "Asia/Jayapura", "2026-03-16" },
        { "in,in-rbi-2026-draft", "Asia/Kolkata", "2026-06-26" },
        { "mx", "America/Tijuana", "2026-03-05" },
        { "ph", "Asia/Manila", "2026-12-27" },
        { "uk,uk-mcob", "Europe/London", "2026-03-25" },
        { "uk", "Europe/London", "2026-10-20" },
        { "us,us-ma,us-statute-hours", "America/New_York", "2026-10-28" },
        { "cn,cn-card,cn-pipl,cn-consumer-finance,cn-house", "Asia/Shanghai", "2026-02-10" },
        { "cn-guideline,cn-card", "Asia/Shanghai", "2028-02-25" },
    };

    [Theory]
    [MemberData(nameof(Countries))]
    public void Next_agrees_with_a_walk_minute_by_minute(string packs, string zone, string from)
    {
        var policy = GateTexts.Policy(packs.Split(','));
        Holds(Questions(zone, from), 25, question =>
        {
            var next = policy.Decide(question).Next;
            for (var minute = 0; minute < 9 * 24 * 60; minute += minute < 400 ? 1 : 15)
            {
                var t = question.Intent.At + Duration.FromMinutes(minute);
                if (t >= next) break;
                policy.Decide(At(question, t)).IsPermitted.ShouldBeFalse($"permitted at {t}, but next is {next}: {Scenarios.Tell(question)}");
            }
            if (next is { } permitted) policy.Decide(At(question, permitted)).IsPermitted.ShouldBeTrue($"refused at its own next, {permitted}: {Scenarios.Tell(question)}");
        });
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void A_permit_stays_true_until_it_says(string packs, string zone, string from)
    {
        var policy = GateTexts.Policy(packs.Split(','));
        Holds(Questions(zone, from), 150, question =>
        {
            var decision = policy.Decide(question);
            if (!decision.IsPermitted) return;
            var length = Duration.Min(decision.ValidUntil - decision.At, Duration.FromDays(9));
            for (var part = 0; part < 40; part++)
            {
                var t = decision.At + length * (part / 40.0);
                policy.Decide(At(question, t)).IsPermitted.ShouldBeTrue($"refused at {t}, before {decision.ValidUntil}: {Scenarios.Tell(question)}");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void A_further_pack_never_permits_more(string packs, string zone, string from)
    {
        var (law, both) = (GateTexts.Policy(packs.Split(',')), GateTexts.Policy([.. packs.Split(','), "cn-house"]));
        Holds(Questions(zone, from), 100, question =>
            ((int)both.Decide(question).Verdict).ShouldBeGreaterThanOrEqualTo((int)law.Decide(question).Verdict));
    }

    /// <summary>The scenarios of March 2026, moved to begin on another day.</summary>
    private static Gen<GateQuestion> Questions(string zone, string from)
    {
        var shift = Instant.FromUtc(int.Parse(from[..4], null), int.Parse(from[5..7], null), int.Parse(from[8..], null), 0, 0) - Scenarios.Start;
        return from question in Scenarios.Questions(zone) select Moved(question, shift);
    }

    private static GateQuestion Moved(GateQuestion question, Duration by) => question with
    {
        Intent = question.Intent with { At = question.Intent.At + by },
        History = [.. question.History.Select(e => e with { At = e.At + by })],
        State = question.State with { Facts = [.. question.State.Facts.Select(f => f with { At = f.At + by, Until = f.Until + by })] },
    };

    private static GateQuestion At(GateQuestion question, Instant t) => question with { Intent = question.Intent with { At = t } };

    private static void Holds<T>(Gen<T> gen, int tests, Action<T> property) =>
        Prop.ForAll(gen.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));
}
