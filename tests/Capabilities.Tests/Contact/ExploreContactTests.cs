using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class ExploreContactTests
{
    private static readonly ExploreContactRequest Call = new(ContactHome.Case, ContactHome.Debtor, "call", ContactHome.Mobile);

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Exploring_reserves_nothing_and_leaves_no_entry(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);

        for (var i = 0; i < 5; i++)
        {
            var decision = await home.ReadAsync(session => home.Get<ExploreContact>().Explain(session, home.Collector, Call));
            decision.Value.Verdict.ShouldBe("permit-with-obligations");
            decision.Value.Id.ShouldBeNull();
        }

        (await home.ActsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_moment_may_be_asked_about()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var decision = await home.ReadAsync(session => home.Get<ExploreContact>().Explain(session, home.Collector, Call with { At = ContactHome.At(23) }));

        decision.Value.Verdict.ShouldBe("refuse");
        decision.Value.Next.ShouldBe(ContactHome.At(8, 0, day: 3));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_week_shows_every_channel_with_exact_borders(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);

        var week = await WeekAsync(home, Week);

        week.Zone.ShouldBe("Asia/Shanghai");
        week.From.ShouldBe(new DateOnly(2026, 3, 2));
        week.Days.Count.ShouldBe(7);
        week.Days.ShouldAllBe(day => day.Pieces.Count == 1 && day.Pieces[0].Minute == 0);
        week.Channels.Select(one => one.Channel).ShouldBe(["call", "ai-call", "prerecorded", "sms", "im", "email", "letter", "visit"]);
        var call = week.Channels[0];
        call.Spans[0].From.ShouldBe(ContactHome.At(0));
        call.Spans[^1].Until.ShouldBe(ContactHome.At(0, day: 9));
        call.Spans.Where(span => span.Verdict == "refuse").Select(span => span.From).ShouldContain(ContactHome.At(22));
        call.Spans.Single(span => span.From == ContactHome.At(22)).Until.ShouldBe(ContactHome.At(8, day: 3));
        call.Spans.Single(span => span.From == ContactHome.At(22)).Rules.ShouldContain("cn.standard.hours");
        week.Rules.Select(rule => rule.Id).ShouldContain("cn.standard.hours");
    }

    [Fact]
    public async Task A_channel_that_reaches_none_of_the_persons_points_has_no_hours()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var email = (await WeekAsync(home, Week)).Channels.Single(one => one.Channel == "email");

        (email.ContactPointId, email.Verdict).ShouldBe((null, null));
        email.Spans.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_borders_of_a_week_are_where_the_gate_itself_turns()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.RecordAsync(new RecordFactRequest(ContactHome.Case, ContactHome.Debtor, "inconvenient", From: "12:30", To: "13:45"));

        var call = (await WeekAsync(home, Week with { Channels = ["call"] })).Channels.Single();

        foreach (var span in call.Spans)
        {
            foreach (var at in new[] { span.From, span.From.AddTicks((span.Until - span.From).Ticks / 2), span.Until.AddSeconds(-1) })
            {
                var decision = (await home.ReadAsync(session => home.Get<ExploreContact>().Explain(session, home.Collector, Call with { At = at }))).Value;
                decision.Verdict.ShouldBe(span.Verdict, $"{at:O}");
            }
        }
    }

    [Fact]
    public async Task A_week_that_begins_on_another_day_begins_there()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var week = await WeekAsync(home, Week with { From = new DateOnly(2026, 3, 30) });

        week.Days[0].Date.ShouldBe(new DateOnly(2026, 3, 30));
        week.Days[^1].Date.ShouldBe(new DateOnly(2026, 4, 5));
    }

    [Fact]
    public async Task A_day_on_which_the_clocks_are_changed_comes_in_two_pieces()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.WriteAsync(session => session.Execute("UPDATE person SET zone = 'America/New_York' WHERE id = @Debtor", new { ContactHome.Debtor }));

        var spring = (await WeekAsync(home, Week with { From = new DateOnly(2026, 3, 8) })).Days[0];
        var autumn = (await WeekAsync(home, Week with { From = new DateOnly(2026, 11, 1) })).Days[0];

        spring.Pieces.Select(piece => piece.Minute).ShouldBe([0, 180]);
        (spring.Pieces[^1].Until - spring.Pieces[0].From).ShouldBe(TimeSpan.FromHours(23));
        autumn.Pieces.Select(piece => piece.Minute).ShouldBe([0, 60]);
        (autumn.Pieces[^1].Until - autumn.Pieces[0].From).ShouldBe(TimeSpan.FromHours(25));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_is_supposed_changes_the_answer_and_is_forgotten(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        await home.WriteAsync(session => home.Get<AdoptedPacks>().Choose(session, TestInstallation.Institution, ["us-fdcpa"], home.Clock.Now));
        AssumptionRequest ceased = new(Facts: [new AssumedFactRequest("cease", Form: "written")]);

        var real = await ExplainAsync(home, Call);
        var supposed = await ExplainAsync(home, Call with { Assume = ceased });
        var week = await WeekAsync(home, Week with { Channels = ["call"], Assume = ceased });
        var after = await ExplainAsync(home, Call);

        real.Verdict.ShouldStartWith("permit");
        supposed.Verdict.ShouldBe("refuse");
        week.Channels[0].Spans.Where(span => span.From >= home.Clock.Now).ShouldAllBe(span => span.Verdict == "refuse");
        after.Verdict.ShouldBe(real.Verdict);
        (await home.ActsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Contacts_that_are_supposed_use_up_the_caps()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        AssumptionRequest called = new(Contacts:
        [
            .. Enumerable.Range(1, 3).Select(n => new AssumedContactRequest("call", home.Clock.Now.AddMinutes(-10 * n), "effective-talk", ContactPointId: ContactHome.Mobile)),
        ]);

        var real = await ExplainAsync(home, Call);
        var supposed = await ExplainAsync(home, Call with { Assume = called });

        supposed.Counters.Max(one => one.Before).ShouldBe(real.Counters.Max(one => one.Before) + 3);
    }

    [Fact]
    public async Task What_cannot_be_supposed_is_told_with_its_field()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var kind = await home.ReadAsync(session => home.Get<ExploreContact>().Explain(
            session, home.Collector, Call with { Assume = new AssumptionRequest(Facts: [new AssumedFactRequest("no-such-fact")]) }));
        var ahead = await home.ReadAsync(session => home.Get<ExploreContact>().Explain(
            session, home.Collector, Call with { Assume = new AssumptionRequest(Contacts: [new AssumedContactRequest("call", home.Clock.Now.AddHours(1))]) }));

        kind.Failure!.Field.ShouldBe("assume.facts.kind");
        ahead.Failure!.Field.ShouldBe("assume.contacts.at");
    }

    private static readonly ExploreWeekRequest Week = new(ContactHome.Case, ContactHome.Debtor, ContactPointId: ContactHome.Mobile);

    private static async Task<WeekView> WeekAsync(ContactHome home, ExploreWeekRequest request) =>
        (await home.ReadAsync(session => home.Get<ExploreContact>().Week(session, home.Collector, request))).Value;

    private static async Task<DecisionView> ExplainAsync(ContactHome home, ExploreContactRequest request) =>
        (await home.ReadAsync(session => home.Get<ExploreContact>().Explain(session, home.Collector, request))).Value;
}
