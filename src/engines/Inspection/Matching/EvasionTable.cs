namespace Daylight.Inspection;

/// <summary>A phrase looked for in disguise: its atom, its plain text, what may be undone, and how common its written form may be.</summary>
internal sealed record DisguisedPhrase(int Atom, string Text, Evasion May, int Rarity);

/// <summary>A disguised phrase found: where in the normalised text, and what was undone.</summary>
internal readonly record struct DisguisedHit(DisguisedPhrase Phrase, PlainSpan Span, Evasion Undone);

/// <summary>
/// The phrases of lexicons that forgive more than forms and symbols, in three more readings: by shape, by sound, and by
/// first letters. Immutable once frozen; a rulebook without such lexicons costs nothing.
/// </summary>
internal sealed class EvasionTable(Background background)
{
    private const Evasion ByShape = Evasion.Repeats | Evasion.Inserted | Evasion.LookAlikes | Evasion.Split;
    private const Evasion BySound = Evasion.Homophones | Evasion.Pinyin;

    private readonly List<DisguisedPhrase> phrases = [];
    private readonly Dictionary<string, List<DisguisedPhrase>> initials = new(StringComparer.Ordinal);
    private (PhraseAutomaton Automaton, DisguisedPhrase[][] Members)? shapes;
    private (PhraseAutomaton Automaton, DisguisedPhrase[][] Members)? sounds;

    internal void Add(DisguisedPhrase phrase) => phrases.Add(phrase);

    internal void Freeze()
    {
        shapes = Build(phrases.Where(p => (p.May & ByShape) != 0), EvasionText.ShapesOf);
        sounds = Build(phrases.Where(p => (p.May & BySound) != 0 && p.Text.All(HanForms.HasSound)), EvasionText.SoundsOf);
        foreach (var phrase in phrases.Where(p => (p.May & Evasion.Initials) != 0 && p.Text.Length >= 2 && p.Text.All(HanForms.HasSound)))
        {
            var letters = string.Concat(phrase.Text.Select(HanForms.Initial));
            (initials.TryGetValue(letters, out var list) ? list : initials[letters] = []).Add(phrase);
        }
    }

    internal void Find(NormalisedText text, EvasionText reading, List<PhraseHit> raw, List<DisguisedHit> found)
    {
        if (shapes is { } byShape)
        {
            reading.SetShapes(text.Characters);
            Match(byShape, text, reading, raw, found);
        }

        if (sounds is { } bySound)
        {
            reading.SetSounds(text.Characters);
            Match(bySound, text, reading, raw, found);
        }

        if (initials.Count > 0)
        {
            FindInitials(text.Characters, found);
        }
    }

    private static (PhraseAutomaton, DisguisedPhrase[][])? Build(IEnumerable<DisguisedPhrase> phrases, Func<string, string> read)
    {
        var groups = phrases.Where(p => p.Text.Length >= 2).GroupBy(p => read(p.Text), StringComparer.Ordinal).Where(g => g.Key.Length >= 2).ToArray();
        return groups.Length == 0 ? null : (new PhraseAutomaton(groups.Select(g => g.Key).ToArray()), groups.Select(g => g.Distinct().ToArray()).ToArray());
    }

    private void Match((PhraseAutomaton Automaton, DisguisedPhrase[][] Members) table, NormalisedText text, EvasionText reading, List<PhraseHit> raw, List<DisguisedHit> found)
    {
        raw.Clear();
        table.Automaton.Scan(reading.Characters, raw);
        foreach (var hit in raw)
        {
            var span = reading.Span(hit.Start, hit.End);
            var undone = reading.Undone(hit.Start, hit.End);
            foreach (var phrase in table.Members[hit.Phrase])
            {
                var written = text.Characters[span.Start..span.End];
                var all = undone | Changed(phrase, written, undone);
                if (all != Evasion.None && (all & ~phrase.May) == 0 && IsRare(written, all, phrase.Rarity))
                {
                    found.Add(new DisguisedHit(phrase, span, all));
                }
            }
        }
    }

    /// <summary>
    /// Where nothing was put apart or inserted the characters stand one to one; those that differ look or sound alike. Beside
    /// pinyin in letters the Han characters must be the phrase's own, or they sound alike too.
    /// </summary>
    private static Evasion Changed(DisguisedPhrase phrase, ReadOnlySpan<char> written, Evasion undone)
    {
        if ((undone & Evasion.Pinyin) != 0)
        {
            return ContainsInOrder(phrase.Text, written) ? Evasion.None : Evasion.Homophones;
        }

        if (written.Length != phrase.Text.Length)
        {
            return Evasion.None;
        }

        var changed = Evasion.None;
        for (var i = 0; i < written.Length; i++)
        {
            var (own, plain) = (written[i], phrase.Text[i]);
            changed |= own == plain || char.IsAscii(own) ? Evasion.None : HanForms.Shape(own) == HanForms.Shape(plain) ? Evasion.LookAlikes : Evasion.Homophones;
        }

        return changed;
    }

    private static bool ContainsInOrder(string phrase, ReadOnlySpan<char> written)
    {
        var at = 0;
        foreach (var c in written)
        {
            if (char.IsAscii(c))
            {
                continue;
            }

            at = phrase.IndexOf(c, at) + 1;
            if (at == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Letters alone are never ordinary Chinese; inserted and repeated characters only where they stand so anyway.</summary>
    private bool IsRare(ReadOnlySpan<char> written, Evasion undone, int rarity)
        => (undone & (Evasion.Pinyin | Evasion.Inserted)) != 0 || background.Rarest(written) <= rarity;

    private void FindInitials(ReadOnlySpan<char> text, List<DisguisedHit> found)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiLetter(text[start]))
            {
                continue;
            }

            var end = start;
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
            }

            if (initials.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[start..end], out var phrases))
            {
                phrases.ForEach(p => found.Add(new DisguisedHit(p, new PlainSpan(start, end), Evasion.Initials)));
            }

            start = end;
        }
    }
}
