using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>A lexicon: phrases that fit one place, and patterns of several places.</summary>
internal sealed record Lexicon(IReadOnlyList<Phrase> Phrases, IReadOnlyList<Pattern> Patterns);

/// <summary>Reads lexicons and phrase lists into the phrase table.</summary>
internal sealed class LexiconReader(PhraseTable table, YamlProblems problems)
{
    private const int PhrasesPerPlaceMax = 20_000;

    private readonly Dictionary<string, Lexicon> lexicons = new(StringComparer.Ordinal);

    internal void ReadAll(YamlMap? all)
    {
        foreach (var name in all?.Keys.ToArray() ?? [])
        {
            var node = all!.Take(name);
            var lexicon = node is YamlSequenceNode ? Read(all.Texts(node, name), MatchOptions.Loosest) : ReadFull(YamlMap.Of(node, $"lexicon '{name}'", problems));
            if (lexicon is not null)
            {
                lexicons[name] = lexicon;
            }
        }
    }

    /// <summary>A list of phrases, patterns and "$lexicon" references.</summary>
    internal PhraseSet ReadSet(IReadOnlyList<YamlScalarNode> texts) => ReadSet(texts, MatchOptions.Loosest);

    /// <summary>The same under the options of a 'match' mapping; lexicons referred to keep their own.</summary>
    internal PhraseSet ReadSet(IReadOnlyList<YamlScalarNode> texts, MatchOptions options)
    {
        var lexicon = Read(texts, options);
        return new PhraseSet(table.Atom(lexicon.Phrases.ToArray()), [.. lexicon.Patterns]);
    }

    private Lexicon? ReadFull(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        map.Take("title");
        var match = map.Map("match");
        var options = match is null ? MatchOptions.Loosest : Options(match);
        var texts = map.Texts("phrases");
        if (texts.Count == 0)
        {
            map.Problem("a lexicon needs 'phrases'", "add 'phrases: [ … ]'");
        }

        map.Done();
        return Read(texts, options);
    }

    internal static MatchOptions Options(YamlMap match)
    {
        var more = match.Flag("disguises") ?? false ? Evasion.Repeats | Evasion.Inserted | Evasion.LookAlikes | Evasion.Split | Evasion.Homophones | Evasion.Pinyin : Evasion.None;
        foreach (var name in (string[])["repeats", "inserted", "lookAlikes", "split", "homophones", "pinyin", "initials"])
        {
            var evasion = Names.Evasions[name];
            more = match.Flag(name) switch { true => more | evasion, false => more & ~evasion, null => more };
        }

        var options = new MatchOptions(match.Flag("width") ?? true, match.Flag("case") ?? true, match.Flag("digits") ?? true, match.Flag("symbols") ?? true)
        {
            Traditional = match.Flag("traditional") ?? true,
            More = more,
            Rarity = match.Whole("rarity", 0, 1_000_000) ?? 0,
        };
        match.Done();
        return options;
    }

    private Lexicon Read(IReadOnlyList<YamlScalarNode> texts, MatchOptions options)
    {
        var phrases = new List<Phrase>();
        var patterns = new List<Pattern>();
        foreach (var node in texts)
        {
            var pattern = PatternText.Read(node.Value ?? "", out var mistake);
            if (pattern is null)
            {
                problems.Add(node, mistake ?? "not a pattern");
                continue;
            }

            if (pattern.Places.Count == 1)
            {
                AddPlace(pattern.Places[0], options, node, phrases, patterns);
            }
            else if (Sequence(pattern, options, node) is { } sequence)
            {
                patterns.Add(sequence);
            }
        }

        return new Lexicon(phrases, patterns);
    }

    private void AddPlace(PatternPlace place, MatchOptions options, YamlNode node, List<Phrase> phrases, List<Pattern> patterns)
    {
        AddTexts(place, options, node, phrases);
        foreach (var name in place.Lexicons)
        {
            if (Find(name, node) is { } lexicon)
            {
                phrases.AddRange(lexicon.Phrases);
                patterns.AddRange(lexicon.Patterns);
            }
        }
    }

    private void AddTexts(PatternPlace place, MatchOptions options, YamlNode node, List<Phrase> phrases)
    {
        foreach (var text in place.Texts)
        {
            var phrase = Phrase.Of(text, options);
            if (phrase.Normalised.Length == 0)
            {
                problems.Add(node, $"'{text}' has no letter, digit or Han character to match", "symbols are ignored in matching; use a regex");
                continue;
            }

            phrases.Add(phrase);
        }

        if (phrases.Count > PhrasesPerPlaceMax)
        {
            problems.Add(node, $"more than {PhrasesPerPlaceMax} phrases in one place");
            phrases.Clear();
        }
    }

    private Pattern? Sequence(PatternText pattern, MatchOptions options, YamlNode node)
    {
        var atoms = new List<int>();
        foreach (var place in pattern.Places)
        {
            var phrases = new List<Phrase>();
            var nested = new List<Pattern>();
            AddPlace(place, options, node, phrases, nested);
            if (nested.Count > 0)
            {
                problems.Add(node, "a lexicon with patterns of several places cannot be one place of a pattern", "refer to it by itself, or give it single phrases only");
                return null;
            }

            if (phrases.Count == 0)
            {
                return null;
            }

            atoms.Add(table.Atom(phrases));
        }

        return new Pattern([.. atoms], [.. pattern.Gaps], table.Rarest(atoms));
    }

    internal Lexicon? Find(string name, YamlNode node)
    {
        if (lexicons.TryGetValue(name, out var lexicon))
        {
            return lexicon;
        }

        var nearest = YamlProblems.Nearest(name, lexicons.Keys);
        problems.Add(node, $"there is no lexicon '{name}' above this line", nearest is null ? null : $"did you mean '${nearest}'?");
        return null;
    }
}
