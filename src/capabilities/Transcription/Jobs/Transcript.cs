using Daylight.Conduct;
using Daylight.Inspection;

namespace Daylight.Transcription;

/// <summary>Something heard, and whose words it is.</summary>
internal sealed record Said(string Role, Heard Heard);

/// <summary>Puts what was heard on several channels into the order of a conversation.</summary>
internal static class Transcript
{
    /// <summary>
    /// By the moment each began; what has no time stays behind what was said before it on its channel, and channels without
    /// any times follow each other.
    /// </summary>
    public static List<Utterance> Of(IReadOnlyList<IReadOnlyList<Said>> channels)
    {
        List<(double At, int Channel, int Place, Said Said)> all = [];
        for (var channel = 0; channel < channels.Count; channel++)
        {
            var at = 0.0;
            for (var place = 0; place < channels[channel].Count; place++)
            {
                var said = channels[channel][place];
                at = said.Heard.Start ?? at;
                all.Add((at, channel, place, said));
            }
        }

        return [.. all.OrderBy(item => item.At).ThenBy(item => item.Channel).ThenBy(item => item.Place).Select((item, seq) => new Utterance
        {
            Seq = seq,
            Role = Words.KnownRole(item.Said.Role),
            Text = item.Said.Heard.Text,
            Start = item.Said.Heard.Start,
            End = item.Said.Heard.End,
        })];
    }
}
