using Daylight.Conduct;
using Daylight.Ledger;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class ModelLifeTests
{
    private const string Book =
        """
        rulebook: house
        version: "{0}"
        title: {{zh: 自有, en: House}}
        rules:
          - id: h.model
            category: abuse
            severity: minor
            title: {{zh: 模型所见, en: Seen by the model}}
            points: 5
            when: {{detector: {{model: own-abuse, by: staff, guards: []}}}}
            examples:
              hit: [你这种老赖还有脸活着，第3次了]
              clean: [您好，老赖一词不当请谅解，编号3]
        """;

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_rulebook_that_names_a_model_without_champion_has_a_mistake_with_its_place(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.ReviewAsync(100);
        var before = await UploadAsync(home, "1");
        var version = (await home.TrainAsync()).VersionId!;
        var trained = await UploadAsync(home, "1");
        await home.CrownAsync(version);

        var after = await UploadAsync(home, "1");

        foreach (var refused in new[] { before, trained })
        {
            refused.Accepted.ShouldBeFalse();
            var problem = refused.Problems.ShouldHaveSingleItem();
            problem.Line.ShouldBe(10);
            problem.Message.ShouldContain("own-abuse");
            problem.Proposal!.ShouldContain("second person");
        }

        after.Accepted.ShouldBeTrue(string.Join('\n', after.Problems));
        after.Check!.Publishable.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_rule_is_given_the_champion_and_its_findings_name_model_and_hash(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.ReviewAsync(100);
        await home.CrownAsync((await home.TrainAsync()).VersionId!);
        await RulebookLifeTests.PublishAsync(home.Home, string.Format(System.Globalization.CultureInfo.InvariantCulture, Book, "1"));
        var hash = (await home.ModelAsync()).Versions[0].Hash;

        await home.ImportAsync(["你这种老赖还有脸活着，第99次了", "您好，老赖一词不当请谅解，编号99"]);

        var finding = (await FindingsAsync(home)).ShouldHaveSingleItem();
        finding.Model.ShouldBe(hash);
        var why = (await WhyAsync(home, finding)).ShouldNotBeNull();
        why.ShouldContain($"检测模型own-abuse（{hash["sha256:".Length..][..12]}）");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Another_champion_is_given_to_the_same_rulebook_at_once(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.TalkAsync(20);
        await home.ReviewAsync(100);
        var first = (await home.TrainAsync()).VersionId!;
        await home.CrownAsync(first);
        await RulebookLifeTests.PublishAsync(home.Home, string.Format(System.Globalization.CultureInfo.InvariantCulture, Book, "1"));
        var second = (await home.TrainAsync(home.Request() with { Background = false })).VersionId!;
        await home.CrownAsync(second);
        await home.ImportAsync(["你这种老赖还有脸活着，第99次了"]);
        var model = await home.ModelAsync();

        var finding = (await FindingsAsync(home)).ShouldHaveSingleItem();

        second.ShouldNotBe(first);
        finding.Model.ShouldBe(model.Versions.Single(version => version.Id == second).Hash);
        var contest = model.Versions.Single(version => version.Id == second).Report.Contest.ShouldNotBeNull();
        contest.ChampionId.ShouldBe(first);
        contest.Champion.Texts.ShouldBe(20);
        contest.Chance.ShouldBeInRange(0, 1);
        contest.SeenByChampion.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Neither_who_proposed_nor_who_had_it_trained_publishes_it(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.ReviewAsync(100);
        var version = (await home.TrainAsync()).VersionId!;
        var own = (await home.ProposeAsync(version)).Value;

        var byProposer = await home.ApproveAsync(own.Id, home.Officer);
        var twice = await home.ProposeAsync(version);
        (await home.RejectAsync(own.Id, home.Second)).Value.Status.ShouldBe("rejected");
        var others = (await home.ProposeAsync(version, home.Second)).Value;
        var byTrainer = await home.ApproveAsync(others.Id, home.Officer);
        var third = await home.Home.Installation.AddStaffAsync(Role.ComplianceOfficer, "third");
        var byThird = await home.ApproveAsync(others.Id, third);
        var again = await home.ApproveAsync(others.Id, third);

        byProposer.Failure!.Code.ShouldBe("second-person");
        twice.Failure!.Field.ShouldBe("versionId");
        byTrainer.Failure!.Code.ShouldBe("second-person");
        byThird.Value.Status.ShouldBe("published");
        again.Failure!.Code.ShouldBe("publication-decided");
        var entries = await home.EntriesAsync("model.pub");
        EntryLeaf.Parse(entries.ShouldHaveSingleItem().Leaf).RuleSet.ShouldBe((await home.ModelAsync()).Versions[0].Hash);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_way_back_is_publishing_the_earlier_champion_again_and_a_proposal_that_was_overtaken_is_stale(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.TalkAsync(20);
        await home.ReviewAsync(100);
        var first = (await home.TrainAsync()).VersionId!;
        var second = (await home.TrainAsync(home.Request() with { Background = false })).VersionId!;
        var early = (await home.ProposeAsync(second)).Value;
        await home.CrownAsync(first);
        var stale = await home.ApproveAsync(early.Id);
        await home.RejectAsync(early.Id, home.Second);
        await home.CrownAsync(second);

        await home.CrownAsync(first);

        stale.Failure!.Code.ShouldBe("publication-stale");
        var model = await home.ModelAsync();
        model.ChampionId.ShouldBe(first);
        model.Versions.ToDictionary(version => version.Id, version => version.State).ShouldBe(new Dictionary<string, string> { [second] = "retired", [first] = "champion" }, ignoreOrder: true);
        (await home.ProposeAsync(first)).Failure!.Field.ShouldBe("versionId");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_erasure_marks_the_champion_and_removes_it_and_its_list_once_another_follows(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.TalkAsync(20);
        await home.ReviewAsync(20, "P3");
        await home.ReviewAsync(100);
        var champion = (await home.TrainAsync()).VersionId!;
        var other = (await home.TrainAsync(home.Request() with { Background = false })).VersionId!;
        await home.CrownAsync(champion);
        await RulebookLifeTests.PublishAsync(home.Home, string.Format(System.Globalization.CultureInfo.InvariantCulture, Book, "1"));

        await home.EraseAsync(ConductHome.OtherDebtor);
        var marked = await home.ModelAsync();
        await home.ImportAsync(["你这种老赖还有脸活着，第99次了"]);
        var found = (await FindingsAsync(home)).Count;
        var next = (await home.TrainAsync()).VersionId!;
        await home.CrownAsync(next);

        State(marked, champion).ShouldBe("champion");
        marked.Versions.ShouldAllBe(version => version.TrainAnewSince != null);
        State(marked, other).ShouldBe("gone");
        found.ShouldBe(1);
        var after = await home.ModelAsync();
        (State(after, champion), State(after, next)).ShouldBe(("gone", "champion"));
        after.Versions.Single(version => version.Id == next).TrainAnewSince.ShouldBeNull();
        (await home.ProposeAsync(champion)).Failure!.Code.ShouldBe("model-to-train-anew");
        var sources = await home.Home.ReadAsync(session => session.Query<string>("SELECT DISTINCT version_id FROM model_source"));
        sources.ShouldBe([next]);
        (await home.Home.ReadAsync(session => ModelStore.File(session, TestInstallation.Institution, champion))).ShouldBeNull();
        (await home.EntriesAsync("model.")).Select(entry => entry.Act).Where(act => act is "model.train-anew" or "model.discarded").ShouldBe(
            ["model.train-anew", "model.train-anew", "model.discarded", "model.discarded"], ignoreOrder: true);
    }

    private static string State(ModelView model, string version) => model.Versions.Single(one => one.Id == version).State;

    private static Task<RulebookUploadView> UploadAsync(ModelHome home, string version) =>
        RulebookLifeTests.UploadAsync(home.Home, home.Officer, string.Format(System.Globalization.CultureInfo.InvariantCulture, Book, version));

    private static Task<List<FindingRecord>> FindingsAsync(ModelHome home) => home.Home.ReadAsync(session =>
        session.Query<string>("SELECT DISTINCT conversation_id FROM finding WHERE rule = 'h.model'")
            .SelectMany(id => FindingStore.OfConversation(session, TestInstallation.Institution, id)).Where(finding => finding.Rule == "h.model").ToList());

    private static Task<string> WhyAsync(ModelHome home, FindingRecord finding) => home.Home.ReadAsync(session =>
        FindingWords.Open(home.Get<Daylight.Platform.Keys.KeyRing>(), session, finding, new HashSet<string>()).Why);
}
