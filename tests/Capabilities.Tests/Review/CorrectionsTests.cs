using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

/// <summary>Words that a recogniser hears better later: late, repeated and corrected utterances.</summary>
public sealed class CorrectionsTests
{
    private const string Institution = TestInstallation.Institution;

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_later_words_count_and_the_earlier_stay_in_the_evidence(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "您好，我是小王");

        var corrected = (await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "您好，我是小黄", Revision: 1)])).Value;

        (corrected.Accepted, corrected.Corrected, corrected.NextSeq).ShouldBe((1, 1, 1));
        corrected.Receipt.ShouldNotBeNull();
        var utterance = (await TranscriptAsync(home, id)).Utterances.ShouldHaveSingleItem();
        (utterance.Text, utterance.Revision).ShouldBe(("您好，我是小黄", 1));
        utterance.Earlier.ShouldBe(["您好，我是小王"]);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        (await home.Get<LedgerVerification>().RunAsync(Institution, null, deep: true, null, CancellationToken.None)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Corrections_may_come_in_any_order_and_again_and_never_contradict_themselves()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();
        (await SayAsync(home, id, 2, "三")).ShouldBe((1, 0));
        (await SayAsync(home, id, 0, "一")).ShouldBe((1, 0), "late, and kept without counting");
        (await SayAsync(home, id, 1, "二")).ShouldBe((1, 0));
        (await SayAsync(home, id, 1, "二")).ShouldBe((0, 1));
        (await SayAsync(home, id, 2, "三")).ShouldBe((0, 1));
        (await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "另", Revision: 1)])).Failure!.Code.ShouldBe("utterance-conflict");
        (await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "另", Revision: 1000)])).Failure!.Field.ShouldBe("utterances[0].revision");
        (await SayAsync(home, id, 3, "四")).ShouldBe((1, 0));

        var utterance = (await TranscriptAsync(home, id)).Utterances.ShouldHaveSingleItem();
        utterance.Text.ShouldBe("四");
        utterance.Earlier.ShouldBe(["一", "二", "三"]);
        await home.TryCloseAsync(id);
        (await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "五", Revision: 4)])).Failure!.Code.ShouldBe("conversation-closed");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_finding_that_does_not_hold_any_more_is_withdrawn_and_stays_to_be_seen(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "你这个老赖");
        await home.InspectAsync();
        var review = (await home.Get<ClaimReview>().NextAsync(inspector, CancellationToken.None)).ShouldNotBeNull();

        await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "你这个老乡", Revision: 1)]);
        await home.InspectAsync();

        (await home.FindingsAsync(id)).ShouldHaveSingleItem().Status.ShouldBe("withdrawn");
        (await home.ActsAsync()).ShouldContain("finding.withdrawn");
        (await home.Get<DecideReview>().DecideAsync(inspector, review.Id, new DecideReviewRequest("upheld"), CancellationToken.None)).Failure!.Code.ShouldBe("review-withdrawn");
        (await home.Get<AlertList>().PageAsync(inspector, null, 10, new AlertFilter(null, null, null), CancellationToken.None)).Value.Items.ShouldHaveSingleItem().Withdrawn.ShouldBeTrue();
        (await CountAsync(home, id)).ShouldBe((0, 0));
        await home.TryCloseAsync(id);
        await home.InspectAsync();
        (await home.ReadAsync(session => InspectionStore.FindAll(session, Institution, [id]))).ShouldHaveSingleItem().Points.ShouldBe(100);
    }

    [Fact]
    public async Task A_finding_that_holds_again_comes_back_and_one_whose_words_changed_says_the_new_ones()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "你这个老赖");
        await home.InspectAsync();
        await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "你这个老乡", Revision: 1)]);
        await home.InspectAsync();
        await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "你这个老赖啊", Revision: 2)]);
        await home.InspectAsync();

        var finding = (await home.FindingsAsync(id)).ShouldHaveSingleItem();
        finding.Status.ShouldBe("open");
        (await home.ReadAsync(session => FindingWords.Open(home.Get<KeyRing>(), session, finding, new HashSet<string>()))).Excerpt.ShouldBe("你这个老赖啊");
        (await CountAsync(home, id)).ShouldBe((1, 3));
        (await home.ActsAsync()).Where(act => act.StartsWith("finding.", StringComparison.Ordinal)).ShouldBe(["finding.raised", "finding.withdrawn", "finding.restated"]);
    }

    [Fact]
    public async Task What_a_person_decided_stands()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "你这个老赖");
        await home.InspectAsync();
        var review = (await home.Get<ClaimReview>().NextAsync(inspector, CancellationToken.None)).ShouldNotBeNull();
        await home.Get<DecideReview>().DecideAsync(inspector, review.Id, new DecideReviewRequest("upheld"), CancellationToken.None);

        await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "你这个老乡", Revision: 1)]);
        await home.InspectAsync();

        (await home.FindingsAsync(id)).ShouldHaveSingleItem().Status.ShouldBe("upheld");
    }

    /// <summary>Whatever comes in whatever order, in whatever batches, inspected whenever, and with the memory lost in between.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Late_repeated_and_corrected_words_give_the_findings_of_the_final_text(int seed)
    {
        Random dice = new(seed);
        string[] texts = ["老赖", "你这个老赖", "找到你家", "加急费", "还款", "请问是张三吗", "我是小王", "好的", "老赖，找到你家，加急费"];
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        for (var round = 0; round < 5; round++)
        {
            var id = await home.OpenCallAsync();
            List<UtteranceInput> all = [];
            Dictionary<int, UtteranceInput> final = [];
            for (var seq = 0; seq < 8; seq++)
            {
                for (var revision = 0; revision <= dice.Next(4); revision++)
                {
                    final[seq] = new UtteranceInput(seq, dice.Next(3) == 0 ? "customer" : "staff", texts[dice.Next(texts.Length)], seq * 2, (seq * 2) + 1, Revision: revision);
                    all.Add(final[seq]);
                }
            }

            List<UtteranceInput> sent = [.. all, .. all.Where(_ => dice.Next(3) == 0)];
            dice.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sent));
            while (sent.Count > 0)
            {
                var batch = sent.Take(dice.Next(1, 5)).ToList();
                sent.RemoveRange(0, batch.Count);
                (await home.TrySayAsync(id, batch)).IsFailure.ShouldBeFalse();
                if (dice.Next(2) == 0)
                {
                    await home.InspectAsync();
                }

                if (dice.Next(4) == 0)
                {
                    home.Get<OpenInspections>().Forget(id);
                }
            }

            await home.TryCloseAsync(id);
            await home.InspectAsync();

            var expected = ConductHome.Inspector.Inspect(new Conversation(
                new ConversationHead { Id = id, Kind = ConversationKind.Call, Direction = ConversationDirection.Outbound },
                [.. final.Values.Select(input => UtteranceLimits.Check(input, "").Value)]));
            string.Join('\n', await StandingAsync(home, id)).ShouldBe(
                string.Join('\n', expected.Select(finding => $"{finding.Rule} {finding.Utterance} {finding.Span?.From} {finding.Matched}").Distinct().Order(StringComparer.Ordinal)), $"round {round}");
        }
    }

    private static async Task<List<string>> StandingAsync(ConductHome home, string id)
    {
        var rows = (await home.FindingsAsync(id)).Where(row => row.Status != "withdrawn");
        return await home.ReadAsync(session => rows
            .Select(row => $"{row.Rule} {(row.UtteranceSeq < 0 ? "" : row.UtteranceSeq)} {(row.SpanFrom < 0 ? "" : row.SpanFrom)} {FindingWords.Open(home.Get<KeyRing>(), session, row, new HashSet<string>()).Matched}")
            .Order(StringComparer.Ordinal).ToList());
    }

    private static async Task<(int Accepted, int Duplicates)> SayAsync(ConductHome home, string id, int revision, string text)
    {
        var taken = (await home.TrySayAsync(id, [new UtteranceInput(0, "staff", text, Revision: revision)])).Value;
        return (taken.Accepted, taken.Duplicates);
    }

    private static async Task<TranscriptView> TranscriptAsync(ConductHome home, string id) =>
        (await home.ReadAsync(session => home.Get<Transcripts>().Of(session, Institution, id)))!;

    private static async Task<(long Count, long Worst)> CountAsync(ConductHome home, string id)
    {
        var inspection = (await home.ReadAsync(session => InspectionStore.FindAll(session, Institution, [id]))).ShouldHaveSingleItem();
        return (inspection.FindingCount, inspection.Worst);
    }
}
