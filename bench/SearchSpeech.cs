using System.Text;
using Daylight.Inspection;

namespace Daylight.Bench;

/// <summary>
/// Invented speech: 30,000 words of one to four Han characters, drawn as words of a language are (the n-th most frequent one in
/// proportion to 1/n), 4 to 24 characters an utterance. The characters themselves are as uneven as the words they stand in.
/// </summary>
internal sealed class SearchSpeech
{
    private const int WordCount = 30_000;
    private const int CharacterCount = 3_000;
    private readonly string[] _words;
    private readonly double[] _cumulated = new double[WordCount];

    public SearchSpeech()
    {
        Random random = new(20261126);
        var characters = Enumerable.Range(0x4E00, 0x51A5).Select(code => (char)code).Where(c => PlainCharacters.Of(c) == c).ToArray();
        random.Shuffle(characters);
        HashSet<string> words = [];
        while (words.Count < WordCount)
        {
            // Frequent words are short, and made of few characters.
            var length = words.Count < 40 ? 1 : words.Count < 3_000 ? 2 : random.Next(100) switch { < 60 => 2, < 85 => 3, _ => 4 };
            StringBuilder word = new();
            for (var i = 0; i < length; i++)
            {
                word.Append(characters[(int)(CharacterCount * Math.Pow(random.NextDouble(), 2))]);
            }

            words.Add(word.ToString());
        }

        _words = [.. words];
        var sum = 0.0;
        for (var i = 0; i < WordCount; i++)
        {
            sum += 1.0 / (i + 10);
            _cumulated[i] = sum;
        }
    }

    /// <summary>A word by how frequent it is, from 0.</summary>
    public string Word(int rank) => _words[rank];

    /// <summary>About how many utterances in a thousand hold a word of a rank, of which there are about seven in each.</summary>
    public double PerThousand(int rank) => 7_000.0 / (rank + 10) / _cumulated[^1];

    /// <summary>What is said.</summary>
    public string Utterance(Random random)
    {
        var length = random.Next(4, 25);
        StringBuilder text = new(length + 6);
        while (text.Length < length)
        {
            var place = Array.BinarySearch(_cumulated, random.NextDouble() * _cumulated[^1]);
            text.Append(_words[Math.Min(WordCount - 1, place < 0 ? ~place : place)]);
            if (text.Length > 9 && random.Next(6) == 0)
            {
                text.Append('，');
            }
        }

        return text.ToString();
    }
}
