namespace Daylight.Inspection;

/// <summary>Remembers what each side of a conversation said last.</summary>
internal sealed class LastWords
{
    private readonly (int Place, string Text)[] last = new (int Place, string Text)[Enum.GetValues<UtteranceRole>().Length];
    private int count;

    /// <summary>What somebody other than this role said last; null if nobody did. Machines do not count.</summary>
    internal string? Before(UtteranceRole role)
    {
        (int Place, string? Text) found = default;
        for (var other = 0; other < last.Length; other++)
        {
            if (other != (int)role && other != (int)UtteranceRole.System && last[other].Place > found.Place)
            {
                found = last[other];
            }
        }

        return found.Text;
    }

    internal void Add(Utterance utterance)
    {
        if (!string.IsNullOrWhiteSpace(utterance.Text))
        {
            last[(int)utterance.Role] = (++count, utterance.Text);
        }
    }
}
