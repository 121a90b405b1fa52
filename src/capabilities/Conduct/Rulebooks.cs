using System.Collections.Concurrent;
using Daylight.Inspection;

namespace Daylight.Conduct;

/// <summary>
/// The rulebooks that this installation ships: read, checked and compiled once at the start. A rulebook with a mistake stops the
/// start, because inspecting by half a rulebook would look like a clean record.
/// </summary>
public sealed class Rulebooks
{
    /// <summary>The rulebook that is used where several lie in the folder.</summary>
    public const string BuiltIn = "cn-collection";

    /// <summary>Rulebooks by their text: a compiled one never changes, so all servers of a process share it.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<RulebookReading>> Compiled = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _texts;

    private Rulebooks(IReadOnlyList<(Rulebook Rulebook, string Text)> read)
    {
        List<Rulebook> all = [.. read.Select(one => one.Rulebook)];
        _texts = read.DistinctBy(one => one.Rulebook.Hash).ToDictionary(one => one.Rulebook.Hash, one => one.Text, StringComparer.Ordinal);
        All = all;
        Current = new Inspector(all.FirstOrDefault(book => book.Name == BuiltIn) ?? all[0]);
    }

    /// <summary>All of them, by file name.</summary>
    public IReadOnlyList<Rulebook> All { get; }

    /// <summary>The inspector of the rulebook that inspects where an institution has published none of its own.</summary>
    public Inspector Current { get; }

    /// <summary>
    /// Inspects every example of the rulebook in force once, so that the first words of a day are not the ones that wait for
    /// the expressions to be compiled.
    /// </summary>
    public void WarmUp() => Current.Rulebook.RunExamples();

    /// <summary>The text of one of them; null if none has this hash.</summary>
    internal string? TextOf(string hash) => _texts.GetValueOrDefault(hash);

    /// <summary>The reading of a text that ships; null if it is none.</summary>
    internal static RulebookReading? Known(string text) => Compiled.TryGetValue(text, out var known) ? known.Value : null;

    /// <summary>Reads a text; one that was read before is not compiled again.</summary>
    private static RulebookReading Read(string text, string file) =>
        Compiled.GetOrAdd(text, known => new Lazy<RulebookReading>(() => RulebookReader.Read(known, file, ShippedDetectors.Sources))).Value;

    /// <summary>Makes a collection of texts.</summary>
    /// <exception cref="InvalidOperationException">There is none, or one has a mistake.</exception>
    public static Rulebooks Of(params IReadOnlyList<string> texts) =>
        texts.Count > 0 ? new Rulebooks([.. texts.Select(text => Whole(text, "rulebook"))]) : throw new InvalidOperationException("There is no rulebook to inspect by.");

    /// <summary>Reads every <c>*.yaml</c> of a folder; test files beside the rulebooks (<c>*.test.yaml</c>) are left out.</summary>
    /// <exception cref="InvalidOperationException">The folder holds no rulebook, or one has a mistake.</exception>
    public static Rulebooks Load(string folder)
    {
        List<(Rulebook, string)> all =
        [
            .. Directory.EnumerateFiles(folder, "*.yaml").Where(path => !path.EndsWith(".test.yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(path => Whole(File.ReadAllText(path), path)),
        ];
        return all.Count > 0 ? new Rulebooks(all) : throw new InvalidOperationException($"{folder}: there is no rulebook (*.yaml) here.");
    }

    private static (Rulebook Rulebook, string Text) Whole(string text, string file)
    {
        var reading = Read(text, file);
        return (
            reading.Rulebook ?? throw new InvalidOperationException(string.Join(Environment.NewLine, reading.Problems.Select(problem => problem.ToString()))),
            text);
    }
}
