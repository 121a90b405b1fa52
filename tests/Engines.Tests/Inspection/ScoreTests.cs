using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class ScoreTests
{
    [Fact]
    public void Points_are_taken_up_to_the_cap_of_the_category()
    {
        var book = Books.Of("{said: {any: [老赖]}}", "scoring: {caps: {abuse: 25}}", "points: 20");
        var score = Score.From(new Inspector(book).Inspect(Books.Talk("s:老赖", "s:老赖")), book);
        score.Points.ShouldBe(75);
        score.Deductions.ShouldBe([new Deduction("r", 25)]);
    }

    [Fact]
    public void A_fatal_item_leaves_nothing()
    {
        var book = Books.Of("{said: {any: [老赖]}}", extra: "fatal: true");
        Score.From(new Inspector(book).Inspect(Books.Talk("s:老赖")), book).Points.ShouldBe(0);
        Score.From([], book).Points.ShouldBe(Score.Full);
    }
}
