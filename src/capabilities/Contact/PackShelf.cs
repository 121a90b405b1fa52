using System.Collections.Concurrent;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>
/// The policy packs of the installation, read once from the folder <c>packs</c>, and which of them each institution has
/// chosen. A pack that does not load, or a chosen name that is not there, means that nothing is permitted.
/// </summary>
public sealed class PackShelf
{
    /// <summary>What applies until an institution chooses: the guideline and the standard of mainland China.</summary>
    private const string NamesDefault = "cn";

    private readonly PackLibrary _library;
    private readonly PackTexts _texts;
    private readonly ConcurrentDictionary<string, GatePolicy> _policies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<GatePolicy, PolicyTexts> _textsOf = new();
    private readonly ConcurrentDictionary<string, GatePolicy> _latest = new(StringComparer.Ordinal);

    private PackShelf(IReadOnlyList<NamedText> texts)
    {
        _library = PackLibrary.Read(texts);
        _texts = new PackTexts(texts);
    }

    /// <summary>All packs that loaded.</summary>
    public IReadOnlyList<PolicyPack> Packs => _library.Packs;

    /// <summary>What kept others from loading, as <c>FILE:LINE: field: what is wrong</c>.</summary>
    public IReadOnlyList<PackProblem> Problems => _library.Problems;

    /// <summary>Reads every <c>*.yaml</c> file under a folder; a folder that is not there gives an empty shelf.</summary>
    public static PackShelf FromFolder(string? folder) => FromTexts(
        folder is not null && Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
                new NamedText(Path.GetRelativePath(folder, path), File.ReadAllText(path)))]
            : []);

    /// <summary>Reads packs from texts.</summary>
    public static PackShelf FromTexts(IEnumerable<NamedText> texts) => new([.. texts]);

    /// <summary>The policy of an institution; one that refuses everything if what it chose is not all there.</summary>
    internal GatePolicy PolicyOf(Session session, string institutionId) => PolicyOf(institutionId, QueueNames(session, institutionId).First);

    /// <summary>The texts that a policy of this shelf was made of.</summary>
    internal PolicyTexts TextsOf(GatePolicy policy) => _textsOf.GetOrAdd(policy, _texts.Of);

    /// <summary>As <see cref="PolicyOf(Session, string)"/>, of the names that were read; null if it has chosen none.</summary>
    internal GatePolicy PolicyOf(string institutionId, string? names)
    {
        var policy = _policies.GetOrAdd(names ?? NamesDefault, all => _library.Resolve(all.Split(','), out _) ?? new GatePolicy([]));
        _latest[institutionId] = policy;
        return policy;
    }

    /// <summary>
    /// The policy that the institution had when it was last asked about, or null: good for a guess that is checked, because
    /// another server may have changed it meanwhile.
    /// </summary>
    internal GatePolicy? LastPolicyOf(string institutionId) => _latest.GetValueOrDefault(institutionId);

    /// <summary>What the institution has chosen, travelling with what is asked next.</summary>
    internal static Queued<string> QueueNames(Session session, string institutionId) => session.Queue<string>(
        "SELECT names FROM contact_packs WHERE institution_id = @institutionId",
        new { institutionId });

    /// <summary>Chooses the packs and groups of an institution; for its set-up and for tests.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="names">Names of packs or groups, for example <c>us-fdcpa</c>.</param>
    /// <param name="at">Now.</param>
    /// <returns>The names, or which of them are not known.</returns>
    public Result<IReadOnlyList<string>> Choose(Session session, string institutionId, IReadOnlyList<string> names, DateTimeOffset at)
    {
        if (_library.Resolve(names, out var unknown) is null)
        {
            return Failure.Invalid("packs", $"Not known or not loaded: {string.Join(", ", unknown)}.");
        }

        session.Execute(
            """
            INSERT INTO contact_packs (institution_id, names, chosen_at) VALUES (@institutionId, @names, @at)
            ON CONFLICT (institution_id) DO UPDATE SET names = excluded.names, chosen_at = excluded.chosen_at
            """,
            new { institutionId, names = string.Join(',', names), at = UtcMicros.From(at) });
        return Result(names);
    }

    private static Result<IReadOnlyList<string>> Result(IReadOnlyList<string> names) => new List<string>(names);
}
