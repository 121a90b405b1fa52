using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class KnownWordsTests
{
    private static readonly KnownWords Known = new(
    [
        new KnownWord(KnownWordKind.Name, "欧阳明月"),
        new KnownWord(KnownWordKind.Name, "王强"),
        new KnownWord(KnownWordKind.Name, "Mary Lee"),
        new KnownWord(KnownWordKind.Address, "上海市浦东新区张江路88号2栋301室"),
        new KnownWord(KnownWordKind.Address, "12 Harbour Street, Springfield"),
        new KnownWord(KnownWordKind.Number, "lee.mary@example.com"),
        new KnownWord(KnownWordKind.Number, "qiang_8866"),
    ]);

    [Theory]
    [InlineData("请问是欧阳明月女士吗", "请问是****女士吗")]
    [InlineData("明月你好，王强在吗", "**你好，**在吗")]
    [InlineData("王*强、王 强", "***、* *")]
    [InlineData("ＭＡＲＹ Lee is asleep, Leeds", "**** *** is asleep, Leeds")]
    [InlineData("就是张江路88号那个小区", "就是******那个小区")]
    [InlineData("at Harbour Street, right", "at ******* ******, right")]
    [InlineData("写信到 lee.mary@example.com", "写信到 ***.****@*******.***")]
    [InlineData("加我 qiang_8866", "加我 *****_****")]
    [InlineData("打 13800138000 找他", "打 138****8000 找他")]
    [InlineData("今天能还吗", "今天能还吗")]
    public void What_is_known_and_what_is_recognised_is_masked_in_place(string text, string masked) => Known.Mask(text).ShouldBe(masked);

    [Fact]
    public void Whatever_the_text_the_length_stays_and_no_known_name_is_left()
    {
        var texts = from pieces in Gen.ListOf(Gen.Elements("王强", "明月", "欧阳", " ", "，", "*", "你好", "138", "00138000", "Lee", "mary", "\ud83d", "张江路", "88号", "①", "王", "强")) select string.Concat(pieces);
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var masked = Known.Mask(text);

            masked.Length.ShouldBe(text.Length);
            masked.ShouldNotContain("王强");
            masked.ShouldNotContain("明月");
            Known.Mask(masked).ShouldBe(masked);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_known_masks_entities_only() => new KnownWords([]).Mask("王强 13800138000").ShouldBe("王强 138****8000");
}
