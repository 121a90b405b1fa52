using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>A draft together with the packs it would be asked with, or what keeps it from loading.</summary>
internal sealed record DraftPolicy(GatePolicy? Policy, PolicyPack? Draft, bool Replaces, IReadOnlyList<DraftProblem> Problems)
{
    /// <summary>The name of the draft in messages.</summary>
    private const string FileName = "draft.yaml";

    /// <summary>Longer drafts are not read.</summary>
    public const int CharactersMax = 1_000_000;

    public DraftCheckView View() => new(
        Policy is not null,
        Draft is null ? null : new PackRefView(Draft.Ref.Name, Draft.Ref.Version, Draft.Ref.Hash),
        Replaces,
        Draft?.Rules.Count ?? 0,
        Problems);

    /// <summary>Reads a draft and puts it in the place of the pack of its name, or behind the others.</summary>
    /// <param name="adopted">The packs.</param>
    /// <param name="session">The reading.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="draft">The YAML text.</param>
    /// <param name="packs">Names of packs; null for those of the institution.</param>
    public static Result<DraftPolicy> Read(AdoptedPacks adopted, Session session, string institutionId, string? draft, IReadOnlyList<string>? packs)
    {
        if (draft is null or { Length: 0 or > CharactersMax })
        {
            return Failure.Invalid("draft", $"Give the text of a pack, at most {CharactersMax} characters.");
        }

        if (packs?.Except(adopted.Offered.Select(pack => pack.Ref.Name), StringComparer.Ordinal).ToList() is { Count: > 0 } unknown)
        {
            return Failure.Invalid("packs", $"Not known or not loaded: {string.Join(", ", unknown)}.");
        }

        var with = packs is null
            ? adopted.PolicyNow(session, institutionId)
            : adopted.PolicyNamed(session, institutionId, packs);
        return Read(adopted.TextsOf(with), with, draft);
    }

    /// <summary>The policy of a draft and of other texts, by the order of names.</summary>
    private static DraftPolicy Read(PolicyTexts texts, GatePolicy with, string draft)
    {
        var reading = PackReader.Read(draft, FileName);
        if (reading.Pack is not { } pack)
        {
            return new DraftPolicy(null, null, false, [.. reading.Problems.Select(Problem)]);
        }

        var names = with.Packs.Select(one => one.Ref.Name).ToList();
        var replaces = names.Contains(pack.Ref.Name, StringComparer.Ordinal);
        var others = texts.Packs.Where((_, place) => names[place] != pack.Ref.Name);
        var library = PackLibrary.Read(
            [.. others.Concat(texts.Calendars).Select(text => new NamedText(text.Name, text.Text)), new NamedText(FileName, draft)]);
        if (!replaces)
        {
            names.Add(pack.Ref.Name);
        }

        var policy = library.Resolve(names, out _);
        return new DraftPolicy(policy, pack, replaces, policy is null ? [.. library.Problems.Select(Problem)] : []);
    }

    private static DraftProblem Problem(PackProblem problem) =>
        new(problem.File == FileName ? problem.Line : 0, problem.Field, problem.File == FileName ? problem.Message : $"{problem.File}:{problem.Line}: {problem.Message}");
}
