using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Daylight.Architecture;

/// <summary>References go down only, as <c>src/layers.txt</c> says.</summary>
public sealed class LayersTests
{
    [Fact]
    public void Every_project_references_only_rooms_on_earlier_lines()
    {
        var layers = Layers.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "layers.txt")));
        var projects = Repository.Sources("src", "*.csproj").Select(Project.Read).ToList();
        projects.Count.ShouldBeGreaterThan(10);

        Layers.Faults(layers, projects).ShouldBeEmpty();
    }

    [Fact]
    public void Every_room_in_the_list_exists()
    {
        var names = Repository.Sources("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet(StringComparer.Ordinal);
        Layers.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "layers.txt"))).Keys.Where(name => !names.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void A_planted_upward_sideways_or_unknown_reference_is_found()
    {
        var layers = Layers.Parse("Gate Ledger\nPlatform\nContact\n");
        Project[] wrong =
        [
            new("Gate", ["Ledger"], [], false),
            new("Platform", ["Contact"], [], false),
            new("Stranger", [], [], false),
        ];

        Layers.Faults(layers, wrong).Count.ShouldBe(3);
    }

    [Fact]
    public void Engines_use_only_the_packages_they_may()
    {
        var engines = Repository.Sources("src/engines", "*.csproj").Select(Project.Read).ToList();
        engines.Count.ShouldBeGreaterThanOrEqualTo(3);
        Layers.EngineFaults(engines).ShouldBeEmpty();
    }

    [Fact]
    public void A_planted_engine_with_a_framework_or_a_foreign_package_is_found() =>
        Layers.EngineFaults([new Project("Gate", [], ["Dapper"], false), new Project("Ledger", [], [], true)]).Count.ShouldBe(2);

    [Fact]
    public void The_demonstration_speaks_only_through_the_public_api() =>
        Project.Read(Path.Combine(Repository.Root, "src", "hosts", "Demo", "Demo.csproj")).References.ShouldBeEmpty();
}

internal sealed record Project(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages, bool UsesFramework)
{
    public static Project Read(string path)
    {
        var xml = XDocument.Load(path);
        return new Project(
            Path.GetFileNameWithoutExtension(path),
            [.. xml.Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value))],
            [.. xml.Descendants("PackageReference").Select(item => item.Attribute("Include")!.Value)],
            xml.Descendants("FrameworkReference").Any());
    }
}

internal static class Layers
{
    private static readonly string[] EnginePackages = ["NodaTime", "YamlDotNet", "Portable.BouncyCastle", "MathNet.Numerics", "System.Security.Cryptography.Pkcs"];

    public static Dictionary<string, int> Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.SelectMany((line, number) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (name, number)))
            .ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);
    }

    public static List<string> Faults(Dictionary<string, int> layers, IEnumerable<Project> projects)
    {
        List<string> faults = [];
        foreach (var project in projects)
        {
            if (!layers.TryGetValue(project.Name, out var own))
            {
                faults.Add($"{project.Name} does not stand in src/layers.txt");
                continue;
            }

            faults.AddRange(project.References
                .Where(reference => !layers.TryGetValue(reference, out var other) || other >= own)
                .Select(reference => $"{project.Name} may not reference {reference}"));
        }

        return faults;
    }

    public static List<string> EngineFaults(IEnumerable<Project> engines) =>
        [.. engines.SelectMany(engine => engine.Packages.Where(package => !EnginePackages.Contains(package)).Select(package => $"{engine.Name} may not use {package}")
            .Concat(engine.UsesFramework ? [$"{engine.Name} may not use a framework"] : [])
            .Concat(engine.References.Select(reference => $"{engine.Name} may not reference {reference}")))];
}
