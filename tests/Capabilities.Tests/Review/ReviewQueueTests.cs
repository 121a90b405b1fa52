using Daylight.Conduct;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class ReviewQueueTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_most_severe_comes_first_and_everyone_gets_another(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var (first, second) = await InspectorsAsync(home);
        await RaiseAsync(home, "加急费", "找到你家", "老赖");

        var a = await home.Get<ClaimReview>().NextAsync(first, CancellationToken.None);
        var b = await home.Get<ClaimReview>().NextAsync(second, CancellationToken.None);
        var c = await home.Get<ClaimReview>().NextAsync(first, CancellationToken.None);

        new[] { a, b, c }.Select(item => item!.Finding.Rule).ShouldBe(["t.abuse", "t.threat", "t.fee"]);
        a!.Status.ShouldBe("claimed");
        a.ClaimedByName.ShouldBe("inspector-1");
        a.LeaseUntil.ShouldBe(home.Clock.Now.AddMinutes(5));
        (await home.Get<ClaimReview>().NextAsync(second, CancellationToken.None)).ShouldBeNull();
        (await home.ActsAsync()).Count(act => act == "review.claimed").ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Who_holds_a_review_holds_it_until_the_lease_ends(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var (first, second) = await InspectorsAsync(home);
        var id = (await RaiseAsync(home, "老赖"))[0].Id;
        await home.Get<ClaimReview>().ClaimAsync(first, id, CancellationToken.None);

        var claim = await home.Get<ClaimReview>().ClaimAsync(second, id, CancellationToken.None);
        var decision = await DecideAsync(home, second, id, "upheld");
        home.Clock.Now += TimeSpan.FromMinutes(4);
        var renewed = await home.Get<ClaimReview>().ClaimAsync(first, id, CancellationToken.None);
        home.Clock.Now += TimeSpan.FromMinutes(4);
        var stillHeld = await home.Get<ClaimReview>().ClaimAsync(second, id, CancellationToken.None);
        home.Clock.Now += TimeSpan.FromMinutes(1);
        var taken = await home.Get<ClaimReview>().ClaimAsync(second, id, CancellationToken.None);

        claim.Failure!.Code.ShouldBe("review-claimed");
        claim.Failure.Facts!["owner"].ShouldBe("inspector-1");
        claim.Failure.Facts["leaseUntil"].ShouldBe("2026-03-02T02:05:00.000000Z");
        decision.Failure!.Code.ShouldBe("review-claimed");
        renewed.Value.LeaseUntil.ShouldBe(TestInstallation.Start.AddMinutes(9));
        stillHeld.Failure!.Code.ShouldBe("review-claimed");
        taken.Value.ClaimedById.ShouldBe(second.StaffId);
        (await home.ActsAsync()).Count(act => act == "review.claimed").ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_decision_settles_the_finding_and_can_be_taken_back_for_a_minute_by_who_made_it(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var (first, second) = await InspectorsAsync(home);
        var item = (await RaiseAsync(home, "老赖"))[0];

        var decided = await DecideAsync(home, first, item.Id, "overturned", "引用客户原话");
        var again = await DecideAsync(home, first, item.Id, "overturned");
        var other = await DecideAsync(home, second, item.Id, "upheld");
        var undoByOther = await home.Get<DecideReview>().UndoAsync(second, item.Id, CancellationToken.None);
        home.Clock.Now += TimeSpan.FromSeconds(60);
        var undone = await home.Get<DecideReview>().UndoAsync(first, item.Id, CancellationToken.None);
        await DecideAsync(home, first, item.Id, "upheld");
        home.Clock.Now += TimeSpan.FromSeconds(61);
        var tooLate = await home.Get<DecideReview>().UndoAsync(first, item.Id, CancellationToken.None);

        decided.Value.Status.ShouldBe("decided");
        decided.Value.Note.ShouldBe("引用客户原话");
        decided.Value.Finding.Status.ShouldBe("overturned");
        decided.Value.DecidedByName.ShouldBe("inspector-1");
        again.Value.Verdict.ShouldBe("overturned");
        other.Failure!.Code.ShouldBe("review-decided");
        undoByOther.Failure!.Code.ShouldBe("undo-expired");
        undone.Value.Status.ShouldBe("claimed");
        undone.Value.Finding.Status.ShouldBe("open");
        undone.Value.Note.ShouldBeNull();
        tooLate.Failure!.Code.ShouldBe("undo-expired");
        (await home.ActsAsync()).Where(act => act.StartsWith("review.", StringComparison.Ordinal)).ShouldBe(["review.decided", "review.undone", "review.decided"]);
        (await home.FindingsAsync(item.Conversation.Id)).Single().Status.ShouldBe("upheld");
        (await OpenFindingsAsync(home)).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_decides_on_a_conversation_they_held()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = (await RaiseAsync(home, "老赖"))[0].Id;
        Caller author = new(TestInstallation.Institution, "Asia/Shanghai", home.Collector.StaffId, null, [Role.Inspector]);

        (await home.Get<ClaimReview>().NextAsync(author, CancellationToken.None)).ShouldBeNull();
        (await home.Get<ClaimReview>().ClaimAsync(author, id, CancellationToken.None)).Failure!.Code.ShouldBe("own-conversation");
        (await DecideAsync(home, author, id, "overturned")).Failure!.Code.ShouldBe("own-conversation");
    }

    [Fact]
    public async Task A_review_given_back_waits_again_and_only_its_holder_gives_it_back()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var (first, second) = await InspectorsAsync(home);
        var id = (await RaiseAsync(home, "老赖"))[0].Id;

        (await home.Get<ClaimReview>().ReleaseAsync(first, id, CancellationToken.None)).Failure!.Code.ShouldBe("review-not-claimed");
        await home.Get<ClaimReview>().ClaimAsync(first, id, CancellationToken.None);
        (await home.Get<ClaimReview>().ReleaseAsync(second, id, CancellationToken.None)).Failure!.Code.ShouldBe("review-claimed");
        (await home.Get<ClaimReview>().ReleaseAsync(first, id, CancellationToken.None)).Value.Status.ShouldBe("waiting");
        (await home.Get<ClaimReview>().NextAsync(second, CancellationToken.None))!.Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_word_that_is_no_verdict_and_an_endless_note_are_refused()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var (first, _) = await InspectorsAsync(home);
        var id = (await RaiseAsync(home, "老赖"))[0].Id;

        (await DecideAsync(home, first, id, "maybe")).Failure!.Field.ShouldBe("verdict");
        (await DecideAsync(home, first, id, "upheld", new string('长', 2001))).Failure!.Field.ShouldBe("note");
        (await DecideAsync(home, first, "rv00000000000000000404", "upheld")).Failure!.Code.ShouldBe("not-found");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_queue_is_read_page_by_page_in_order(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var (first, _) = await InspectorsAsync(home);
        await RaiseAsync(home, "加急费", "找到你家", "老赖", "还要收加急费");
        await DecideAsync(home, first, (await PageAsync(home, first, null, "waiting", null)).Items[0].Id, "upheld");

        List<ReviewItem> waiting = [];
        string? cursor = null;
        do
        {
            var page = await PageAsync(home, first, cursor, "waiting", 2);
            page.Items.Count.ShouldBeLessThanOrEqualTo(2);
            waiting.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        waiting.Select(item => item.Finding.Severity).ShouldBe(["major", "minor", "minor"]);
        waiting.Select(item => item.Id).Distinct().Count().ShouldBe(3);
        (await PageAsync(home, first, null, "decided", null)).Items.Single().Finding.Rule.ShouldBe("t.abuse");
    }

    private static async Task<(Caller First, Caller Second)> InspectorsAsync(ConductHome home) =>
        (await home.Installation.AddStaffAsync(Role.Inspector, "inspector-1"), await home.Installation.AddStaffAsync(Role.Inspector, "inspector-2"));

    /// <summary>A call in which these words are said, still going on.</summary>
    private static async Task<IReadOnlyList<ReviewItem>> RaiseAsync(ConductHome home, params string[] texts)
    {
        var id = await home.OpenCallAsync();
        for (var seq = 0; seq < texts.Length; seq++)
        {
            await home.SayAsync(id, seq, texts[seq]);
        }

        await home.InspectAsync();
        var auditor = await home.Installation.AddStaffAsync(Role.Auditor, "auditor");
        return (await PageAsync(home, auditor, null, null, null)).Items;
    }

    private static async Task<Page<ReviewItem>> PageAsync(ConductHome home, Caller caller, string? cursor, string? status, int? limit) =>
        (await home.Get<ReviewItems>().PageAsync(caller, cursor, limit ?? 50, new ReviewFilter(status, null, null, false), CancellationToken.None)).Value;

    private static Task<Result<ReviewItem>> DecideAsync(ConductHome home, Caller caller, string id, string verdict, string? note = null) =>
        home.Get<DecideReview>().DecideAsync(caller, id, new DecideReviewRequest(verdict, note), CancellationToken.None);

    private static Task<long> OpenFindingsAsync(ConductHome home) =>
        home.ReadAsync(session => session.First<long>("SELECT open_findings FROM case_file WHERE id = @Case", new { ConductHome.Case }));
}
