using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class BorrowedWordsTests
{
    [Theory]
    [InlineData("他骂我是傻逼", "傻逼")]
    [InlineData("有人说你们是垃圾，这不对", "垃圾")]
    [InlineData("客户投诉说催收员骂他“老赖、不要脸”", "老赖、不要脸")]
    [InlineData("校长说，任何学生使用“黑鬼”一词都将受到处分", "黑鬼")]
    [InlineData("请不要再嘲笑乡下人了", "乡下人了")]
    [InlineData("他从小被骂作野种，没人替他说话", "野种")]
    public void Words_of_others_are_borrowed(string text, string words) => Parts(text).ShouldContain(part => part.Contains(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("我说“你就是个垃圾”怎么了")]
    [InlineData("你们这些“精英”真让人恶心")]
    [InlineData("他说得对，你就是垃圾")]
    [InlineData("你说你是不是垃圾")]
    [InlineData("没钱还你借什么钱，你个臭不要脸的废物")]
    public void What_a_writer_says_himself_is_his_own(string text) => Parts(text).ShouldBeEmpty();

    [Fact]
    public void A_repeated_insult_is_never_more_probable_than_the_same_text_read_as_the_writers_own()
    {
        var pieces = Gen.Elements("他骂我是", "有人说", "“", "”", "你个臭不要脸的废物", "傻逼", "，", "。", "我说", "别再嘲笑", "您好", "被叫作", "一词", "a");
        Prop.ForAll(Gen.ArrayOf(pieces, 8).Select(string.Concat).ToArbitrary(), text =>
        {
            var detector = Books.Abuse.Value;
            var read = DetectorText.Of(text);
            var parts = BorrowedWords.Find(read.Characters);
            parts.ShouldAllBe(part => part.Start < part.End && part.End <= read.Length);
            parts.Zip(parts.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
            var explained = detector.Explain(text);
            explained.Verdict.ShouldBe(detector.Judge(text));
            (explained.Level + explained.Influences.Sum(i => i.Weight)).ShouldBe(explained.LogOdds, 1e-3);
        }).QuickCheckThrowOnFailure();
    }

    private static List<string> Parts(string text)
    {
        var read = DetectorText.Of(text);
        return BorrowedWords.Find(read.Characters).ConvertAll(part => read.Characters[part.Start..part.End].ToString());
    }
}
