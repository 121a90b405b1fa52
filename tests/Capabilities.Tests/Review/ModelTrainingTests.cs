using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Ledger;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class ModelTrainingTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_model_is_trained_from_what_people_have_decided_and_measured_on_the_newest_fifth(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.ReviewAsync(120);
        await home.TalkAsync(70);

        var training = await home.TrainAsync();

        (training.Status, training.Error, training.Share).ShouldBe(("done", null, 1));
        (training.Counts.Upheld, training.Counts.Overturned).ShouldBe((60, 60));
        var version = (await home.ModelAsync()).Versions.ShouldHaveSingleItem();
        (version.Id, version.State, version.TrainedBy).ShouldBe((training.VersionId, "trained", home.Officer.StaffId));
        version.Report.HeldOut.ShouldBe(24);
        version.Report.HeldOutPositive.ShouldBe(12);
        version.Report.Figures.Texts.ShouldBe(24);
        version.Report.Figures.Accuracy.ShouldBeGreaterThan(0.9);
        version.Report.Contest.ShouldBeNull();
        version.Report.Conversations.ShouldBe(96);
        version.Report.ReferenceTexts.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Its_entries_say_that_texts_were_opened_for_what_and_name_the_model_by_its_hash(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.ReviewAsync(100);
        await home.TrainAsync();

        var entries = await home.EntriesAsync("model.");

        entries.Select(entry => entry.Act).ShouldBe(["model.training", "model.texts-read", "model.trained", "model.training-ended"]);
        var hash = (await home.ModelAsync()).Versions[0].Hash;
        EntryLeaf.Parse(entries[2].Leaf).RuleSet.ShouldBe(hash);
        var leaves = entries.ConvertAll(entry => System.Text.Encoding.UTF8.GetString(entry.Leaf));
        leaves[1].ShouldContain("model-training");
        leaves.ShouldAllBe(leaf => !leaf.Contains("老赖"));
        entries.ShouldAllBe(entry => entry.StaffId == home.Officer.StaffId);
    }

    [Fact]
    public async Task The_file_lies_sealed_and_the_same_texts_give_the_same_model()
    {
        await using var home = await ModelHome.OpenAsync(Dialect.Sqlite);
        await home.ReviewAsync(100);
        var first = await home.TrainAsync();
        var second = await home.TrainAsync();

        second.VersionId.ShouldBe(first.VersionId);
        var file = await home.Home.ReadAsync(session => ModelStore.File(session, TestInstallation.Institution, first.VersionId!));
        file!.AsSpan().IndexOf("DLDETECT"u8).ShouldBe(-1);
        file.AsSpan().IndexOf("own-abuse"u8).ShouldBe(-1);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Too_few_decisions_are_refused_with_how_many_there_are(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.ReviewAsync(30);

        var refused = await home.AskAsync();

        refused.Failure!.Code.ShouldBe("too-few-reviewed");
        refused.Failure.Facts!["upheld"].ShouldBe("15");
        (await home.EntriesAsync("model.")).ShouldBeEmpty();
        var material = await home.Home.ReadAsync(session => home.Get<ModelTrainings>().Material(session, home.Officer, home.Request().From, home.Request().To));
        var abuse = material.Value.Categories.ShouldHaveSingleItem();
        (abuse.Category, abuse.Upheld, abuse.Overturned).ShouldBe(("abuse", 15, 15));
        abuse.Rules.ShouldHaveSingleItem().Rule.ShouldBe("t.abuse");
    }

    [Fact]
    public async Task A_newest_part_without_one_of_the_kinds_is_refused_when_it_is_found()
    {
        await using var home = await ModelHome.OpenAsync(Dialect.Sqlite);
        await home.ReviewAsync(100);
        await home.Home.Installation.WriteAsync(session => session.Execute(
            "UPDATE finding SET status = 'upheld' WHERE conversation_id IN (SELECT conversation_id FROM inspection ORDER BY started_at DESC LIMIT 20)"));

        var training = await home.TrainAsync();

        (training.Status, training.Error, training.VersionId).ShouldBe(("refused", "newest-too-few", null));
        training.Counts.HeldOutOverturned.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_version_of_few_decisions_says_that_its_probabilities_are_rough_and_how_many_are_needed(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.ReviewAsync(100);

        await home.TrainAsync();

        var version = (await home.ModelAsync()).Versions.ShouldHaveSingleItem();
        version.Rough.ShouldBe(new RoughCalibration(version.Report.LearnedPositive, version.Report.Learned - version.Report.LearnedPositive, 200));
        version.Rough!.Positive.ShouldBeLessThan(200);
        RoughCalibration.Of(400, 200).ShouldBeNull();
        RoughCalibration.Of(6_000, 199).ShouldBe(new RoughCalibration(199, 5_801, 200));
        (await home.Home.ReadAsync(session => home.Get<ModelTrainings>().Material(session, home.Officer, home.Request().From, home.Request().To))).Value.CalibratedOfEach.ShouldBe(200);
    }

    [Fact]
    public async Task A_name_is_checked_and_belongs_to_its_findings()
    {
        await using var home = await ModelHome.OpenAsync(Dialect.Sqlite);
        await home.ReviewAsync(100);
        await home.TrainAsync();

        (await home.AskAsync(home.Request("abuse"))).Failure!.Field.ShouldBe("name");
        (await home.AskAsync(home.Request() with { Category = "threat" })).Failure!.Field.ShouldBe("name");
        (await home.AskAsync(home.Request() with { Rule = "t.abuse" })).Failure!.Field.ShouldBe("name");
        (await home.AskAsync(home.Request() with { To = home.Request().From })).Failure!.Field.ShouldBe("to");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_training_left_behind_by_its_process_is_taken_up_and_a_cancelled_one_is_not(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.ReviewAsync(100);
        var asked = (await home.AskAsync()).Value;
        await home.Home.Installation.WriteAsync(session => ModelTrainingStore.Runs.Take(session, home.Home.Clock.Now));
        var meanwhile = await home.Get<ModelTrainingWork>().NextAsync(CancellationToken.None);
        home.Home.Clock.Now += TimeSpan.FromMinutes(3);
        (await home.Get<ModelTrainingWork>().NextAsync(CancellationToken.None)).ShouldBeTrue();

        meanwhile.ShouldBeFalse();
        (await home.ReadAsync(asked.Id)).Status.ShouldBe("done");

        var second = (await home.AskAsync(home.Request("own-other"))).Value;
        var cancelled = await home.Home.Installation.WriteAsync(session => home.Get<ModelTrainings>().Cancel(session, home.Officer, second.Id));
        cancelled.Value.Status.ShouldBe("cancelled");
        (await home.Home.Installation.WriteAsync(session => home.Get<ModelTrainings>().Cancel(session, home.Officer, second.Id))).Failure!.Code.ShouldBe("run-ended");
        (await home.Get<ModelTrainingWork>().NextAsync(CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_training_cancelled_while_it_reads_keeps_nothing()
    {
        await using var home = await ModelHome.OpenAsync(Dialect.Sqlite);
        await home.ReviewAsync(100);
        var asked = (await home.AskAsync()).Value;
        var row = (await home.Home.ReadAsync(session => ModelTrainingStore.Runs.ById(session, TestInstallation.Institution, asked.Id)))!;
        await home.Home.Installation.WriteAsync(session => home.Get<ModelTrainings>().Cancel(session, home.Officer, asked.Id));

        var beat = await home.Home.Installation.WriteAsync(session => ModelTrainingStore.Beat(session, row));
        var ended = await home.Home.Installation.WriteAsync(session => ModelTrainingStore.End(session, row with { Status = "done" }));

        (beat, ended).ShouldBe((false, false));
        (await home.Home.ReadAsync(session => home.Get<BrowseModels>().List(session, home.Officer))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Texts_of_erased_people_are_never_learned_from(Dialect dialect)
    {
        await using var home = await ModelHome.OpenAsync(dialect);
        await home.ReviewAsync(100);
        await home.ReviewAsync(20, "P3");
        await home.EraseAsync(ConductHome.OtherDebtor);

        var training = await home.TrainAsync();

        training.Status.ShouldBe("done");
        training.Counts.Upheld.ShouldBe(50);
        var people = await home.Home.ReadAsync(session => session.Query<string>("SELECT DISTINCT person_id FROM model_source"));
        people.ShouldBe([ConductHome.Debtor]);
    }

    [Fact]
    public async Task Another_institution_sees_none_of_it()
    {
        await using var home = await ModelHome.OpenAsync(Dialect.Sqlite);
        await home.ReviewAsync(100);
        var training = await home.TrainAsync();
        await home.Home.Installation.AddInstitutionAsync("in00000000000000000002", "另一机构");
        var stranger = await home.Home.Installation.AddStaffAsync(Role.ComplianceOfficer, "stranger", institution: "in00000000000000000002");

        (await home.Home.ReadAsync(session => home.Get<BrowseModels>().List(session, stranger))).ShouldBeEmpty();
        (await home.Home.ReadAsync(session => home.Get<ModelTrainings>().Read(session, stranger, training.Id))).Failure!.Code.ShouldBe("not-found");
        (await home.ProposeAsync(training.VersionId!, stranger)).Failure!.Code.ShouldBe("not-found");
    }
}
