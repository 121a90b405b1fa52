using System.Collections.Concurrent;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>
/// The packs that decide for an institution: the approved set in force, to the letter. A file that changed on disk changes
/// nothing until its new text is approved; a text that is missing or no longer loads means that everything is refused.
/// </summary>
public sealed class AdoptedPacks
{
    /// <summary>What the set-up chooses unless told otherwise: the guideline and the standard of mainland China.</summary>
    private const string NamesDefault = "cn";

    private static readonly PolicyTexts NoTexts = new([], []);

    private readonly PackShelf _shelf;
    private readonly PackLedger _ledger;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, LoadedPacks> _loaded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<GatePolicy, PolicyTexts> _texts = new();
    private readonly ConcurrentDictionary<string, GatePolicy> _latest = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _established = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<PackMember>> _default;

    internal AdoptedPacks(PackShelf shelf, PackLedger ledger, IdSource ids, TimeProvider clock)
    {
        _shelf = shelf;
        _ledger = ledger;
        _ids = ids;
        _clock = clock;
        _default = new(() => shelf.Members([NamesDefault], out _));
    }

    /// <summary>Chooses the packs and groups of an institution at its set-up; recorded as approved by the installer.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="names">Names of packs or groups, for example <c>us-fdcpa</c>.</param>
    /// <param name="at">Now.</param>
    /// <returns>The names, or which of them are not known.</returns>
    public Result<IReadOnlyList<string>> Choose(Session session, string institutionId, IReadOnlyList<string> names, DateTimeOffset at)
    {
        var members = _shelf.Members(names, out var unknown);
        if (members.Count == 0)
        {
            return Failure.Invalid("packs", $"Not known or not loaded: {string.Join(", ", unknown)}.");
        }

        Install(session, institutionId, members, at);
        return new List<string>(names);
    }

    /// <summary>
    /// Records the set-up's choice, if nothing was approved yet: the first start of an installation, or the first question of an
    /// institution opened since.
    /// </summary>
    internal void Establish(Session session, string institutionId, DateTimeOffset at)
    {
        if (_established.ContainsKey(institutionId))
        {
            return;
        }

        session.Lock(LockOf(institutionId));
        if (PackStore.Proposals.Latest(session, institutionId) is null)
        {
            Install(session, institutionId, _default.Value, at);
        }

        session.AfterCommit(() => _established[institutionId] = true);
    }

    /// <summary>The packs that the folder offers.</summary>
    internal IReadOnlyList<PolicyPack> Offered => _shelf.Packs;

    /// <summary>The policy of packs that are offered, by name.</summary>
    internal GatePolicy PolicyNamed(Session session, string institutionId, IReadOnlyList<string> names) =>
        Load(session, institutionId, _shelf.Members(names, out _)).Policy;

    /// <summary>The policy that decides now.</summary>
    internal GatePolicy PolicyNow(Session session, string institutionId) => PolicyOf(session, institutionId, _clock.GetUtcNow());

    internal static string LockOf(string institutionId) => $"packs:{institutionId}";

    internal GatePolicy PolicyOf(Session session, string institutionId, DateTimeOffset at) =>
        PolicyOf(session, institutionId, QueueInForce(session, institutionId, at).First);

    /// <summary>As the other, of the set that was read; null if nothing is recorded.</summary>
    internal GatePolicy PolicyOf(Session session, string institutionId, ProposalRow? inForce) =>
        _latest[institutionId] = Load(session, institutionId, inForce is null ? _default.Value : PackMember.Read(inForce.Members)).Policy;

    /// <summary>
    /// The policy that the institution had when it was last asked about, or null: good for a guess that is checked, because
    /// another set may have come into force meanwhile.
    /// </summary>
    internal GatePolicy? LastPolicyOf(string institutionId) => _latest.GetValueOrDefault(institutionId);

    /// <summary>The set in force, travelling with what is asked next.</summary>
    internal static Queued<ProposalRow> QueueInForce(Session session, string institutionId, DateTimeOffset at) =>
        PackStore.Proposals.InForce(session, institutionId, UtcMicros.From(at));

