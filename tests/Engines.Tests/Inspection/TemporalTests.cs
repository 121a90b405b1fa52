using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

/// <summary>Conditions over events, earlier conversations, repetition, pace, place and other rules.</summary>
public sealed class TemporalTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 2, 0);

    private static Utterance Done(int seq, UtteranceRole role, UtteranceEventKind kind, decimal? amount = null)
        => new() { Seq = seq, Role = role, Text = "", Event = new UtteranceEvent(kind, amount) };

    private static int?[] Hits(string when, ConversationHead head, params Utterance[] talk)
        => new Inspector(Books.Of(when)).Inspect(new Conversation(head, talk)).Select(f => f.Utterance).ToArray();

    private static ConversationHead Head(params EarlierConversation[] earlier) => new() { Id = "c", StartedAt = Now, Staff = "s1", PersonRole = "Debtor", Earlier = earlier };

    [Fact]
    public void A_red_packet_counts_by_its_amount_and_its_sender()
    {
        var talk = new[] { Done(0, UtteranceRole.Customer, UtteranceEventKind.RedPacket, 200), Done(1, UtteranceRole.Customer, UtteranceEventKind.RedPacket, 5), Done(2, UtteranceRole.Staff, UtteranceEventKind.RedPacket, 200) };
        Hits("{event: {kind: [redPacket, transfer], by: customer, atLeast: 100}}", Head(), talk).ShouldBe([0]);
        Hits("{event: {kind: redPacket, below: 10}}", Head(), talk).ShouldBe([1]);
    }

    [Fact]
    public void Messages_taken_back_and_quoted_are_events_of_their_own_utterance()
    {
        var talk = new[] { new Utterance { Seq = 0, Role = UtteranceRole.Staff, Text = "a", Recalled = true }, new Utterance { Seq = 1, Role = UtteranceRole.Staff, Text = "b", Deleted = true }, new Utterance { Seq = 2, Role = UtteranceRole.Customer, Text = "c", QuotedText = "b" } };
        Hits("{event: {kind: [recalled, deleted], by: staff}}", Head(), talk).ShouldBe([0, 1]);
        Hits("{event: {kind: quoted}}", Head(), talk).ShouldBe([2]);
    }

    [Fact]
    public void An_event_takes_part_in_a_sequence()
    {
        var when = "{sequence: {steps: [{said: {any: [加我]}}, {event: {kind: card, by: staff}}], within: {turns: 2}}}";
        Hits(when, Head(), [.. Books.Lines("s:您加我"), Done(1, UtteranceRole.Staff, UtteranceEventKind.Card)]).ShouldBe([1]);
    }

    [Theory]
    [InlineData("{earlier: {atLeast: 2, days: 3}}", true)]
    [InlineData("{earlier: {atLeast: 3, days: 3}}", false)]
    [InlineData("{earlier: {atLeast: 3, days: 30}}", true)]
    [InlineData("{earlier: {rule: r.abuse, atLeast: 2, days: 30}}", true)]
    [InlineData("{earlier: {rule: r.other, atLeast: 1, days: 30}}", false)]
    [InlineData("{earlier: {category: threat, atLeast: 1, days: 30}}", true)]
    [InlineData("{earlier: {kinds: [sms], atLeast: 1, days: 30}}", false)]
    [InlineData("{earlier: {sameStaff: true, atLeast: 2, days: 30}}", false)]
    [InlineData("{allOf: [{said: {any: [还钱]}}, {earlier: {atLeast: 2, days: 3}}]}", true)]
    public void Earlier_conversations_are_counted_in_the_days_before(string when, bool hits)
    {
        var head = Head(
            new EarlierConversation { At = Now - Duration.FromDays(1), Staff = "s1", Rules = ["r.abuse"], Categories = ["threat"] },
            new EarlierConversation { At = Now - Duration.FromDays(3), Rules = ["r.abuse"] },
            new EarlierConversation { At = Now - Duration.FromDays(20) },
            new EarlierConversation { At = Now + Duration.FromDays(1) });
        Hits(when, head, Books.Lines("s:还钱")).ShouldBe(hits ? [0] : []);
    }

    [Fact]
    public void The_third_time_nearly_the_same_is_said_is_a_hit_at_the_third()
    {
        var when = "{repeated: {by: staff, times: 3, similarity: 0.5}}";
        Hits(when, Head(), Books.Lines("s:你什么时候还钱", "c:过几天", "s:你到底什么时候还钱", "c:过几天", "s:你什么时候能还钱", "s:好的")).ShouldBe([4]);
        Hits("{repeated: {by: staff, times: 3, similarity: 0.7, within: {utterances: 2}}}", Head(), Books.Lines("s:你什么时候还钱", "c:过几天", "s:你什么时候还钱", "c:过几天", "s:你什么时候还钱")).ShouldBeEmpty();
    }

    [Fact]
    public void Pace_counts_characters_by_the_minute_without_punctuation()
    {
        // Eight seconds an utterance: 48 characters are 360 a minute.
        var text = new string('快', 49);
        Hits("{pace: {above: 360}}", Head(), Books.Lines("s:" + text[..48] + "，。", "s:" + text)).ShouldBe([1]);
        Hits("{pace: {below: 100, lengthMin: 3}}", Head(), Books.Lines("s:慢慢地说", "s:慢")).ShouldBe([0]);
    }

    [Fact]
    public void An_interruption_counts_only_after_the_other_has_spoken_for_a_while()
    {
        Utterance[] Talk(double from) => [new() { Seq = 0, Role = UtteranceRole.Customer, Text = "我", Start = 0, End = 10 }, new() { Seq = 1, Role = UtteranceRole.Staff, Text = "你", Start = from, End = 12 }];
        Hits("{overlap: {seconds: 1, by: staff, after: 3}}", Head(), Talk(2)).ShouldBeEmpty();
        Hits("{overlap: {seconds: 1, by: staff, after: 3}}", Head(), Talk(4)).ShouldBe([1]);
    }

    [Fact]
    public void Words_may_have_to_begin_a_turn_or_a_sentence()
    {
        var lines = Books.Lines("s:喂你好", "s:喂", "c:在", "s:喂。你好", "s:你喂");
        Hits("{said: {any: [喂], begins: turn}}", Head(), lines).ShouldBe([0, 3]);
        Hits("{said: {any: [你好], begins: sentence}}", Head(), lines).ShouldBe([3]);
    }

    [Fact]
    public void A_place_in_per_cent_is_decided_at_the_close()
    {
        var book = Books.Of("{said: {any: [还钱], position: {percent: {from: 50}}}}");
        var live = new Inspector(book).Open(Head());
        Books.Lines("s:还钱", "c:嗯", "s:还钱", "c:嗯").SelectMany(live.Add).ShouldBeEmpty();
        live.Close(ClosingFacts.None).Select(f => f.Utterance).ShouldBe([2]);
    }

    [Fact]
    public void The_length_of_the_whole_is_a_condition()
    {
        Hits("{length: {seconds: {below: 10}}}", Head(), Books.Lines("s:喂")).ShouldBe([null]);
        Hits("{length: {utterances: {atLeast: 3}}}", Head(), Books.Lines("s:喂", "c:在")).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_builds_on_a_rule_above_it_where_that_one_applies()
    {
        var book = Books.Read("""
            rulebook: t
            version: "1"
            rules:
              - {id: a, category: abuse, title: a, applies: {kinds: [call]}, when: {said: {any: [老赖]}}}
              - {id: b, category: abuse, title: b, when: {count: {of: {rule: a}, atLeast: 2}}}
            """);
        string[] Rules(ConversationKind kind) => [.. new Inspector(book).Inspect(new Conversation(Head() with { Kind = kind }, Books.Lines("s:老赖", "s:老赖"))).Select(f => f.Rule)];
        Rules(ConversationKind.Call).ShouldBe(["a", "a", "b"]);
        Rules(ConversationKind.Chat).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("from: 2026-03-10", true)]
    [InlineData("from: 2026-03-11", false)]
    [InlineData("to: 2026-03-10", true)]
    [InlineData("to: 2026-03-09", false)]
    [InlineData("teams: [east]", true)]
    [InlineData("teams: [west]", false)]
    [InlineData("products: [card, loan]", true)]
    public void A_rule_is_in_force_on_its_days_for_its_teams_and_products(string applies, bool hits)
    {
        var book = Books.Of("{said: {any: [老赖]}}", extra: "applies: {" + applies + "}");
        var head = Head() with { Attributes = new Dictionary<string, string> { ["team"] = "east", ["product"] = "loan" } };
        new Inspector(book).Inspect(new Conversation(head, Books.Lines("s:老赖"))).Count.ShouldBe(hits ? 1 : 0);
        new Inspector(book).Inspect(new Conversation(head with { StartedAt = null }, Books.Lines("s:老赖"))).Count.ShouldBe(hits || applies.Contains("2026") ? 1 : 0);
    }

    [Fact]
    public void Events_and_earlier_conversations_come_from_the_line()
    {
        var read = ConversationJson.Read("""{"id":"c","startedAt":"2026-03-10T10:00:00+08:00","earlier":[{"at":"2026-03-09T10:00:00+08:00","rules":["a"]}],"utterances":[{"role":"customer","text":"","event":{"kind":"redPacket","amount":200}},{"role":"staff","text":"","event":"screenshot"}]}""");
        read.Problems.ShouldBeEmpty();
        read.Warnings.ShouldBeEmpty();
        read.Conversation!.Head.Earlier.Single().Rules.ShouldBe(["a"]);
        read.Conversation.Utterances.Select(u => u.Event).ShouldBe([new UtteranceEvent(UtteranceEventKind.RedPacket, 200), new UtteranceEvent(UtteranceEventKind.Screenshot)]);
        ConversationJson.Read("""{"id":"c","earlier":[{"kind":"x"}],"utterances":[{"role":"staff","text":"","event":7}]}""").Problems.Select(p => p.Field).ShouldBe(["earlier[0].at", "utterances[0].event"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("{rule: nobody}", "no rule 'nobody'")]
    [InlineData("{event: {kind: card, atLeast: 3}}", "redPacket or transfer")]
    [InlineData("{event: {kind: redPaket}}", "did you mean 'redPacket'")]
    [InlineData("{earlier: {days: 3}}", "'atLeast' and 'days'")]
    [InlineData("{pace: {}}", "'above' or 'below'")]
    [InlineData("{count: {of: {length: {seconds: {below: 1}}}, atLeast: 2}}", "only decided later")]
    public void Mistakes_are_named(string when, string words)
    {
        var yaml = $"rulebook: t\nversion: '1'\nrules:\n  - {{id: r, category: abuse, title: x, when: {when}}}\n";
        RulebookReader.Read(yaml, "t.yaml").Problems.Select(p => p.ToString()).ShouldContain(p => p.Contains(words));
    }

    private static readonly string[] Conditions =
    [
        "{said: {any: [还钱], begins: turn}}", "{said: {any: [还钱, 老赖], position: {percent: {from: 20, to: 70}}}}", "{repeated: {times: 2, lengthMin: 2}}", "{pace: {above: 20, lengthMin: 2}}",
        "{event: {kind: [redPacket, recalled]}}", "{earlier: {atLeast: 1, days: 7}}", "{length: {seconds: {below: 40}}}", "{overlap: {seconds: 1, by: staff, after: 2}}", "{entity: {kind: [mobile, amount]}}",
        "{similar: {to: [我们会去你家门口拉横幅], guards: []}}", "{without: {when: {said: {any: [还钱]}}, after: {event: {kind: recalled}}, within: {utterances: 2}}}",
        "{sequence: {steps: [{entity: {kind: amount}}, {said: {any: [老赖]}}], within: {turns: 3}}}", "{allOf: [{said: {any: [老赖]}}, {earlier: {atLeast: 1, days: 7}}]}",
        "{said: {any: [法院], match: {disguises: true}}}", "{never: {said: {any: [您好]}}}", "{detector: {model: abuse, lengthMin: 2, atLeast: 0.5}}",
        "{detector: {model: conduct, label: third-party-pressure, atLeast: 0.1, guards: [reported]}}", "{without: {when: {said: {any: [老赖], detector: {model: conduct, label: abuse, atLeast: 0.05, below: 0.9}}}, before: {detector: {model: conduct, label: own-name}}}}",
        "{detector: {model: abuse, scope: sentence, guards: [], position: {percent: {from: 20, to: 70}}}}", "{without: {when: {detector: {model: abuse, guards: []}}, before: {said: {any: [您好]}}}}",
    ];

    private static readonly Gen<Conversation> Conversations =
        from count in Gen.Choose(0, 12)
        from roles in Gen.ArrayOf(Gen.Elements(UtteranceRole.Staff, UtteranceRole.Customer), count)
        from lines in Gen.ArrayOf(Gen.Elements("还钱", "你还钱", "老赖", "去fa院", "三万五", "13800138000", "去你家门口拉横幅", "您好", "嗯", "", "你个臭不要脸的废物", "您好。他骂我是臭不要脸的废物。", "老赖，你真是个垃圾"), count)
        from gaps in Gen.ArrayOf(Gen.Choose(-4, 12), count)
        from events in Gen.ArrayOf(Gen.Elements<UtteranceEventKind?>(null, null, UtteranceEventKind.RedPacket, UtteranceEventKind.Recalled), count)
        select new Conversation(
            Head(new EarlierConversation { At = Now - Duration.FromDays(2) }),
            Enumerable.Range(0, count).Select(i => new Utterance
            {
                Seq = i, Role = roles[i], Text = lines[i], Start = (i * 5) + gaps[i], End = (i * 5) + gaps[i] + 4,
                Recalled = events[i] == UtteranceEventKind.Recalled, Event = events[i] is UtteranceEventKind.RedPacket ? new UtteranceEvent(UtteranceEventKind.RedPacket, 10) : null,
            }).ToArray());

    [Fact]
    public void Live_equals_batch_for_every_operator()
    {
        var rules = string.Concat(Conditions.Select((when, i) => $"  - {{id: r{i}, category: abuse, title: x, when: {when}}}\n"));
        var inspector = new Inspector(Books.Read("rulebook: t\nversion: '1'\nrules:\n" + rules));
        Prop.ForAll(Conversations.ToArbitrary(), conversation =>
        {
            var batch = inspector.Inspect(conversation).Select(FindingJson.Write).Order().ToArray();
            var live = inspector.Open(conversation.Head);
            var known = new List<string>();
            foreach (var utterance in conversation.Utterances)
            {
                known.AddRange(live.Add(utterance).Select(FindingJson.Write));
                known.ShouldBeSubsetOf(batch);
            }

            known.AddRange(live.Close(ClosingFacts.None).Select(FindingJson.Write));
            known.Order().ShouldBe(batch);
        }).QuickCheckThrowOnFailure();
    }
}
