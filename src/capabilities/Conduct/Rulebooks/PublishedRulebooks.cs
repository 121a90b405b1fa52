using System.Collections.Concurrent;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>
/// The rulebook that inspects for an institution: the published version in force, to the letter, asked anew each time, so that
/// every server goes by a new one at once. Until an institution has taken in a text of its own it is the one that ships.
/// </summary>
public sealed class PublishedRulebooks
{
    /// <summary>How many compiled rulebooks are kept; a large one takes some tens of megabytes.</summary>
    private const int CompiledMax = 12;

    private readonly Rulebooks _shipped;
    private readonly OwnModels _models;
    private readonly IdSource _ids;
    private readonly RulebookLedger _ledger;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, Lazy<RulebookReading>> _compiled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Inspector> _inspectors = new(StringComparer.Ordinal);

    internal PublishedRulebooks(Rulebooks shipped, OwnModels models, RulebookLedger ledger, IdSource ids, TimeProvider clock)
    {
        _shipped = shipped;
        _models = models;
        _ledger = ledger;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>The inspector of the rulebook in force now.</summary>
    /// <exception cref="InvalidOperationException">The published text no longer loads: nothing is inspected by half a rulebook.</exception>
    public Inspector InForce(Session session, string institutionId)
    {
        if (RulebookStore.Publications.InForce(session, institutionId, UtcMicros.From(_clock.GetUtcNow())).First is not { } publication
            || publication.Hash == _shipped.Current.Rulebook.Hash)
        {
            return _shipped.Current;
        }

        return OfVersion(session, institutionId, publication.Hash)
            ?? throw new InvalidOperationException($"The published rulebook {publication.Hash} is missing or no longer loads; publish another version.");
    }

    /// <summary>
    /// The inspector of one version, with the champions of now; null if the institution has none with this hash, or it no longer loads.
    /// </summary>
    public Inspector? OfVersion(Session session, string institutionId, string hash)
    {
        // By institution, because a hash that another has uploaded is none of this one's.
        var key = institutionId + " " + hash;
        if (_inspectors.TryGetValue(key, out var known) && _models.AreCurrent(session, institutionId, known.Rulebook))
        {
            return known;
        }

        if (TextOf(session, institutionId, hash) is not { } text || Read(session, institutionId, text).Rulebook is not { } rulebook)
        {
            return null;
        }

        if (_inspectors.Count >= CompiledMax)
        {
            _inspectors.Clear();
        }

        return _inspectors[key] = new Inspector(rulebook);
    }

    /// <summary>Name and version of a rulebook, as findings tell them.</summary>
    public static string LabelOf(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        return $"{rulebook.Name} {rulebook.Version}";
    }

    /// <summary>Name and version of a version; null if the institution has none with this hash.</summary>
    public string? LabelOf(Session session, string institutionId, string hash) =>
        _shipped.All.FirstOrDefault(book => book.Hash == hash) is { } shipped ? LabelOf(shipped)
        : RulebookStore.Find(session, institutionId, hash) is { } row ? $"{row.Name} {row.Version}"
        : null;

    internal static string LockOf(string institutionId) => $"rulebooks:{institutionId}";

    /// <summary>The rulebooks that ship.</summary>
    internal IReadOnlyList<Rulebook> Shipped => _shipped.All;

    /// <summary>What ships and inspects until something is published.</summary>
    internal Rulebook Default => _shipped.Current.Rulebook;

    /// <summary>A text of this institution, or one that ships.</summary>
    internal string? TextOf(Session session, string institutionId, string hash) =>
        _shipped.TextOf(hash) ?? RulebookStore.Text(session, institutionId, hash);

    /// <summary>
    /// Reads and compiles a text with the institution's champions, once; what ships is compiled already. For a large one this takes a
    /// second: do it in a reading before a transaction.
    /// </summary>
    internal RulebookReading Read(Session session, string institutionId, string text)
    {
        if (Rulebooks.Known(text) is { } shipped)
        {
            return shipped;
        }

        if (!OwnModels.MayBeNamedIn(text))
        {
            return Read(text, text, ShippedDetectors.Sources);
        }

        // By institution and champions: another model under the same name is another rulebook.
        var champions = _models.Champions(session, institutionId);
        var key = $"{institutionId} {string.Join(' ', champions.Select(one => $"{one.Key}={one.Value}"))}\n{text}";
        return Read(key, text, _models.SourcesFor(session, institutionId, champions, text));
    }

    private RulebookReading Read(string key, string text, RuleSources sources)
    {

        if (_compiled.Count >= CompiledMax)
        {
            _compiled.Clear();
        }

        return _compiled.GetOrAdd(key, _ => new Lazy<RulebookReading>(() => RulebookReader.Read(text, "rulebook", sources))).Value;
    }

    /// <summary>
    /// Records the rulebook that has inspected so far as published by the installer, before an institution takes in its first text:
    /// from then on a file that changed on disk changes nothing until it is proposed and approved.
    /// </summary>
    internal void Establish(Session session, string institutionId)
    {
        session.Lock(LockOf(institutionId));
        if (RulebookStore.Publications.Latest(session, institutionId) is not null)
        {
            return;
        }

        var now = UtcMicros.From(_clock.GetUtcNow());
        var version = VersionOf(institutionId, Default, _shipped.TextOf(Default.Hash)!, RulebookVersionRow.Installer, now); // Shipped with its text.
        PublicationRow row = new()
        {
            Id = _ids.New("rp"),
            InstitutionId = institutionId,
            Hash = version.Hash,
            Status = PublicationRow.Published,
            EffectiveFrom = now,
            ProposedBy = RulebookVersionRow.Installer,
            ProposedAt = now,
            DecidedBy = RulebookVersionRow.Installer,
            DecidedAt = now,
        };
        RulebookStore.Insert(session, version);
        RulebookStore.Insert(session, row);
        _ledger.Published(session, row, version, null);
    }

    internal static RulebookVersionRow VersionOf(string institutionId, Rulebook rulebook, string text, string author, long now) => new()
    {
        InstitutionId = institutionId,
        Hash = rulebook.Hash,
        Name = rulebook.Name,
        Version = rulebook.Version,
        TitleZh = rulebook.Title.Zh,
        TitleEn = rulebook.Title.En,
        RuleCount = rulebook.Rules.Count,
        Text = text,
        Author = author,
        UploadedAt = now,
    };
}