    /// <summary>The set in force; what the set-up would choose while nothing is recorded.</summary>
    internal IReadOnlyList<PackMember> InForce(Session session, string institutionId, DateTimeOffset at) =>
        QueueInForce(session, institutionId, at).First is { } row ? PackMember.Read(row.Members) : _default.Value;

    /// <summary>The packs of a set, and what keeps it from deciding.</summary>
    internal LoadedPacks Load(Session session, string institutionId, IReadOnlyList<PackMember> members)
    {
        var key = string.Join(' ', members.Select(member => member.Hash));
        if (_loaded.TryGetValue(key, out var known))
        {
            return known;
        }

        var texts = members.Select(member => (Member: member, Text: TextOf(session, institutionId, member.Hash))).ToList();
        if (texts.Where(pair => pair.Text is null).Select(pair => pair.Member).ToList() is { Count: > 0 } missing)
        {
            // Not kept: the archive may be restored.
            return LoadedPacks.Nothing([.. missing.Select(member => new PackProblem(member.Name, 0, "text", $"the text {member.Hash} is not in the archive"))]);
        }

        var library = PackLibrary.Read(texts.Select(pair => new NamedText(pair.Member.Name, pair.Text!)));
        var names = members.Where(member => member.Kind == PackMember.Pack).Select(member => member.Name).ToList();
        if (library.Resolve(names, out _) is not { } policy)
        {
            return _loaded[key] = LoadedPacks.Nothing(library.Problems);
        }

        List<PackText> kept = [.. texts.Select(pair => new PackText { Hash = pair.Member.Hash, Name = pair.Member.Name, Text = pair.Text! })];
        _texts[policy] = new PolicyTexts(
            [.. policy.Packs.Select(pack => kept.Find(text => text.Hash == pack.Ref.Hash)!)], // Every pack was read from one of them.
            [.. kept.Where(text => policy.Packs.All(pack => pack.Ref.Hash != text.Hash)).OrderBy(text => text.Hash, StringComparer.Ordinal)]);
        return _loaded[key] = new LoadedPacks(policy, []);
    }

    /// <summary>The texts that a policy of this room was made of.</summary>
    internal PolicyTexts TextsOf(GatePolicy policy) => _texts.GetValueOrDefault(policy, NoTexts);

    /// <summary>A text from the shelf or from the archive; null if it was never seen.</summary>
    internal string? TextOf(Session session, string institutionId, string hash) => _shelf.ByHash(hash)?.Text ?? PackStore.Text(session, institutionId, hash);

    /// <summary>Keeps the texts of a set.</summary>
    internal void Archive(Session session, string institutionId, IReadOnlyList<PackMember> members, DateTimeOffset at)
    {
        foreach (var text in members.Select(member => _shelf.ByHash(member.Hash)).OfType<PackDocument>())
        {
            PackStore.Archive(session, institutionId, text, UtcMicros.From(at));
        }
    }

    private void Install(Session session, string institutionId, IReadOnlyList<PackMember> members, DateTimeOffset at)
    {
        var now = UtcMicros.From(at);
        var latest = PackStore.Proposals.Latest(session, institutionId);
        ProposalRow row = new()
        {
            Id = _ids.New("pp"),
            InstitutionId = institutionId,
            Status = ProposalRow.Approved,
            Members = PackMember.Write(members),
            BaseId = latest?.Id,
            EffectiveFrom = now,
            ProposedBy = ProposalRow.Installer,
            ProposedAt = now,
            DecidedBy = ProposalRow.Installer,
            DecidedAt = ProposalRow.After(latest, now),
        };
        Archive(session, institutionId, members, at);
        PackStore.Insert(session, row);
        _ledger.Approved(session, row, null);
    }
}

/// <summary>A set of packs as it decides.</summary>
/// <param name="Policy">Refuses everything if the set is not whole.</param>
/// <param name="Problems">What keeps it from deciding.</param>
internal sealed record LoadedPacks(GatePolicy Policy, IReadOnlyList<PackProblem> Problems)
{
    private static readonly GatePolicy Refusing = new([]);

    public static LoadedPacks Nothing(IReadOnlyList<PackProblem> problems) => new(Refusing, problems);
}
