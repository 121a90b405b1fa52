using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Daylight.Architecture;

/// <summary>Style that matters is a test.</summary>
public sealed partial class TidyTests
{
    private const int LinesMax = 400;

    [Fact]
    public void No_source_file_is_longer_than_four_hundred_lines() =>
        Sources().Where(path => File.ReadLines(path).Count() > LinesMax).Select(Repository.Relative).ShouldBeEmpty();

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        EmptyName().IsMatch("internal sealed class OrderManager").ShouldBeTrue();
        Sources().SelectMany(path => EmptyName().Matches(File.ReadAllText(path)).Select(match => $"{Repository.Relative(path)}: {match.Value}")).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var marks = string.Join('|', "TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception");
        Sources().Where(path => Regex.IsMatch(File.ReadAllText(path), marks, RegexOptions.None, TimeSpan.FromSeconds(5))).Select(Repository.Relative).ShouldBeEmpty();
    }

    [Fact]
    public void The_map_names_every_room()
    {
        var map = File.ReadAllText(Path.Combine(Repository.Root, "docs", "MAP.md"));
        var rooms = Repository.Sources("src", "*.csproj").Select(path => Repository.Relative(Path.GetDirectoryName(path)!)).ToList();
        rooms.Where(room => !map.Contains($"({"../" + room}", StringComparison.Ordinal)).ShouldBeEmpty();
        rooms.Where(room => !File.Exists(Path.Combine(Repository.Root, room, "README.md"))).ShouldBeEmpty();
    }

    [Fact]
    public void The_root_has_few_files() =>
        Directory.GetFiles(Repository.Root).Select(Path.GetFileName).Where(name => !name!.StartsWith('.')).Count().ShouldBeLessThanOrEqualTo(12);

    private static IEnumerable<string> Sources() => Repository.Sources("src", "*.cs");

    [GeneratedRegex(@"\b(?:class|record|struct|interface) \w*(?:Manager|Helper|Helpers|Util|Utils|Impl|Common)\b", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyName();
}
