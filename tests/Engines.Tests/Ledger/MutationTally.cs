using System.Diagnostics;
using System.Globalization;
using System.Text;
using Shouldly;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>
/// Counts, for mutants of one kind of artefact, what each verifier found. A miss does not end it, so that one run shows all of them.
/// If <c>DAYLIGHT_MUTATIONS_RECORD</c> names a folder, the counts so far are kept there and an interrupted run goes on behind them.
/// </summary>
internal sealed class MutationTally
{
    private const int MissesNamedMax = 20;
    private const int CodeMax = 3;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(20);
    private static readonly string? Folder = Environment.GetEnvironmentVariable("DAYLIGHT_MUTATIONS_RECORD");

    private readonly string _artefact;
    private readonly Dictionary<Verifiers, Counts> _counts = [];
    private readonly List<string> _misses = [];
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private int _rounds;

    public MutationTally(string artefact)
    {
        _artefact = artefact;
        if (Folder is not null && File.Exists(Path))
        {
            Recall(File.ReadAllLines(Path));
        }
    }

    private string Path => System.IO.Path.Combine(Folder ?? "", string.Concat(_artefact.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')) + ".tsv");

    /// <summary>Those that an interrupted run has not counted.</summary>
    public IEnumerable<T> Left<T>(IEnumerable<T> rounds) => rounds.Skip(_rounds);

    /// <summary>Counts one mutant.</summary>
    /// <param name="what">What was done, for messages.</param>
    /// <param name="flips">At how many places something was done.</param>
    /// <param name="told">What the verifiers say.</param>
    /// <param name="found">How many of them an answer has found.</param>
    /// <param name="code">The exit code it should have.</param>
    public void Count(string what, int flips, Told told, Func<Answer, int> found, Func<Answer, int> code)
    {
        foreach (var answer in told.Answers)
        {
            var (places, expected) = (found(answer), code(answer));
            var counts = _counts.TryGetValue(answer.By, out var known) ? known : _counts[answer.By] = new Counts();
            counts.Add(flips, places, answer.ExitCode);
            if (places != flips || answer.ExitCode != expected || !told.Agrees(answer))
            {
                counts.Misses++;
                _misses.Add($"{answer.By}: {what}: {places} of {flips} found, code {answer.ExitCode}, expected {expected}: {answer.Line}; {told.First.By}: {told.First.Line}");
            }
        }

        _rounds++;
        if (_since.Elapsed > Between)
        {
            Keep("so far");
            _since.Restart();
        }
    }

    /// <summary>Ends it; fails if anything was missed.</summary>
    public void Close()
    {
        Keep("finished");
        _counts.Values.Sum(counts => counts.Misses).ShouldBe(0, string.Join('\n', _misses.Take(MissesNamedMax).Prepend(_artefact)));
        _rounds.ShouldBeGreaterThan(0, _artefact);
    }

    private void Keep(string state)
    {
        if (Folder is null)
        {
            return;
        }

        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{state}\t{_rounds}\t{_artefact}\n");
        foreach (var (by, counts) in _counts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{by}\t{counts}\n");
        }

        _misses.ForEach(miss => text.Append(CultureInfo.InvariantCulture, $"miss\t{miss}\n"));
        var next = Path + ".next";
        File.WriteAllText(next, text.ToString());
        File.Move(next, Path, overwrite: true);
    }

    private void Recall(string[] lines)
    {
        _rounds = int.Parse(lines[0].Split('\t')[1], CultureInfo.InvariantCulture);
        foreach (var line in lines.Skip(1).Select(line => line.Split('\t')))
        {
            if (line[0] == "miss")
            {
                _misses.Add(line[1]);
            }
            else
            {
                _counts[Enum.Parse<Verifiers>(line[0])] = Counts.Parse(line[1..]);
            }
        }
    }

    private sealed class Counts
    {
        private readonly long[] _codes = new long[CodeMax + 2];
        private long _rounds;
        private long _flips;
        private long _found;

        public long Misses { get; set; }

        public void Add(int flips, int found, int code)
        {
            _rounds++;
            _flips += flips;
            _found += found;
            _codes[code is >= 0 and <= CodeMax ? code : CodeMax + 1]++;
        }

        // Rounds, flips, found, how often each exit code from 0 to 3 and no answer, misses.
        public override string ToString() => string.Join('\t', new[] { _rounds, _flips, _found }.Concat(_codes).Append(Misses));

        public static Counts Parse(string[] words)
        {
            var numbers = Array.ConvertAll(words, word => long.Parse(word, CultureInfo.InvariantCulture));
            Counts counts = new() { _rounds = numbers[0], _flips = numbers[1], _found = numbers[2], Misses = numbers[^1] };
            numbers.AsSpan(3, CodeMax + 2).CopyTo(counts._codes);
            return counts;
        }
    }
}
