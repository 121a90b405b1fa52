using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>Finds, among the texts of a shelf, those that a policy was made of.</summary>
internal sealed partial class PackTexts(IReadOnlyList<NamedText> texts)
{
    private readonly Lazy<IReadOnlyList<PackText>> _packs = new(() => Packs(texts));

    /// <summary>The texts of a policy's packs, and of the calendars they name.</summary>
    /// <exception cref="InvalidOperationException">A pack of the policy was not made of these texts.</exception>
    public PolicyTexts Of(GatePolicy policy)
    {
        var packs = policy.Packs.Select(pack => _packs.Value.FirstOrDefault(text => text.Hash == pack.Ref.Hash)
            ?? throw new InvalidOperationException($"The text of pack {pack.Ref.Name} is not on the shelf.")).ToList();
        var names = policy.Packs.Select(pack => pack.Calendar).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new PolicyTexts(packs, [.. texts.Where(text => IsCalendar(text.Text, names)).Select(Calendar).OrderBy(text => text.Hash, StringComparer.Ordinal)]);
    }

    /// <summary>The hash ignores how lines end, as that of a pack does.</summary>
    public static string Hash(string text) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    private static List<PackText> Packs(IReadOnlyList<NamedText> texts) =>
    [
        .. texts.Select(text => (text, PackReader.Read(text.Text, text.Name).Pack)).Where(read => read.Pack is not null)
            .Select(read => new PackText { Hash = read.Pack!.Ref.Hash, Name = read.text.Name, Text = read.text.Text }),
    ];

    private static PackText Calendar(NamedText text) => new() { Hash = Hash(text.Text), Name = text.Name, Text = text.Text };

    private static bool IsCalendar(string text, HashSet<string> names) =>
        Holidays().IsMatch(text) && CalendarName().Match(text) is { Success: true } match && names.Contains(match.Groups[1].Value);

    [GeneratedRegex(@"^calendar:\s*['""]?([^\s'""#]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CalendarName();

    [GeneratedRegex(@"^holidays:", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Holidays();
}
