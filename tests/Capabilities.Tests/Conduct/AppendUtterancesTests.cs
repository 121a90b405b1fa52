using System.Text;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Conduct;

public sealed class AppendUtterancesTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Utterances_may_come_in_any_order_and_are_read_in_theirs(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var id = await home.OpenCallAsync();

        (await home.SayAsync(id, 2, "三")).NextSeq.ShouldBe(0);
        (await home.SayAsync(id, 0, "一")).NextSeq.ShouldBe(1);
        (await home.SayAsync(id, 1, "二", "customer")).NextSeq.ShouldBe(3);

        var transcript = (await home.TryCloseAsync(id)).Value;
        transcript.Utterances.Select(item => item.Text).ShouldBe(["一", "二", "三"]);
        transcript.Utterances[1].Role.ShouldBe("customer");
        transcript.Utterances[2].Start.ShouldBe(8);
        transcript.Conversation.UtteranceCount.ShouldBe(3);
        transcript.Receipts.Count.ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_same_words_again_do_no_harm(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "您好");

        var again = await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "您好"), new UtteranceInput(1, "staff", "再见"), new UtteranceInput(1, "staff", "再见")]);

        again.Value.Accepted.ShouldBe(1);
        again.Value.Duplicates.ShouldBe(2);
        (await home.SayAsync(id, 1, "再见")).Receipt.ShouldBeNull();
        (await home.ActsAsync()).Count(act => act == "conversation.utterances").ShouldBe(2);
    }

    [Theory]
    [InlineData("staff", "别的话")]
    [InlineData("customer", "您好")]
    public async Task Other_words_in_the_same_place_are_refused_by_number_and_nothing_of_the_batch_is_kept(string role, string text)
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "您好");

        var refused = await home.TrySayAsync(id, [new UtteranceInput(1, "staff", "第二句"), new UtteranceInput(0, role, text)]);

        refused.Failure!.Code.ShouldBe("utterance-conflict");
        refused.Failure.Facts!["seq"].ShouldBe("0");
        (await home.TryCloseAsync(id)).Value.Utterances.Select(item => item.Text).ShouldBe(["您好"]);
    }

    [Fact]
    public async Task After_the_end_only_a_repetition_is_taken()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "您好");
        await home.TryCloseAsync(id);

        (await home.SayAsync(id, 0, "您好")).Duplicates.ShouldBe(1);
        (await home.TrySayAsync(id, [new UtteranceInput(1, "staff", "还有")])).Failure!.Code.ShouldBe("conversation-closed");
    }

    [Fact]
    public async Task Closing_twice_is_closing_once_but_not_with_another_outcome()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();

        (await home.TryCloseAsync(id, "no-answer")).Value.Outcome.ShouldBe("no-answer");
        (await home.TryCloseAsync(id, "no-answer")).Value.Outcome.ShouldBe("no-answer");
        (await home.TryCloseAsync(id, "effective-talk")).Failure!.Code.ShouldBe("conversation-closed");
        (await home.TryCloseAsync(id, "very-good")).Failure!.Field.ShouldBe("outcome");
        (await home.ActsAsync()).Count(act => act == "conversation.closed").ShouldBe(1);
        (await home.ActsAsync()).Count(act => act == "contact.outcome").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_call_that_nobody_ended_is_ended_after_half_a_day_without_a_word_on_its_outcome(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var forgotten = await home.OpenCallAsync();
        var thread = (await home.TryOpenAsync(new OpenConversationRequest("chat", "outbound", await home.PermitAsync("im")))).Value.Id;
        home.Clock.Now += TimeSpan.FromHours(11);
        var going = await home.OpenCallAsync(home.Colleague);
        var early = await home.Get<CloseSilent>().SweepAsync(CancellationToken.None);
        home.Clock.Now += TimeSpan.FromHours(2);

        var ended = await home.Get<CloseSilent>().SweepAsync(CancellationToken.None);

        (early, ended).ShouldBe((0, 1));
        var cards = await home.ReadAsync(session => new[] { forgotten, thread, going }.Select(id => home.Get<Transcripts>().Card(session, TestInstallation.Institution, id)!).ToList());
        cards.Select(card => card.ClosedAt is not null).ShouldBe([true, false, false]);
        cards[0].Outcome.ShouldBeNull();
        (await home.ActsAsync()).ShouldNotContain("contact.outcome");
        await home.InspectAsync();
        (await home.FindingsAsync(forgotten)).ShouldContain(row => row.Rule == "t.identify");
    }

    [Fact]
    public async Task A_colleague_cannot_put_words_into_a_conversation_or_end_it()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();

        (await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "x")], home.Colleague)).Failure!.Code.ShouldBe("not-found");
        (await home.TryCloseAsync(id, caller: home.Colleague)).Failure!.Code.ShouldBe("not-found");
    }

    [Fact]
    public async Task Moments_that_run_backwards_are_kept_as_claimed_and_as_received()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = (await home.TryOpenAsync(new OpenConversationRequest("chat", "outbound", await home.PermitAsync("im")))).Value.Id;
        var before = home.Clock.Now.AddDays(-3);

        await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "甲", At: home.Clock.Now), new UtteranceInput(1, "staff", "乙", At: before, Start: -5)], home.Recorder);
        home.Clock.Now = home.Clock.Now.AddHours(-1);
        await home.TrySayAsync(id, [new UtteranceInput(2, "customer", "丙")]);

        var utterances = (await home.TryCloseAsync(id, "replied", endedAt: before)).Value.Utterances;
        utterances[1].At.ShouldBe(before);
        utterances[1].Start.ShouldBe(-5);
        utterances[1].ReceivedAt.ShouldBe(TestInstallation.Start);
        utterances[2].ReceivedAt.ShouldBe(TestInstallation.Start.AddHours(-1));
    }

    [Fact]
    public async Task What_is_too_much_or_makes_no_sense_names_its_place()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();
        var long64K = new string('长', UtteranceLimits.TextLengthMax);

        (await home.TrySayAsync(id, [new UtteranceInput(0, "staff", long64K)])).Value.Accepted.ShouldBe(1);
        (await home.TrySayAsync(id, [new UtteranceInput(1, "staff", long64K + "了")])).Failure!.Field.ShouldBe("utterances[0].text");
        (await home.TrySayAsync(id, [new UtteranceInput(1, "boss", "x")])).Failure!.Field.ShouldBe("utterances[0].role");
        (await home.TrySayAsync(id, [new UtteranceInput(1, "staff", "x"), new UtteranceInput(-1, "staff", "x")])).Failure!.Field.ShouldBe("utterances[1].seq");
        (await home.TrySayAsync(id, [new UtteranceInput(1, "staff", null!)])).Failure!.Field.ShouldBe("utterances[0].text");
        (await home.TrySayAsync(id, [new UtteranceInput(1, "staff", "x", double.NaN)])).Failure!.Field.ShouldBe("utterances[0].start");
        (await home.TrySayAsync(id, [null!])).Failure!.Field.ShouldBe("utterances[0]");
        (await home.TrySayAsync(id, [])).Failure!.Field.ShouldBe("utterances");
        (await home.TrySayAsync(id, [.. Enumerable.Range(1, 501).Select(seq => new UtteranceInput(seq, "staff", "x"))])).Failure!.Code.ShouldBe("too-many-utterances");
        (await home.TrySayAsync(id, [.. Enumerable.Range(1, 500).Select(seq => new UtteranceInput(seq, "staff", "x"))])).Value.NextSeq.ShouldBe(501);
    }

    [Fact]
    public async Task Half_of_an_emoji_is_kept_as_a_replacement_character()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();

        await home.SayAsync(id, 0, "好的\ud83d");

        (await home.SayAsync(id, 0, "好的\ud83d")).Duplicates.ShouldBe(1);
        (await home.TryCloseAsync(id)).Value.Utterances[0].Text.ShouldBe("好的\ufffd");
    }

    [Theory]
    [InlineData("chat", "im", "staff")]
    [InlineData("chat", "im", "system")]
    [InlineData("sms", "sms", "staff")]
    [InlineData("email", "email", "staff")]
    public async Task What_staff_write_is_not_taken_past_the_screening(string kind, string channel, string role)
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = (await home.TryOpenAsync(new OpenConversationRequest(kind, "outbound", await home.PermitAsync(channel)))).Value.Id;

        var refused = await home.TrySayAsync(id, [new UtteranceInput(0, "customer", "什么事？"), new UtteranceInput(1, role, "你这个老赖")]);

        refused.Failure!.Code.ShouldBe("written-words-unscreened");
        refused.Failure.Kind.ShouldBe(FailureKind.Conflict);
        refused.Failure.Detail.ShouldContain("POST /api/v1/messages");
        refused.Failure.Facts!["seqs"].ShouldBe("1");
        (await home.ActsAsync()).ShouldNotContain("conversation.utterances");
        (await home.TrySayAsync(id, [new UtteranceInput(0, "customer", "什么事？")])).Value.NextSeq.ShouldBe(1);
    }

    [Fact]
    public async Task Words_that_went_through_the_screening_may_be_repeated_here_and_do_no_harm()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var sent = (await home.TrySendAsync(await home.PermitAsync("im"), "您好，我是某行。")).Value;

        var again = await home.TrySayAsync(sent.ConversationId!, [new UtteranceInput(sent.Seq!.Value, "staff", "您好，我是某行。"), new UtteranceInput(1, "customer", "什么事？")]);

        (again.Value.Duplicates, again.Value.Accepted).ShouldBe((1, 1));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_a_program_records_of_another_channel_is_inspected_and_marked_as_unscreened(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var id = (await home.TryOpenAsync(new OpenConversationRequest("chat", "outbound", await home.PermitAsync("im")), home.Recorder)).Value.Id;

        await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "你这个老赖"), new UtteranceInput(1, "customer", "请文明")], home.Recorder);
        await home.TrySayAsync(id, [new UtteranceInput(2, "staff", "好的")], home.Recorder);
        await home.InspectAsync();

        var transcript = (await home.TryCloseAsync(id, "replied")).Value;
        transcript.Conversation.UnscreenedCount.ShouldBe(2);
        transcript.Utterances.Select(item => item.Unscreened).ShouldBe([true, false, true]);
        (await home.FindingsAsync(id)).ShouldContain(row => row.Rule == "t.abuse");
        (await home.ActsAsync()).Count(act => act == "conversation.unscreened").ShouldBe(1);
        var entries = await home.ReadAsync(session => home.Get<EntryReading>().OfCase(session, TestInstallation.Institution, ConductHome.Case, null, 100));
        entries.Where(entry => entry.Act == "conversation.utterances").Select(entry => entry.Details["unscreened"]).ShouldBe(["1", "1"]);
        entries.Single(entry => entry.Act == "conversation.unscreened").Details["first"].ShouldBe("0");
    }

    [Fact]
    public async Task What_is_spoken_needs_no_screening_and_is_not_marked()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();

        await home.SayAsync(id, 0, "您好", caller: home.Recorder);

        (await home.TryCloseAsync(id)).Value.Utterances[0].Unscreened.ShouldBeFalse();
        (await home.ActsAsync()).ShouldNotContain("conversation.unscreened");
    }

    [Fact]
    public async Task A_batch_is_one_entry_whose_sealed_content_is_the_batch()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();

        var taken = await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "您好", 0.4, 3.2, Id: "u1"), new UtteranceInput(1, "customer", "嗯")]);

        var content = await home.ReadAsync(session =>
        {
            var entry = EntryStore.ById(session, TestInstallation.Institution, taken.Value.Receipt!.EntryId)!;
            return Encoding.UTF8.GetString(home.Get<Exhibits>().OpenForInspection(session, TestInstallation.Institution, entry.ExhibitId!));
        });
        var rows = (await home.TryCloseAsync(id)).Value.Utterances.Select(item => item.Id).ToList();
        content.ShouldBe(
            $$"""{"conversation":"{{id}}","utterances":[{"endMs":3200,"id":"u1","role":"staff","seq":0,"startMs":400,"text":"您好","utterance":"{{rows[0]}}"},{"role":"customer","seq":1,"text":"嗯","utterance":"{{rows[1]}}"}]}""");
    }

    [Fact]
    public async Task No_word_that_was_said_lies_readable_on_the_disk()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = (await home.TryOpenAsync(new OpenConversationRequest(
            "call", "outbound", await home.PermitAsync(), ExternalId: "REC-13800138000", Attributes: new Dictionary<string, string> { ["note"] = "绝密备注" }))).Value.Id;
        await home.SayAsync(id, 0, "这句话绝不能出现在文件里，老赖");
        await home.TrySayAsync(id, [.. Enumerable.Range(1, 400).Select(seq => new UtteranceInput(seq, "customer", "很长的绝密内容，填满一个对象文件" + new string('密', 400)))]);
        await home.InspectAsync();
        await home.TryCloseAsync(id);
        await home.InspectAsync();
        (await home.FindingsAsync(id)).ShouldContain(row => row.Rule == "t.abuse");

        string[] secrets = ["这句话绝不能", "老赖", "绝密", "13800138000"];
        var files = Directory.EnumerateFiles(home.Installation.Folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("daylight.lock", StringComparison.Ordinal)).ToList();
        files.ShouldContain(path => path.EndsWith("daylight.db-wal", StringComparison.Ordinal));
        foreach (var path in files)
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using MemoryStream copy = new();
            await file.CopyToAsync(copy);
            foreach (var secret in secrets)
            {
                copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, $"{secret} lies in {path}");
                copy.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(Escaped(secret))).ShouldBe(-1, $"{secret} lies escaped in {path}");
            }
        }
    }

    /// <summary>As JSON writers escape it.</summary>
    private static string Escaped(string text) => string.Concat(text.Select(letter => letter < 128 ? letter.ToString() : $"\\u{(int)letter:X4}"));
}
