using Shouldly;
using Xunit;

namespace Daylight.Conduct;

public sealed class RulebooksTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-rulebooks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_without_a_rulebook_stops_the_start() =>
        Should.Throw<InvalidOperationException>(() => Rulebooks.Load(_folder)).Message.ShouldContain("no rulebook");

    [Fact]
    public void A_rulebook_with_a_mistake_stops_the_start_and_says_where()
    {
        File.WriteAllText(Path.Combine(_folder, "bad.yaml"), ConductHome.RulebookText.Replace("severity: critical", "severity: awful", StringComparison.Ordinal));

        Should.Throw<InvalidOperationException>(() => Rulebooks.Load(_folder)).Message.ShouldContain("bad.yaml:7");
    }

    [Fact]
    public void Test_files_beside_a_rulebook_are_left_out_and_the_built_in_one_is_in_force()
    {
        File.WriteAllText(Path.Combine(_folder, "a.yaml"), ConductHome.RulebookText);
        File.WriteAllText(Path.Combine(_folder, "b.yaml"), ConductHome.RulebookText.Replace("rulebook: test", "rulebook: cn-collection", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_folder, "b.test.yaml"), "not: a rulebook");

        var rulebooks = Rulebooks.Load(_folder);

        rulebooks.All.Count.ShouldBe(2);
        rulebooks.Current.Rulebook.Name.ShouldBe("cn-collection");
    }
}
