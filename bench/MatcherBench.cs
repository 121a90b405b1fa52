using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Daylight.Inspection;
using Daylight.Platform;

namespace Daylight.Bench;

/// <summary>
/// The phrase automaton against SearchValues, a plain Aho-Corasick and Hyperscan, on the same text and phrases. DAYLIGHT_COLD names a
/// folder with COLD's train.csv; without it the sample conversations are read, over and over. DAYLIGHT_HYPERSCAN names the
/// built driver (bench/peers/hyperscan.cpp: g++ -O3 hyperscan.cpp -lhs).
/// </summary>
internal static class MatcherBench
{
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);

    public static Task RunAsync()
    {
        var raw = Lines();
        var normalised = raw.Select(NormalisedText.Of).ToArray();
        foreach (var count in (int[])[3_000, 50_000, 200_000])
        {
            Compare(raw, normalised, Phrases(normalised, count));
        }

        return Task.CompletedTask;
    }

    private static string[] Lines()
    {
        if (Environment.GetEnvironmentVariable("DAYLIGHT_COLD") is { } folder)
        {
            return File.ReadLines(Path.Combine(folder, "train.csv")).Skip(1).Select(line => line[(line.LastIndexOf(',') + 1)..]).Where(line => line.Length > 0).ToArray();
        }

        var lines = Directory.EnumerateFiles(ProductFiles.Require("samples/conversations"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines)
            .Select(line => ConversationJson.Read(line).Conversation).OfType<Conversation>().SelectMany(c => c.Utterances).Select(u => u.Text).ToArray();
        return Enumerable.Repeat(lines, 20).SelectMany(l => l).ToArray();
    }

    /// <summary>Half of them stand in every second line, half are their characters in another order; 2 to 6 characters.</summary>
    private static string[] Phrases(string[] lines, int count)
    {
        var random = new Random(7);
        var phrases = new HashSet<string>(StringComparer.Ordinal);
        while (phrases.Count < count)
        {
            var line = lines[random.Next(lines.Length / 2) * 2];
            var length = random.Next(2, 7);
            if (line.Length < length)
            {
                continue;
            }

            var at = random.Next(line.Length - length + 1);
            var characters = line.Substring(at, length).ToCharArray();
            if ((phrases.Count & 1) == 1)
            {
                random.Shuffle(characters);
            }

            if (characters.All(char.IsLetterOrDigit))
            {
                phrases.Add(new string(characters));
            }
        }

        return [.. phrases];
    }

    private static void Compare(string[] raw, string[] normalised, string[] phrases)
    {
        var characters = raw.Sum(line => (long)line.Length);
        var hits = new List<PhraseHit>();
        var built = Stopwatch.GetTimestamp();
        var automaton = new PhraseAutomaton(phrases);
        var build = Stopwatch.GetElapsedTime(built);
        var text = new NormalisedText();
        var found = 0L;
        var ours = Rate(characters, normalised, line =>
        {
            hits.Clear();
            automaton.Scan(line, hits);
            found += hits.Count;
        });
        var whole = Rate(characters, raw, line =>
        {
            hits.Clear();
            text.Set(line, MatchOptions.Loosest);
            automaton.Scan(text.Characters, hits);
        });
        var peers = new StringBuilder();
        built = Stopwatch.GetTimestamp();
        var values = SearchValues.Create(phrases, StringComparison.Ordinal);
        var valuesBuild = Stopwatch.GetElapsedTime(built);
        var search = Rate(characters, normalised, line =>
        {
            for (var rest = line.AsSpan(); rest.Length > 0;)
            {
                var at = rest.IndexOfAny(values);
                rest = at < 0 ? default : rest[(at + 1)..];
            }
        });
        built = Stopwatch.GetTimestamp();
        var plain = new PlainAhoCorasick(phrases);
        var plainBuild = Stopwatch.GetElapsedTime(built);
        var (plainFound, ourFound) = (normalised.Sum(line => (long)plain.Count(line)), 0L);
        foreach (var line in normalised)
        {
            hits.Clear();
            automaton.Scan(line, hits);
            ourFound += hits.Count;
        }

        var plainRate = Rate(characters, normalised, line => plain.Count(line));
        peers.Append(CultureInfo.InvariantCulture, $"SearchValues (places only): {search / 1e6:0.0} M, build {valuesBuild.TotalSeconds:0.00} s; plain Aho-Corasick: {plainRate / 1e6:0.0} M, build {plainBuild.TotalSeconds:0.00} s; Hyperscan: {Hyperscan(normalised, phrases, characters)}");
        Figures.Print(
            $"matcher, {phrases.Length:N0} phrases, all overlaps with ids and places, one core; {ourFound:N0} hits in {characters:N0} characters ({(plainFound == ourFound ? "as many as the plain one" : $"the plain one has {plainFound:N0}")})",
            string.Create(CultureInfo.InvariantCulture, $"{ours / 1e6:0.0} M chars/s, with normalisation {whole / 1e6:0.0} M; build {build.TotalSeconds:0.00} s"),
            peers.ToString());
    }

    private static double Rate(long characters, string[] lines, Action<string> scan)
    {
        Array.ForEach(lines, scan);
        var rounds = 0;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Measured)
        {
            Array.ForEach(lines, scan);
            rounds++;
        }

        return rounds * (double)characters / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string Hyperscan(string[] lines, string[] phrases, long characters)
    {
        if (Environment.GetEnvironmentVariable("DAYLIGHT_HYPERSCAN") is not { } driver)
        {
            return "not built";
        }

        var folder = Directory.CreateTempSubdirectory("daylight-bench-");
        try
        {
            File.WriteAllLines(Path.Combine(folder.FullName, "phrases.txt"), phrases);
            File.WriteAllLines(Path.Combine(folder.FullName, "text.txt"), lines);
            using var process = Process.Start(new ProcessStartInfo(driver, [Path.Combine(folder.FullName, "phrases.txt"), Path.Combine(folder.FullName, "text.txt"), characters.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
            if (!process.WaitForExit(TimeSpan.FromSeconds(90)))
            {
                process.Kill();
                return "not built within 90 s";
            }

            return process.StandardOutput.ReadToEnd().Trim();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
