using Daylight.Gate;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

public sealed class PackLibraryTests
{
    [Fact]
    public void Every_shipped_pack_loads_with_a_passing_vector_for_each_rule() => GateTexts.Library.Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("us-fdcpa")]
    [InlineData("us-ma")]
    [InlineData("cn-guideline")]
    [InlineData("cn-standard")]
    [InlineData("cn-house")]
    public void A_shipped_pack_is_found_by_its_name(string name) => GateTexts.Policy(name).Packs.ShouldHaveSingleItem().Ref.Name.ShouldBe(name);

    [Fact]
    public void The_group_cn_is_the_guideline_and_the_standard() =>
        GateTexts.Policy("cn").Packs.Select(p => p.Ref.Name).ShouldBe(["cn-guideline", "cn-standard"]);

    [Fact]
    public void A_policy_is_never_made_from_a_part_of_what_was_asked_for()
    {
        GateTexts.Library.Resolve(["cn", "us-nowhere"], out var unknown).ShouldBeNull();
        unknown.ShouldBe(["us-nowhere"]);
        GateTexts.Library.Resolve([], out _).ShouldBeNull();
    }
}
