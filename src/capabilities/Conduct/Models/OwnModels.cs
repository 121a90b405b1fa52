using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>
/// Detectors that an institution has trained from its own reviewed findings. A rulebook names them <c>own-NAME</c> and is given
/// the champion of the name: the version that a second person published last.
/// </summary>
public sealed partial class OwnModels
{
    /// <summary>What the names of an institution's own models begin with, so that none is taken for one that ships.</summary>
    public const string Prefix = "own-";

    /// <summary>How many are kept in memory; a large one takes some tens of megabytes.</summary>
    private const int KeptMax = 16;

    private readonly KeyRing _keys;
    private readonly ModelLedger _ledger;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<(string Institution, string Hash), Detector> _kept = new();

    internal OwnModels(KeyRing keys, ModelLedger ledger, IdSource ids, TimeProvider clock)
    {
        _keys = keys;
        _ledger = ledger;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>Whether a text can be the name of an own model.</summary>
    public static bool IsName(string? text) => text is not null && Names().IsMatch(text);

    /// <summary>The hash of the champion of each name.</summary>
    public IReadOnlyDictionary<string, string> Champions(Session session, string institutionId) =>
        ModelStore.Champions(session, institutionId).ToDictionary(row => row.Name, row => row.Hash, StringComparer.Ordinal);

    /// <summary>The champion of a name; null if it has none.</summary>
    public ModelChampion? Champion(Session session, string institutionId, string name) =>
        ModelStore.Latest(session, institutionId, name) is { } latest && ModelStore.Find(session, institutionId, latest.VersionId) is { } row ? Of(row) : null;

    /// <summary>All champions with what is known of them, by name.</summary>
    public IReadOnlyList<ModelChampion> ChampionsInFull(Session session, string institutionId) =>
        [.. ModelStore.Champions(session, institutionId).Select(row => ModelStore.Find(session, institutionId, row.VersionId)).OfType<ModelVersionRow>().Select(Of)];

    /// <summary>A model by its hash; null if the institution has none that can be read.</summary>
    public Detector? Find(Session session, string institutionId, string hash)
    {
        if (_kept.TryGetValue((institutionId, hash), out var known))
        {
            return known;
        }

        if (ModelStore.OfHash(session, institutionId, hash) is not { GoneAt: null } row || Open(session, row) is not { } detector)
        {
            return null;
        }

        if (_kept.Count >= KeptMax)
        {
            _kept.Clear();
        }

        session.WhenDurable(() => _kept[(institutionId, hash)] = detector);
        return detector;
    }

    /// <summary>Which of some conversations a version learned from.</summary>
    public IReadOnlyList<string> Learned(Session session, string versionId, IReadOnlyCollection<string> conversationIds) =>
        ModelStore.Sources(session, versionId, conversationIds);

    /// <summary>Why a training for this name and these findings cannot begin; null if it can.</summary>
    public Failure? Refusal(Session session, string institutionId, string name, string category, string? rule)
    {
        if (!IsName(name))
        {
            return Failure.Invalid("name", "Give a name such as own-threat: own- and up to 40 small letters, digits and hyphens.");
        }

        var versions = ModelStore.All(session, institutionId, name);
        if (versions.Count > 0 && (versions[0].Category != category || versions[0].Rule != rule))
        {
            return Failure.Invalid("name", $"{name} learns from other findings ({versions[0].Category}{(versions[0].Rule is { } other ? ", " + other : "")}); give this one another name.");
        }

        if (versions.Count >= ModelStore.VersionsMax)
        {
            return ConductErrors.TooManyModels($"{name} has {ModelStore.VersionsMax} versions");
        }

        return versions.Count == 0 && ModelStore.All(session, institutionId).Select(row => row.Name).Distinct(StringComparer.Ordinal).Count() >= ModelStore.NamesMax
            ? ConductErrors.TooManyModels($"an institution keeps at most {ModelStore.NamesMax} models")
            : null;
    }

    /// <summary>
    /// Keeps a trained model with its entry, in the caller's transaction; the same bytes once. The caller has made sure in it that
    /// nobody whose texts went in was erased meanwhile.
    /// </summary>
    /// <returns>The version's id.</returns>
    public string Keep(Session session, TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (ModelStore.OfHash(session, model.InstitutionId, model.Detector.Hash) is { } same)
        {
            return same.Id;
        }

        var id = _ids.New("mo");
        ModelVersionRow row = new()
        {
            Id = id,
            InstitutionId = model.InstitutionId,
            Name = model.Name,
            Hash = model.Detector.Hash,
            Category = model.Category,
            Rule = model.Rule,
            Report = JsonSerializer.Serialize(model.Report, JsonSerializerOptions.Web),
            File = FieldSeal.Seal(_keys.Subject(session, model.InstitutionId, id).Key, Place(id), model.Detector.Write()),
            TrainedBy = model.TrainedBy,
            TrainedAt = UtcMicros.From(_clock.GetUtcNow()),
        };
        ModelStore.Insert(session, row, model.Sources);
        _ledger.Trained(session, row, model);
        return id;
    }

    /// <summary>True if a rulebook was read with the champions of now, or leans on no own model.</summary>
    public bool AreCurrent(Session session, string institutionId, Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        var own = rulebook.Models.Where(model => model.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        if (own.Count == 0)
        {
            return true;
        }

        var champions = Champions(session, institutionId);
        return own.TrueForAll(model => champions.GetValueOrDefault(model.Key) == model.Value);
    }

    internal static ModelReport ReportOf(ModelVersionRow row) => JsonSerializer.Deserialize<ModelReport>(row.Report, JsonSerializerOptions.Web)!; // Written by Keep.

    internal static string LockOf(string institutionId, string name) => $"model:{institutionId}:{name}";

    /// <summary>Whether a text may lean on an own model: if not, its reading is the same for all institutions.</summary>
    internal static bool MayBeNamedIn(string text) => text.Contains(Prefix, StringComparison.Ordinal);

    /// <summary>What ships, and the champions of an institution that a text may name: those are read at once, so that the rest needs no session.</summary>
    internal RuleSources SourcesFor(Session session, string institutionId, IReadOnlyDictionary<string, string> champions, string text)
    {
        var named = champions.Where(champion => text.Contains(champion.Key, StringComparison.Ordinal))
            .ToDictionary(champion => champion.Key, champion => Find(session, institutionId, champion.Value), StringComparer.Ordinal);
        return ShippedDetectors.Sources with
        {
            DetectorNames = [.. ShippedDetectors.Sources.DetectorNames, .. champions.Keys],
            Detector = name => named.GetValueOrDefault(name) ?? ShippedDetectors.Find(name)?.Detector,
            DetectorProposal = name => Proposal(name, champions),
        };
    }

    private static string? Proposal(string name, IReadOnlyDictionary<string, string> champions) =>
        !name.StartsWith(Prefix, StringComparison.Ordinal) ? null
        : champions.ContainsKey(name) ? "its file cannot be read; train it anew"
        : "train a model of this name and have a second person publish it"
            + (champions.Count == 0 ? "" : ", or name one that has a champion: " + string.Join(", ", champions.Keys));

    /// <summary>Removes the file of a version, its key and the list of its conversations: nobody is found in it any more.</summary>
    internal void Discard(Session session, ModelVersionRow row)
    {
        ModelStore.Discard(session, row.Id, UtcMicros.From(_clock.GetUtcNow()));
        _keys.Destroy(session, row.InstitutionId, row.Id);
        _ledger.Discarded(session, row);
        session.AfterCommit(() => _kept.TryRemove((row.InstitutionId, row.Hash), out _));
    }

    private static ModelChampion Of(ModelVersionRow row) => new(row.Name, row.Id, row.Hash, UtcMicros.ToInstant(row.AnewAt), ReportOf(row));

    private Detector? Open(Session session, ModelVersionRow row) =>
        _keys.FindSubject(session, row.InstitutionId, row.Id) is { } key && ModelStore.File(session, row.InstitutionId, row.Id) is { Length: > 0 } box
            ? Detector.Read(FieldSeal.Open(key.Key, Place(row.Id), box)).Detector
            : null;

    private static string Place(string id) => "model_version.file|" + id;

    [GeneratedRegex("^own-[a-z0-9](?:[a-z0-9-]{0,39})$", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
