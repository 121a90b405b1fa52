using Daylight.Gate;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

public sealed class VectorFileTests
{
    public static TheoryData<string, string> Shipped()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in GateTexts.Files("spec/cases/gate"))
            foreach (var vector in VectorFile.Read(file.Text, file.Name).Vectors)
                data.Add(file.Name, vector.Id);
        return data;
    }

    private static readonly ILookup<(string, string), VectorResult> Results =
        GateCheck.Run(GateTexts.Files("spec/cases/gate"), GateTexts.Library).Results.ToLookup(r => (r.File, r.Id));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_vector_gets_the_answer_it_expects(string file, string id) =>
        Results[(file, id)].ShouldHaveSingleItem().Failures.ShouldBeEmpty();

    [Fact]
    public void Every_case_file_is_readable() =>
        GateTexts.Files("spec/cases/gate").SelectMany(f => VectorFile.Read(f.Text, f.Name).Problems).ShouldBeEmpty();
}
