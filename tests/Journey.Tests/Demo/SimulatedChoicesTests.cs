using Daylight.Demo;
using Daylight.Demo.Samples;
using Shouldly;
using Xunit;

namespace Daylight.Journey.Demo;

public sealed class SimulatedChoicesTests
{
    private static readonly SampleLibrary Library = SampleLibrary.Read(SampleFolder.Path);
    private static readonly SimulatedOccasion Occasion = new("call", "outbound", "Debtor", "lender", "M2", "信用卡", "先生", "Asia/Shanghai", 50000);
    private static readonly Dictionary<string, int> NothingHeld = [];

    [Fact]
    public void The_same_seed_and_place_make_the_same_choices()
    {
        Sequence(seed: 7, place: 3).ShouldBe(Sequence(seed: 7, place: 3));
        Sequence(seed: 7, place: 3).ShouldNotBe(Sequence(seed: 7, place: 4));
        Sequence(seed: 7, place: 3).ShouldNotBe(Sequence(seed: 8, place: 3));
    }

    [Fact]
    public void A_conversation_fits_the_employer_the_product_and_the_person()
    {
        var choices = new SimulatedChoices(1, 0, SimulatedTemperament.Rough);
        for (var i = 0; i < 500; i++)
        {
            var sample = choices.Conversation(Occasion, Library.Conversations, NothingHeld).ShouldNotBeNull();
            sample.Employer.ShouldBe("lender");
            sample.PersonRole.ShouldBe("Debtor");
            sample.Kind.ShouldBe("call");
            sample.Direction.ShouldBe("outbound");
            new[] { null, "信用卡" }.ShouldContain(sample.Product);
            sample.Zone.ShouldBe("Asia/Shanghai");
            new[] { null, "先生" }.ShouldContain(sample.Salutation);
            sample.NeedsItsMoment.ShouldBeFalse();
        }
    }

    [Fact]
    public void A_conscientious_collector_rarely_does_wrong_and_a_rough_one_often()
    {
        BadShare(SimulatedTemperament.Conscientious).ShouldBeLessThan(0.08);
        BadShare(SimulatedTemperament.Rough).ShouldBeGreaterThan(0.35);
    }

    [Fact]
    public void What_a_rough_collector_does_wrong_is_rough()
    {
        var choices = new SimulatedChoices(1, 0, SimulatedTemperament.Rough);
        for (var i = 0; i < 300; i++)
        {
            var sample = choices.Conversation(Occasion, Library.Conversations, NothingHeld).ShouldNotBeNull();
            (sample.Good || sample.Expect.Any(SimulatedTemperament.Rough.Inclinations.Contains)).ShouldBeTrue(sample.Id);
        }
    }

    [Fact]
    public void Every_outbound_occasion_of_the_portfolio_has_a_conversation()
    {
        foreach (var employer in new[] { "lender", "agency" })
        {
            foreach (var product in new[] { "信用卡", "消费贷款", "网络小额贷款", "现金分期" })
            {
                foreach (var salutation in new[] { "先生", "女士" })
                {
                    var occasion = new SimulatedOccasion("call", "outbound", "Debtor", employer, "M3", product, salutation, "Asia/Shanghai", 500);
                    new SimulatedChoices(1, 0, SimulatedTemperament.Conscientious).Conversation(occasion, Library.Conversations, NothingHeld)
                        .ShouldNotBeNull($"{employer} {product} {salutation}");
                }
            }
        }
    }

    [Fact]
    public void A_collector_hardly_repeats_a_conversation_while_others_remain()
    {
        var choices = new SimulatedChoices(1, 0, SimulatedTemperament.Conscientious);
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < 10; i++)
        {
            var sample = choices.Conversation(Occasion, Library.Conversations, held).ShouldNotBeNull();
            held[sample.Id] = held.GetValueOrDefault(sample.Id) + 1;
        }

        held.Values.Max().ShouldBeLessThanOrEqualTo(3);
        held.Count.ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public void Three_of_twenty_collectors_are_bad_and_each_in_another_way()
    {
        var crew = Enumerable.Range(0, 20).Select(place => SimulatedTemperament.Of(place, 20)).ToList();
        crew.Count(temperament => temperament == SimulatedTemperament.Conscientious).ShouldBe(17);
        crew.Distinct().Count().ShouldBe(4);
        SimulatedTemperament.Of(0, 1).ShouldBe(SimulatedTemperament.Conscientious);
    }

    [Fact]
    public void Every_dial_and_every_move_occurs_in_a_day()
    {
        var choices = new SimulatedChoices(1, 0, SimulatedTemperament.Conscientious);
        Enumerable.Range(0, 1000).Select(_ => choices.Dial()).Distinct().Count().ShouldBe(Enum.GetValues<SimulatedDial>().Length);
        Enumerable.Range(0, 1000).Select(_ => choices.Move()).Distinct().Count().ShouldBe(Enum.GetValues<SimulatedMove>().Length);
    }

    private static List<string> Sequence(int seed, int place)
    {
        var choices = new SimulatedChoices(seed, place, SimulatedTemperament.Greedy);
        return [.. Enumerable.Range(0, 30).Select(_ => $"{choices.Move()} {choices.Dial()} {choices.Conversation(Occasion, Library.Conversations, NothingHeld)?.Id}")];
    }

    private static double BadShare(SimulatedTemperament temperament)
    {
        var choices = new SimulatedChoices(1, 0, temperament);
        return Enumerable.Range(0, 1000).Count(_ => choices.Conversation(Occasion, Library.Conversations, NothingHeld) is { Good: false }) / 1000.0;
    }
}
