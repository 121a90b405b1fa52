using System.Collections.Concurrent;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>
/// Every text of law that ever decided something for an institution, kept by hash, so that an old decision can be decided
/// again after the folder of packs has changed. Texts are written once and never removed.
/// </summary>
internal sealed class PackArchive(TimeProvider clock)
{
    private const int PoliciesMax = 64;

    private readonly ConcurrentDictionary<(string Institution, PolicyTexts Texts), bool> _kept = new();
    private readonly ConcurrentDictionary<string, ArchivedPolicy> _policies = new(StringComparer.Ordinal);

    /// <summary>Keeps the texts of a policy that is about to decide; costs one look into a table of memory when they are kept already.</summary>
    public void Keep(Session session, string institutionId, PolicyTexts texts)
    {
        var key = (institutionId, texts);
        if (_kept.ContainsKey(key))
        {
            return;
        }

        PackTextStore.Insert(session, institutionId, [.. texts.Packs, .. texts.Calendars], UtcMicros.From(clock.GetUtcNow()));
        session.WhenDurable(() => _kept.TryAdd(key, true));
    }

    /// <summary>The policy of kept texts, asked in the order of <paramref name="packs"/>; or why there is none.</summary>
    public ArchivedPolicy PolicyOf(Session session, string institutionId, IReadOnlyList<PackRef> packs, IReadOnlyList<string> calendars)
    {
        var key = $"{institutionId} {string.Join(' ', packs.Select(pack => pack.Hash))} {string.Join(' ', calendars)}";
        if (_policies.TryGetValue(key, out var known))
        {
            return known;
        }

        var made = Read(session, institutionId, packs, calendars);
        if (_policies.Count >= PoliciesMax)
        {
            _policies.Clear();
        }

        if (made.Policy is not null)
        {
            _policies[key] = made;
        }

        return made;
    }

    private static ArchivedPolicy Read(Session session, string institutionId, IReadOnlyList<PackRef> packs, IReadOnlyList<string> calendars)
    {
        if (packs.Count == 0)
        {
            return new ArchivedPolicy(new GatePolicy([]), null);
        }

        List<string> hashes = [.. packs.Select(pack => pack.Hash), .. calendars];
        var texts = PackTextStore.ByHash(session, institutionId, hashes);
        if (hashes.Except(texts.Select(text => text.Hash), StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
        {
            return new ArchivedPolicy(null, $"The archive does not hold {string.Join(", ", missing)}.");
        }

        var library = PackLibrary.Read(texts.Select(text => new NamedText(text.Name, text.Text)));
        return library.Resolve([.. packs.Select(pack => pack.Name)], out var unknown) is { } policy
            ? new ArchivedPolicy(policy, null)
            : new ArchivedPolicy(null, $"A kept pack does not load with this version of Daylight: {string.Join(", ", unknown)}. {string.Join(' ', library.Problems.Take(3))}");
    }
}

/// <summary>A policy made of kept texts, or why there is none.</summary>
internal sealed record ArchivedPolicy(GatePolicy? Policy, string? Lack);

/// <summary>The texts a policy was made of: its packs in the order in which they are asked, and the calendars they count days by.</summary>
internal sealed record PolicyTexts(IReadOnlyList<PackText> Packs, IReadOnlyList<PackText> Calendars)
{
    public IReadOnlyList<string> CalendarHashes { get; } = [.. Calendars.Select(calendar => calendar.Hash)];

    // One object is made for each policy and compared by identity: the hot path must not hash texts.
    public bool Equals(PolicyTexts? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>One text: a pack or a calendar.</summary>
internal sealed record PackText
{
    public string Hash { get; init; } = "";

    public string Name { get; init; } = "";

    public string Text { get; init; } = "";
}

/// <summary>The SQL of kept texts.</summary>
internal static class PackTextStore
{
    public static void Insert(Session session, string institutionId, IReadOnlyList<PackText> texts, long at) => session.Execute(
        """
        INSERT INTO contact_pack_text (institution_id, hash, name, text, kept_at) VALUES (@institutionId, @Hash, @Name, @Text, @at)
        ON CONFLICT (institution_id, hash) DO NOTHING
        """,
        texts.Select(text => new { institutionId, text.Hash, text.Name, text.Text, at }).ToList());

    public static List<PackText> ByHash(Session session, string institutionId, IReadOnlyList<string> hashes) => session.Query<PackText>(
        """
        SELECT hash AS Hash, name AS Name, text AS Text FROM contact_pack_text
        WHERE institution_id = @institutionId AND hash IN @hashes ORDER BY name, hash LIMIT 500
        """,
        new { institutionId, hashes });
}
