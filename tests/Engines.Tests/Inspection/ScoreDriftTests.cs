using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class ScoreDriftTests
{
    private static readonly double[] Even = Enumerable.Repeat(0.1, 10).ToArray();

    [Fact]
    public void Scores_as_in_training_do_not_drift() => ScoreDrift.Index(Even, Enumerable.Repeat(100, 10).ToArray())!.Value.ShouldBe(0, 1e-9);

    [Fact]
    public void Scores_that_moved_to_one_end_are_alarming() => ScoreDrift.Index(Even, [10, 10, 10, 10, 10, 10, 10, 10, 120, 800])!.Value.ShouldBeGreaterThan(ScoreDrift.Alarming);

    [Fact]
    public void Too_few_texts_say_nothing() => ScoreDrift.Index(Even, Enumerable.Repeat(1, 10).ToArray()).ShouldBeNull();
}
