using Daylight.Inspection;

namespace Daylight.Conduct;

/// <summary>Cuts the utterances of a whole conversation into batches, each one entry of the ledger.</summary>
internal static class UtteranceBatches
{
    private const int CharactersMax = 1_000_000;

    public static IEnumerable<IReadOnlyList<Utterance>> Of(IReadOnlyList<Utterance> utterances)
    {
        List<Utterance> batch = [];
        var characters = 0;
        foreach (var utterance in utterances)
        {
            batch.Add(utterance with { Text = UtteranceBatch.Storable(utterance.Text) });
            characters += utterance.Text.Length;
            if (batch.Count == UtteranceLimits.BatchMax || characters > CharactersMax)
            {
                yield return batch;
                batch = [];
                characters = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
