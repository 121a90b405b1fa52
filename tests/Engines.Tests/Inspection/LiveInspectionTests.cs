using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class LiveInspectionTests
{
    private static readonly Lazy<Rulebook> China = new(Books.China);

    private static readonly string[] Lines =
    [
        "您好，我是XX银行信用卡中心的李明", "请问是王先生本人吗", "是的", "您的贷款已经逾期三个月", "我刚做完手术住院了", "我不管，那是你的事", "你就是个老赖",
        "我要投诉你们", "随便你投诉", "去你单位拉横幅", "转我个人微信", "我帮您登记申请延期", "打错了", "我是他妈妈", "帮他还一下", "什么时候能还", "再见", "闭嘴", "您说我们骂您老赖",
        "爆你通讯录", "请稍等", "不会联系您的家人", "我就联系你家人", "",
    ];

    private static readonly Gen<Conversation> Conversations =
        from count in Gen.Choose(0, 25)
        from roles in Gen.ArrayOf(Gen.Elements(Enum.GetValues<UtteranceRole>()), count)
        from lines in Gen.ArrayOf(Gen.Elements(Lines), count)
        from gaps in Gen.ArrayOf(Gen.Choose(-3, 40), count)
        from kind in Gen.Elements(Enum.GetValues<ConversationKind>())
        from person in Gen.Elements<string?>("Debtor", "ListedContact", null)
        select Make(roles, lines, gaps, kind, person);

    private static readonly Lazy<Rulebook> Confirmed = new(() => Books.Read("""
        rulebook: test
        version: "1"
        confirm:
          abuse: {said: {any: [投诉], by: customer}}
          threat: {never: {said: {any: [请稍等]}}}
          third-party-pressure: {detector: {model: conduct, label: third-party-pressure, atLeast: 0.2}}
          privacy-threat: {allOf: [{said: {any: [再见]}}, {detector: {model: conduct, label: own-name}}]}
        rules:
          - {id: a, category: abuse, title: a, when: {said: {any: [老赖, 闭嘴], guards: []}}}
          - {id: b, category: threat, title: b, once: true, when: {said: {any: [横幅, 通讯录]}}}
          - {id: c, category: third-party-pressure, title: c, when: {said: {any: [单位, 家人], detector: {model: conduct, label: threat, atLeast: 0.01}}}}
          - {id: d, category: privacy-threat, title: d, when: {never: {said: {any: [本人]}}}}
          - {id: e, category: abuse, title: e, confirmed: true, when: {said: {any: [老赖]}}}
          - {id: f, category: other, title: f, when: {detector: {model: conduct, label: asks-identity, atLeast: 0.3, position: {first: {utterances: 5}}}}}
        categories: [other]
        """));

    [Fact]
    public void Live_findings_together_are_the_batch_findings_and_none_is_withdrawn() => LiveIsBatch(China.Value);

    [Fact]
    public void That_holds_where_findings_wait_for_their_confirmation() => LiveIsBatch(Confirmed.Value);

    private static void LiveIsBatch(Rulebook rulebook)
    {
        Prop.ForAll(Conversations.ToArbitrary(), conversation =>
        {
            var inspector = new Inspector(rulebook);
            var batch = inspector.Inspect(conversation).Select(FindingJson.Write).Order().ToArray();
            var live = inspector.Open(conversation.Head);
            var soFar = new List<string>();
            for (var i = 0; i < conversation.Utterances.Count; i++)
            {
                soFar.AddRange(live.Add(conversation.Utterances[i]).Select(FindingJson.Write));

                // What is known after a beginning stays true however the conversation goes on.
                var beginning = inspector.Open(conversation.Head);
                var known = conversation.Utterances.Take(i + 1).SelectMany(beginning.Add).Select(FindingJson.Write).Order();
                known.ShouldBe(soFar.Order());
                soFar.ShouldBeSubsetOf(batch);
            }

            soFar.AddRange(live.Close(ClosingFacts.None).Select(FindingJson.Write));
            soFar.Order().ShouldBe(batch);
            live.Close(ClosingFacts.None).ShouldBeEmpty();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Conversations_inspected_side_by_side_do_not_disturb_each_other()
    {
        Prop.ForAll(Gen.Zip(Conversations, Conversations).ToArbitrary(), pair =>
        {
            var inspector = new Inspector(China.Value);
            var a = inspector.Open(pair.Item1.Head);
            var b = inspector.Open(pair.Item2.Head);
            var found = (A: new List<Finding>(), B: new List<Finding>());
            for (var i = 0; i < Math.Max(pair.Item1.Utterances.Count, pair.Item2.Utterances.Count); i++)
            {
                found.A.AddRange(i < pair.Item1.Utterances.Count ? a.Add(pair.Item1.Utterances[i]) : []);
                found.B.AddRange(i < pair.Item2.Utterances.Count ? b.Add(pair.Item2.Utterances[i]) : []);
            }

            found.A.AddRange(a.Close(ClosingFacts.None));
            found.B.AddRange(b.Close(ClosingFacts.None));
            found.A.Count.ShouldBe(inspector.Inspect(pair.Item1).Count);
            found.B.Count.ShouldBe(inspector.Inspect(pair.Item2).Count);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Batch_agrees_with_a_plain_reading_of_any_phrase_by_role()
    {
        // An independent reading of the simplest rule: the phrase stands in a staff utterance, word for word.
        var book = Books.Of("{said: {any: [老赖, 横幅], guards: []}}");
        Prop.ForAll(Conversations.ToArbitrary(), conversation =>
        {
            var expected = conversation.Utterances.Where(u => u.Role == UtteranceRole.Staff && (u.Text.Contains("老赖") || u.Text.Contains("横幅"))).Select(u => (int?)u.Seq);
            new Inspector(book).Inspect(conversation).Select(f => f.Utterance).ShouldBe(expected);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void One_inspector_serves_many_threads()
    {
        var inspector = new Inspector(China.Value);
        var conversation = Books.Talk("s:你就是个老赖", "c:我要投诉", "s:随便你投诉");
        var expected = inspector.Inspect(conversation).Select(FindingJson.Write).ToArray();
        expected.ShouldNotBeEmpty();
        Parallel.For(0, 200, _ => inspector.Inspect(conversation).Select(FindingJson.Write).ShouldBe(expected));
    }

    [Fact]
    public void A_message_is_screened_by_the_rules_of_one_utterance()
    {
        var inspector = new Inspector(China.Value);
        var head = new ConversationHead { Id = "m", Kind = ConversationKind.Chat, PersonRole = "Debtor" };
        inspector.InspectMessage("你就是个老赖", head).ShouldContain(f => f.Action == MessageAction.Block && f.Category == "abuse");
        inspector.InspectMessage("您好，请您方便时通过官方APP还款，谢谢", head).ShouldBeEmpty();
        var contact = head with { PersonRole = "ListedContact" };
        inspector.InspectMessage("他欠款两万已经逾期", contact).ShouldContain(f => f.Category == "third-party-disclosure");
    }

    [Fact]
    public void Hostile_texts_are_bounded()
    {
        var inspector = new Inspector(China.Value);
        var huge = new Utterance { Seq = 0, Role = UtteranceRole.Staff, Text = string.Concat(Enumerable.Repeat("你去单位闹我法院抓", 1_200_000)) };
        inspector.Inspect(new Conversation(new ConversationHead { Id = "c" }, [huge])).Count.ShouldBeLessThan(50);
        var broken = new Utterance { Seq = 0, Role = UtteranceRole.Staff, Text = "\ud800老\udc00赖\ud83d", Start = double.NaN, End = double.PositiveInfinity, At = NodaTime.Instant.MaxValue };
        inspector.Inspect(new Conversation(new ConversationHead { Id = "c", StartedAt = NodaTime.Instant.MinValue, Zone = "Nowhere" }, [broken])).ShouldNotBeNull();
    }

    private static Conversation Make(UtteranceRole[] roles, string[] lines, int[] gaps, ConversationKind kind, string? person)
    {
        var at = 0.0;
        var utterances = new Utterance[roles.Length];
        for (var i = 0; i < roles.Length; i++)
        {
            at += gaps[i];
            utterances[i] = new Utterance { Seq = i, Role = roles[i], Text = lines[i], Start = at, End = at + 4, LoudnessDb = gaps[i] - 30 };
            at += 4;
        }

        return new Conversation(new ConversationHead { Id = "c", Kind = kind, PersonRole = person, StartedAt = NodaTime.Instant.FromUtc(2026, 3, 2, 14, 30) }, utterances);
    }
}
