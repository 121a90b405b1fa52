using Daylight.Platform;
using Daylight.Platform.Storage;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

/// <summary>A plan says what single questions say, for random cases, at the turns and between them.</summary>
public sealed class PlanAgreementTests
{
    private const int CasesPerRound = 24;
    private static readonly string[][] Packs = [["cn"], ["us-fdcpa"], ["cn", "cn-house"], ["us-fdcpa", "us-ma"]];
    private static readonly string[] Channels = ["call", "sms", "email", "visit", "im"];
    private static readonly string[] Roles = ["Debtor", "CoDebtor", "Guarantor", "ListedContact", "Spouse"];

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public void A_plan_agrees_with_single_questions(Dialect dialect) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(8),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            AgreesAsync(dialect, new Random(seed)).GetAwaiter().GetResult();
            return true;
        }));

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_plan_permits_now_exactly_what_the_gate_gives_permits_for(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect, new Random(20260302), ["cn"]);
        var plan = await PlanHome.MakeAsync(home, new ContactPlanRequest("2026-03-02T10:00:00+08:00", "2026-03-02T18:00:00+08:00", ["call", "sms"]));
        var asked = 0;
        foreach (var row in (await PlanHome.RowsAsync(home, plan.Id)).Where(row => row.ContactPointId is not null).DistinctBy(row => row.CaseId))
        {
            var answer = await home.AskAsync(new AskPermitRequest(row.CaseId, row.PersonId, row.Channel, row.ContactPointId));

            (answer.Value.Permit is not null).ShouldBe(
                row.Windows.Any(window => window.From <= home.Clock.Now && home.Clock.Now < window.Until), $"{row.CaseId} {row.Channel} {row.Point}");
            asked++;
        }

        asked.ShouldBeGreaterThan(5);
    }

    private static async Task AgreesAsync(Dialect dialect, Random random)
    {
        await using var home = await OpenAsync(dialect, random, Packs[random.Next(Packs.Length)]);
        var from = home.Clock.Now.AddMinutes(random.Next(-600, 2000));
        var to = from.AddMinutes(random.Next(20, 4000));
        var isLocal = random.Next(2) == 0;
        ContactPlanRequest request = new(
            from.ToString(isLocal ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss'Z'"), to.ToString(isLocal ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss'Z'"),
            Channels, random.Next(2) == 0 ? null : Roles, Place: random.Next(2) == 0 ? "home" : null, StaffCount: random.Next(2) == 0 ? 2 : null);
        if (to <= home.Clock.Now)
        {
            return;
        }

        var plan = await PlanHome.MakeAsync(home, request);
        plan.Status.ShouldBe("done");
        var rows = await PlanHome.RowsAsync(home, plan.Id);
        rows.Count.ShouldBe((int)plan.RowsTotal);
        foreach (var row in rows.Where(row => row.ContactPointId is not null && !row.Rules.Contains(PlanReasons.SpanOver)))
        {
            await AgreesAsync(home, random, request, row, Span(request, row, home.Clock.Now));
        }
    }

    private static async Task AgreesAsync(ContactHome home, Random random, ContactPlanRequest request, PlanRowView row, (DateTimeOffset From, DateTimeOffset To) span)
    {
        List<DateTimeOffset> moments = [span.From, .. row.Windows.Select(window => window.From), .. row.Windows.Select(window => window.Until)];
        moments.AddRange(row.Windows.Select(window => window.From.AddMicroseconds(-1)));
        moments.AddRange(Enumerable.Range(0, 3).Select(_ => span.From + (random.NextDouble() * (span.To - span.From))));
        foreach (var moment in moments.Where(moment => moment >= span.From && moment < span.To))
        {
            var one = await ExplainAsync(home, request, row, moment);
            var isPermitted = one.Verdict is "permit" or "permit-with-obligations";
            isPermitted.ShouldBe(
                row.Windows.Any(window => window.From <= moment && moment < window.Until),
                $"{row.CaseId} {row.PersonId} {row.Channel} {row.Point} at {moment:O}: {one.Verdict} {string.Join(' ', one.Rules.Where(rule => rule.Effect == "refuse").Select(rule => rule.Id))}; windows {string.Join(' ', row.Windows)}");
            if (isPermitted)
            {
                row.Obligations.ShouldBe(row.Obligations.Union(one.Obligations.Select(obligation => obligation.Code)));
            }
        }

        if (row.Status == "refused")
        {
            var first = await ExplainAsync(home, request, row, span.From);
            (row.Next is { } next && first.Next is { } alone ? (next - alone).Duration() < TimeSpan.FromMilliseconds(1) : row.Next == first.Next).ShouldBeTrue($"{row.CaseId} {row.Next:O} {first.Next:O}");
            row.Rules.ShouldNotBeEmpty();
        }
    }

    private static async Task<DecisionView> ExplainAsync(ContactHome home, ContactPlanRequest request, PlanRowView row, DateTimeOffset moment)
    {
        var isVisit = row.Channel == "visit";
        ExploreContactRequest one = new(
            row.CaseId, row.PersonId, row.Channel, row.ContactPointId, Place: isVisit ? request.Place : null, StaffCount: isVisit ? request.StaffCount : null, At: moment);
        return (await home.ReadAsync(session => home.Get<ExploreContact>().Explain(session, home.Collector, one))).Value;
    }

    private static (DateTimeOffset From, DateTimeOffset To) Span(ContactPlanRequest request, PlanRowView row, DateTimeOffset now)
    {
        var zone = row.Zone is null ? null : NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(row.Zone);
        var (from, to) = PlanSpan.Read(request.From, request.To).Value.In(zone ?? NodaTime.DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);
        return (from.ToDateTimeOffset() < now ? now : from.ToDateTimeOffset(), to.ToDateTimeOffset());
    }

    private static async Task<ContactHome> OpenAsync(Dialect dialect, Random random, IReadOnlyList<string> packs)
    {
        var home = await ContactHome.OpenAsync(dialect);
        PlanPeople people = new(home, random);
        await home.Installation.WriteAsync(session =>
        {
            home.Get<AdoptedPacks>().Choose(session, TestInstallation.Institution, packs, home.Clock.Now);
            for (var number = 100; number < 100 + CasesPerRound; number++)
            {
                people.AddCase(session, number);
            }
        });
        return home;
    }
}
