using Shouldly;
using Xunit;

namespace Daylight.Inspection;

public sealed class PlainCharactersTests
{
    [Theory]
    [InlineData("ＯＫ１２　Pay", "ok12 pay")]
    [InlineData("還款⑤", "还款5")]
    [InlineData("还款 5，😀", "还款 5,😀")]
    [InlineData("", "")]
    public void Width_case_forms_and_tradition_are_folded_one_character_for_one(string text, string plain)
    {
        PlainCharacters.Of(text).ShouldBe(plain);
        PlainCharacters.Of(plain).ShouldBe(plain, "Folding twice is folding once.");
    }

    [Fact]
    public void Every_character_folds_to_one_that_folds_to_itself()
    {
        for (var c = char.MinValue; c < char.MaxValue; c++)
        {
            PlainCharacters.Of(PlainCharacters.Of(c)).ShouldBe(PlainCharacters.Of(c), $"U+{(int)c:X4}");
        }
    }
}
