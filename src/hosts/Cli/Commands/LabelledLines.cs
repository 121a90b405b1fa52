using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary>Reads files of utterances with labels, one JSON object a line; a bad line is named, kept aside and does not stop the others.</summary>
internal static class LabelledLines
{
    public static bool IsJson(FileInfo file) => file.Extension.Equals(".jsonl", StringComparison.OrdinalIgnoreCase);

    /// <summary>All good lines of a file; the bad ones go to the rejects.</summary>
    public static IEnumerable<LabelledUtterance> Read(FileInfo file, LabelledRejects rejects)
    {
        var number = 0L;
        using var reader = DetectorCommand.Reader(file);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var reading = LabelledJson.Read(line);
            if (reading.Utterance is { } utterance)
            {
                yield return utterance;
            }
            else
            {
                rejects.Add(new LabelledRow(number, line, "", null, null), reading.Problem!.ToString()); // One of the two is always there.
            }
        }
    }
}
