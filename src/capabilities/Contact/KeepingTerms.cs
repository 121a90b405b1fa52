using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;
using NodaTime;

namespace Daylight.Contact;

/// <summary>What is kept of a person, as far as other rooms know.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Products">The products of their accounts.</param>
/// <param name="FileOpened">When their newest case was opened.</param>
/// <param name="LastConversation">When their newest conversation was last active.</param>
/// <param name="LastWorked">When one of their cases was last worked on.</param>
public sealed record KeptPerson(
    string PersonId, IReadOnlyList<string> Products, DateTimeOffset? FileOpened, DateTimeOffset? LastConversation, DateTimeOffset? LastWorked);

/// <summary>Until when the law keeps a person's records.</summary>
/// <param name="MayErase">True if no rule keeps any of them now.</param>
/// <param name="KeepUntil">The first moment at which none does; null if it is not known.</param>
/// <param name="Rule">The rule that keeps longest, or kept longest; null if no rule speaks of any of them.</param>
/// <param name="Title">Its sentence.</param>
public sealed record KeepingTerm(bool MayErase, DateTimeOffset? KeepUntil, string? Rule, Daylight.Platform.Bilingual? Title);

/// <summary>
/// Asks the institution's packs how long a person's records are kept. One key seals all of them, so the longest obligation to keep
/// any of them decides; kinds of which no rule speaks follow it. Where no rule speaks of any, nothing may be erased by term.
/// </summary>
public sealed class KeepingTerms
{
    private const string NoRule = "gate.no-retention-rule";
    private readonly AdoptedPacks _packs;
    private readonly TimeProvider _clock;

    internal KeepingTerms(AdoptedPacks packs, TimeProvider clock)
    {
        _packs = packs;
        _clock = clock;
    }

    /// <summary>In the order of the people.</summary>
    public IReadOnlyList<KeepingTerm> Of(Session session, string institutionId, IReadOnlyList<KeptPerson> people)
    {
        var ids = people.Select(person => person.PersonId).ToArray();
        if (ids.Length == 0)
        {
            return [];
        }

        var policy = _packs.PolicyNow(session, institutionId);
        var contacts = session.Queue<LastContact>(
            "SELECT person_id AS PersonId, MAX(began_at) AS At FROM contact_event WHERE institution_id = @institutionId AND person_id IN @ids GROUP BY person_id",
            new { institutionId, ids });
        var facts = FactStore.QueueAbout(session, institutionId, ids);
        var last = contacts.Rows.ToDictionary(row => row.PersonId, row => UtcMicros.ToInstant(row.At), StringComparer.Ordinal);
        var known = facts.Rows.ToLookup(row => row.PersonId, StringComparer.Ordinal);
        var now = Instant.FromDateTimeOffset(_clock.GetUtcNow());
        return [.. people.Select(person => Term(policy, now, person, last.TryGetValue(person.PersonId, out var at) ? at : null, [.. known[person.PersonId]]))];
    }

    private static KeepingTerm Term(GatePolicy policy, Instant now, KeptPerson person, DateTimeOffset? contact, IReadOnlyList<FactRow> rows)
    {
        var fact = rows.Count == 0 ? (DateTimeOffset?)null : UtcMicros.ToInstant(rows.Max(row => row.RecordedAt));
        var activity = new[] { contact, person.LastConversation, person.LastWorked, person.FileOpened, fact }.Max();
        (RecordKind What, DateTimeOffset? Made)[] records =
        [
            (RecordKind.AccountFile, person.FileOpened ?? activity),
            (RecordKind.ContactRecord, contact ?? person.LastWorked),
            (RecordKind.Recording, person.LastConversation),
            (RecordKind.Correspondence, person.LastConversation),
            (RecordKind.Consent, fact),
            (RecordKind.Complaint, fact),
        ];
        var debts = person.Products.Select((product, i) => (Id: $"D{i}", State: new DebtState($"D{i}", GateFile.DebtType(product), null))).ToDictionary(debt => debt.Id, debt => debt.State, StringComparer.Ordinal);
        List<Fact> facts = [.. rows.Select(row => row.ForGate()).OfType<Fact>().Where(one => one.Kind == FactKind.LegalHold)];
        var answers = records.Where(record => record.Made is not null).Select(record => policy.MayDelete(new RetentionQuestion
        {
            At = now,
            What = record.What,
            Person = person.PersonId,
            Made = Moment(record.Made),
            LastActivity = Moment(activity),
            Debts = [.. debts.Keys],
            DebtStates = debts,
            Facts = facts,
        })).ToList();
        var speaking = answers.FindAll(answer => answer.Rules.All(rule => rule.Id != NoRule));
        if (speaking.Count == 0)
        {
            return new KeepingTerm(false, null, null, null);
        }

        var longest = speaking.Find(answer => answer.KeepUntil is null) ?? speaking.MaxBy(answer => answer.KeepUntil)!;
        return new KeepingTerm(
            speaking.TrueForAll(answer => answer.MayDelete), longest.KeepUntil?.ToDateTimeOffset(), longest.Rules[0].Id, new Daylight.Platform.Bilingual(longest.Rules[0].Text.Zh, longest.Rules[0].Text.En));
    }

    private static Instant? Moment(DateTimeOffset? at) => at is { } known ? Instant.FromDateTimeOffset(known) : null;

    private sealed class LastContact
    {
        public string PersonId { get; init; } = "";

        public long At { get; init; }
    }
}
