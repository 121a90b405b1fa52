using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class GuardTests
{
    private static readonly Rulebook Book = Books.Of("{said: {any: [去你单位闹, 老赖, 骗子, (会|就) ~3 联系 ~3 家人]}}");

    [Theory]
    [InlineData("我们不会去你单位闹", 0)]
    [InlineData("我们没有说过去你单位闹", 0)]
    [InlineData("我们不会联系您的家人", 0)]
    [InlineData("你再不还钱就去你单位闹", 1)]
    [InlineData("没有钱就去你单位闹", 1)]
    [InlineData("别逼我去你单位闹", 1)]
    [InlineData("你是不是老赖", 1)]
    [InlineData("你不是老赖是什么", 1)]
    [InlineData("您不是老赖", 0)]
    [InlineData("特别老赖", 1)]
    public void Negation_counts_only_where_it_reaches_the_words(string text, int findings)
        => Books.Hits(Book, "s:" + text).Length.ShouldBe(findings, text);

    [Theory]
    [InlineData("您说我们去你单位闹", 0)]
    [InlineData("客户反映有人要去你单位闹", 0)]
    [InlineData("他刚才说他是老赖", 0)]
    [InlineData("你说你是不是老赖", 1)]
    [InlineData("我跟你说我就去你单位闹", 1)]
    [InlineData("我告诉你说老赖", 1)]
    public void Reported_speech_is_not_the_speakers_own(string text, int findings)
        => Books.Hits(Book, "s:" + text).Length.ShouldBe(findings, text);

    [Theory]
    [InlineData("您发的那句“老赖”我看到了", 0)]
    [InlineData("你就是“老赖”", 1)]
    [InlineData("这是一条引用/回复消息：\n\"李四:\n老赖\"\n------\n您好", 0)]
    [InlineData("> 老赖\n收到", 0)]
    public void Quotations_are_left_out(string text, int findings)
        => Books.Hits(Book, "s:" + text).Length.ShouldBe(findings, text);

    [Fact]
    public void A_quoted_utterance_is_left_out_and_guards_can_be_turned_off()
    {
        var quoted = new Utterance { Seq = 0, Role = UtteranceRole.Staff, Text = "老赖", Quoted = true };
        new Inspector(Book).Inspect(new Conversation(new ConversationHead { Id = "c" }, [quoted])).ShouldBeEmpty();
        var strict = Books.Of("{said: {any: [老赖], guards: []}}");
        new Inspector(strict).Inspect(new Conversation(new ConversationHead { Id = "c" }, [quoted])).Count.ShouldBe(1);
        Books.Hits(strict, "s:您不是老赖").Length.ShouldBe(1);
    }
}
