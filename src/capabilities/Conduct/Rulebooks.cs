using System.Collections.Concurrent;
using Daylight.Inspection;

namespace Daylight.Conduct;

/// <summary>
/// The rulebooks of this installation: read, checked and compiled once at the start. A rulebook with a mistake stops the
/// start, because inspecting by half a rulebook would look like a clean record.
/// </summary>
public sealed class Rulebooks
{
    /// <summary>The rulebook that is used where several lie in the folder.</summary>
    public const string BuiltIn = "cn-collection";

    /// <summary>Rulebooks by their text: a compiled one never changes, so all servers of a process share it.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<RulebookReading>> Compiled = new(StringComparer.Ordinal);

    private Rulebooks(IReadOnlyList<Rulebook> all)
    {
        All = all;
        Current = new Inspector(all.FirstOrDefault(book => book.Name == BuiltIn) ?? all[0]);
    }

    /// <summary>All of them, by file name.</summary>
    public IReadOnlyList<Rulebook> All { get; }

    /// <summary>The inspector of the rulebook in force.</summary>
    public Inspector Current { get; }

    /// <summary>
    /// Inspects every example of the rulebook in force once, so that the first words of a day are not the ones that wait for
    /// the expressions to be compiled.
    /// </summary>
    public void WarmUp() => Current.Rulebook.RunExamples();

    /// <summary>Makes a collection of rulebooks that were read elsewhere.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Rulebooks Of(params IReadOnlyList<Rulebook> all) =>
        all.Count > 0 ? new Rulebooks(all) : throw new InvalidOperationException("There is no rulebook to inspect by.");

    /// <summary>Reads every <c>*.yaml</c> of a folder; test files beside the rulebooks (<c>*.test.yaml</c>) are left out.</summary>
    /// <exception cref="InvalidOperationException">The folder holds no rulebook, or one has a mistake.</exception>
    public static Rulebooks Load(string folder)
    {
        List<Rulebook> all = [];
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Where(path => !path.EndsWith(".test.yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var reading = Compiled.GetOrAdd(File.ReadAllText(path), text => new Lazy<RulebookReading>(() => RulebookReader.Read(text, path))).Value;
            all.Add(reading.Rulebook ?? throw new InvalidOperationException(
                string.Join(Environment.NewLine, reading.Problems.Select(problem => problem.ToString()))));
        }

        return all.Count > 0 ? new Rulebooks(all) : throw new InvalidOperationException($"{folder}: there is no rulebook (*.yaml) here.");
    }
}
