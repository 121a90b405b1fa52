using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Daylight.Review;
using Shouldly;
using Xunit;

namespace Daylight.Conduct;

public sealed class RulebookLifeTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_draft_inspects_nothing_until_a_second_person_publishes_it_and_then_at_once(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var (author, second) = await OfficersAsync(home);
        var draft = await UploadAsync(home, author, Books.Of("1"));
        var before = await FindingsOfAsync(home, "拖欠");
        var proposed = await ProposeAsync(home, author, draft.Hash);
        var waiting = await FindingsOfAsync(home, "拖欠");

        var published = await ApproveAsync(home, second, proposed.Value.Id);
        var after = await FindingsOfAsync(home, "拖欠");

        draft.Accepted.ShouldBeTrue();
        draft.Check!.Publishable.ShouldBeTrue();
        (before.Count, waiting.Count).ShouldBe((0, 0));
        published.Value.Status.ShouldBe("published");
        var finding = after.ShouldHaveSingleItem();
        (finding.Rule, finding.RuleVersion, finding.Rulebook).ShouldBe(("h.arrears", draft.Hash, "house 1"));
        (await RulebookActsAsync(home)).ShouldBe(["rulebook.published", "rulebook.uploaded", "rulebook.proposed", "rulebook.published"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Messages_are_screened_by_the_published_rulebook_at_once(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        await PublishAsync(home, Books.Of("1", action: "block"));

        var verdict = await home.TrySendAsync(await home.PermitAsync("sms"), "您拖欠已久");

        verdict.Value.Verdict.ShouldBe("blocked");
        verdict.Value.Findings.ShouldHaveSingleItem().Rulebook.ShouldBe("house 1");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_conversation_under_way_is_inspected_by_the_new_rulebook_from_its_beginning_and_nothing_is_found_twice(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var call = await home.OpenCallAsync();
        await home.SayAsync(call, 0, "您拖欠已久，老赖");
        await home.InspectAsync();
        var before = await home.FindingsAsync(call);
        await PublishAsync(home, Books.Of("1", abuse: true));

        await home.SayAsync(call, 1, "好的");
        await home.InspectAsync();
        await home.TryCloseAsync(call);
        await home.InspectAsync();

        before.Select(one => one.Rule).ShouldBe(["t.abuse"]);
        var after = await home.FindingsAsync(call);
        after.Select(one => one.Rule).ShouldBe(["h.arrears", "t.abuse"], ignoreOrder: true);
        after.Single(one => one.Rule == "t.abuse").RuleVersion.ShouldBe(before[0].RuleVersion);
    }

    [Fact]
    public async Task A_conversation_in_the_midst_of_a_publication_survives_a_restart_without_doubles()
    {
        var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        await PublishAsync(home, Books.Of("1"));
        var call = await home.OpenCallAsync();
        await home.SayAsync(call, 0, "您拖欠已久");
        await home.InspectAsync();

        await using var restarted = await home.RestartAsync(Dialect.Sqlite);
        await restarted.SayAsync(call, 1, "您拖欠三个月");
        await restarted.InspectAsync();

        (await restarted.FindingsAsync(call)).Select(one => one.UtteranceSeq).ShouldBe([0, 1]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Neither_who_proposed_nor_who_wrote_it_publishes_it(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var (author, second) = await OfficersAsync(home);
        var draft = await UploadAsync(home, author, Books.Of("1"));
        var own = await ProposeAsync(home, author, draft.Hash);
        var byProposer = await ApproveAsync(home, author, own.Value.Id);
        await RejectAsync(home, second, own.Value.Id, "not yet");
        var others = await ProposeAsync(home, second, draft.Hash);

        var byAuthor = await ApproveAsync(home, author, others.Value.Id);
        var third = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "third");
        var byThird = await ApproveAsync(home, third, others.Value.Id);
        var again = await ApproveAsync(home, third, others.Value.Id);

        byProposer.Failure!.Code.ShouldBe("second-person");
        byAuthor.Failure!.Code.ShouldBe("second-person");
        byThird.Value.Status.ShouldBe("published");
        again.Failure!.Code.ShouldBe("publication-decided");
    }

    [Fact]
    public async Task A_rejection_says_why_in_bounds_and_only_who_proposed_needs_no_right_to_it()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var (author, second) = await OfficersAsync(home);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var draft = await UploadAsync(home, author, Books.Of("1"));
        var proposed = (await ProposeAsync(home, author, draft.Hash)).Value.Id;

        (await RejectAsync(home, second, proposed, " ")).Failure!.Field.ShouldBe("reason");
        (await RejectAsync(home, second, proposed, new string('长', 501))).Failure!.Detail.ShouldBe("Give at most 500 characters.");
        (await RejectAsync(home, inspector, proposed, "no")).Failure!.Code.ShouldBe("not-allowed");
        (await RejectAsync(home, second, "rp-none", "no")).Failure!.Code.ShouldBe("not-found");
        var taken = (await RejectAsync(home, author, proposed, " taken back ")).Value;
        (taken.Status, taken.DecisionReason, taken.DecidedBy).ShouldBe(("rejected", "taken back", author.StaffId));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Going_back_is_publishing_an_older_version_again_by_two_persons(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var (author, second) = await OfficersAsync(home);
        var first = await PublishAsync(home, Books.Of("1"));
        var newer = await PublishAsync(home, Books.Of("2", words: "逾期"));
        var states = await StatesAsync(home, author);

        var back = await ProposeAsync(home, author, first);
        var awaiting = await StatesAsync(home, author);
        await ApproveAsync(home, second, back.Value.Id);

        states["house 1"].ShouldBe("retired");
        states["house 2"].ShouldBe("published");
        states["test 1"].ShouldBe("retired");
        awaiting["house 1"].ShouldBe("awaiting");
        (await StatesAsync(home, author))["house 2"].ShouldBe("retired");
        (await FindingsOfAsync(home, "拖欠")).ShouldHaveSingleItem().RuleVersion.ShouldBe(first);
        newer.ShouldNotBe(first);
    }

    [Fact]
    public async Task A_version_published_for_later_inspects_from_then_on()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var (author, second) = await OfficersAsync(home);
        var draft = await UploadAsync(home, author, Books.Of("1"));
        var proposed = await ProposeAsync(home, author, draft.Hash, home.Clock.Now.AddHours(2));
        await ApproveAsync(home, second, proposed.Value.Id);
        var states = await StatesAsync(home, author);
        var before = await FindingsOfAsync(home, "拖欠");

        home.Clock.Now += TimeSpan.FromHours(2);

        before.ShouldBeEmpty();
        states["house 1"].ShouldBe("published");
        (await FindingsOfAsync(home, "拖欠")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_proposal_is_stale_once_another_version_was_published()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var (author, second) = await OfficersAsync(home);
        var draft = await UploadAsync(home, author, Books.Of("1"));
        var proposed = await ProposeAsync(home, author, draft.Hash);
        await PublishAsync(home, Books.Of("2"));

        (await ApproveAsync(home, second, proposed.Value.Id)).Failure!.Code.ShouldBe("publication-stale");
    }

    [Fact]
    public async Task A_text_with_a_mistake_is_not_kept_and_line_and_column_are_told()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var (author, _) = await OfficersAsync(home);
        await PublishAsync(home, Books.Of("1"));

        var broken = await UploadAsync(home, author, Books.Of("2").Replace("severity: major", "severity: awful", StringComparison.Ordinal));
        var same = await UploadAsync(home, author, Books.Of("1", words: "逾期"));

        broken.Accepted.ShouldBeFalse();
        var problem = broken.Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Column).ShouldBe((7, 15));
        problem.Message.ShouldContain("awful");
        same.Accepted.ShouldBeFalse();
        same.Problems.ShouldHaveSingleItem().Line.ShouldBe(2);
        (await StatesAsync(home, author)).Keys.ShouldBe(["house 1", "test 1"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_rule_without_both_examples_is_kept_as_a_draft_and_cannot_be_proposed()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var (author, _) = await OfficersAsync(home);
        var draft = await UploadAsync(home, author, Books.Of("1").Replace("      clean: [谢谢]", "", StringComparison.Ordinal));

        var proposed = await ProposeAsync(home, author, draft.Hash);

        draft.Accepted.ShouldBeTrue();
        draft.Check!.Publishable.ShouldBeFalse();
        draft.Check.Examples[0].Detail.ShouldContain("clean");
        proposed.Failure!.Code.ShouldBe("rulebook-examples");
        proposed.Failure.Detail.ShouldContain("h.arrears");
        (await StatesAsync(home, author))["house 1"].ShouldBe("draft");
    }

    [Fact]
    public async Task Two_versions_are_compared_rule_by_rule_and_line_by_line()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var (author, _) = await OfficersAsync(home);
        var one = await UploadAsync(home, author, Books.Of("1"));
        var two = await UploadAsync(home, author, Books.Of("2", words: "逾期", abuse: true));

        var change = (await home.ReadAsync(session => home.Get<BrowseRulebooks>().Compare(session, author, one.Hash, two.Hash))).Value;
        var detail = (await home.ReadAsync(session => home.Get<BrowseRulebooks>().Detail(session, author, two.Hash))).Value;

        change.Rules.Select(rule => $"{rule.Change} {rule.Id} {string.Join(',', rule.Fields)}".TrimEnd()).ShouldBe(["added t.abuse", "changed h.arrears text"]);
        change.Lines.ShouldContain(line => line.Change == "removed" && line.Text.Contains("拖欠", StringComparison.Ordinal));
        detail.Rules.Select(rule => (rule.Id, rule.Line)).ShouldBe([("h.arrears", 5), ("t.abuse", 15)]);
        detail.Rules[0].LineEnd.ShouldBe(14);
    }

    [Fact]
    public async Task One_institution_does_not_see_the_rulebooks_of_another()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        await home.Installation.AddInstitutionAsync("in00000000000000000002", "另一机构");
        var stranger = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "stranger", institution: "in00000000000000000002");
        var hash = await PublishAsync(home, Books.Of("1"));

        (await home.ReadAsync(session => home.Get<BrowseRulebooks>().Detail(session, stranger, hash))).Failure!.Code.ShouldBe("not-found");
        (await StatesAsync(home, stranger)).ShouldBe(new Dictionary<string, string> { ["test 1"] = "published" });
        (await home.ReadAsync(session => home.Get<PublishedRulebooks>().InForce(session, stranger.InstitutionId).Rulebook.Name)).ShouldBe("test");
    }

    internal static async Task<(Caller Author, Caller Second)> OfficersAsync(ConductHome home) => (
        await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "author-" + Path.GetRandomFileName()),
        await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "second-" + Path.GetRandomFileName()));

    internal static async Task<string> PublishAsync(ConductHome home, string text)
    {
        var (author, second) = await OfficersAsync(home);
        var draft = await UploadAsync(home, author, text);
        draft.Accepted.ShouldBeTrue(string.Join('\n', draft.Problems));
        var proposed = await ProposeAsync(home, author, draft.Hash);
        (await ApproveAsync(home, second, proposed.Value.Id)).Value.Status.ShouldBe("published");
        return draft.Hash;
    }

    internal static async Task<RulebookUploadView> UploadAsync(ConductHome home, Caller caller, string text) =>
        (await home.Get<UploadRulebook>().RunAsync(caller, Key(caller), new UploadRulebookRequest(text), CancellationToken.None)).Value;

    internal static Task<Result<RulebookPublicationView>> ProposeAsync(ConductHome home, Caller caller, string hash, DateTimeOffset? from = null) =>
        home.Get<ProposeRulebook>().RunAsync(caller, Key(caller), new ProposeRulebookRequest(hash, "because", from), CancellationToken.None);

    internal static Task<Result<RulebookPublicationView>> ApproveAsync(ConductHome home, Caller caller, string id) =>
        home.Get<DecideOnRulebook>().ApproveAsync(caller, Key(caller), id, new DecideOnRulebookRequest(), CancellationToken.None);

    private static Task<Result<RulebookPublicationView>> RejectAsync(ConductHome home, Caller caller, string id, string reason) =>
        home.Get<DecideOnRulebook>().RejectAsync(caller, Key(caller), id, new DecideOnRulebookRequest(reason), CancellationToken.None);

    private static async Task<Dictionary<string, string>> StatesAsync(ConductHome home, Caller caller) =>
        (await home.ReadAsync(session => home.Get<BrowseRulebooks>().Desk(session, caller))).Versions.ToDictionary(one => $"{one.Name} {one.Version}", one => one.State);

    private static async Task<List<FindingRecord>> FindingsOfAsync(ConductHome home, string text)
    {
        var call = await home.OpenCallAsync();
        await home.SayAsync(call, 0, text);
        await home.InspectAsync();
        return await home.FindingsAsync(call);
    }

    private static Task<List<string>> RulebookActsAsync(ConductHome home) => home.ReadAsync(session =>
        EntryStore.Newest(session, TestInstallation.Institution, null, long.MaxValue, 1000).ConvertAll(entry => entry.Act)
            .Where(act => act.StartsWith("rulebook.", StringComparison.Ordinal)).Reverse().ToList());

    private static RequestKey Key(Caller caller) => new(caller.InstitutionId, caller.StaffId, null, "");
}
