using System.Text.Json;
using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>The entries of this capability. They hold ids and words; reasons, counters and notes are sealed under the person's key.</summary>
internal sealed class ContactLedger(EvidenceLog log, KeyRing keys)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Asks ahead, together with the next query, for what <see cref="Decided"/> will need.</summary>
    public void Foresee(Session session, Caller caller, ContactWish wish)
    {
        log.Foresee(session, caller.InstitutionId, wish.CaseId);
        keys.Foresee(session, caller.InstitutionId, wish.PersonId);
    }

    /// <summary>The gate was asked: question and answer are the sealed content.</summary>
    public Receipt Decided(
        Session session, Caller caller, DecisionSubject subject, GateQuestion question, Decision decision, PolicyTexts texts, PermitRow? permit) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "contact.decided")
        {
            CaseId = subject.CaseId,
            SubjectId = question.Intent.Person,
            StaffId = caller.StaffId,
            RuleHash = RuleHash(decision.Packs),
            Content = new EvidenceContent(DecisionRecord.Write(subject, question, decision, texts.CalendarHashes), "application/json"),
            Details = Details(
                ("decision", subject.DecisionId),
                ("verdict", Words.Of(decision.Verdict)),
                ("channel", Words.Of(question.Intent.Channel)),
                ("purpose", Words.Of(question.Intent.Purpose)),
                ("rules", Join(DecisionViews.InTheWay(decision).Select(rule => rule.Id))),
                ("permit", permit?.Id),
                ("contact", permit?.ContactId),
                ("expires", permit is null ? null : UtcMicros.Text(UtcMicros.ToInstant(permit.ExpiresAt)))),
        });

    public Receipt Released(Session session, Caller caller, PermitRow permit, EventRow contact) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "contact.permit-released")
        {
            CaseId = contact.CaseId,
            SubjectId = contact.PersonId,
            StaffId = caller.StaffId,
            Details = Details(("permit", permit.Id), ("contact", contact.Id), ("channel", contact.Channel)),
        });

    /// <summary>Permits that ended unused: their time was over, or a new fact stands against them.</summary>
    public void Expired(Session session, IReadOnlyList<(PermitRow Permit, EventRow Contact, string Reason)> ended) => log.AppendAll(
        session,
        [.. ended.Select(one => new EntryDraft(one.Permit.InstitutionId, "contact.permit-expired")
        {
            CaseId = one.Contact.CaseId,
            SubjectId = one.Contact.PersonId,
            StaffId = one.Permit.StaffId,
            Details = Details(("permit", one.Permit.Id), ("contact", one.Contact.Id), ("channel", one.Contact.Channel), ("reason", one.Reason)),
        })]);

    public Receipt Outcome(Session session, Caller caller, EventRow contact, OutcomeRecord record) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "contact.outcome")
        {
            CaseId = contact.CaseId,
            SubjectId = contact.PersonId,
            StaffId = caller.StaffId,
            ClaimedAt = UtcMicros.ToInstant(record.At),
            Content = record.Note is null && record.Promise is null ? null : Content(record),
            Details = Details(
                ("contact", contact.Id),
                ("channel", contact.Channel),
                ("direction", contact.Direction),
                ("outcome", record.Outcome),
                ("was", record.Before),
                ("seconds", record.DurationSeconds?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("promise", record.Promise is null ? null : "yes")),
        });

    public Receipt FactRecorded(Session session, Caller caller, FactRow fact, string? note) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "contact.fact")
        {
            CaseId = fact.CaseId,
            SubjectId = fact.PersonId,
            StaffId = caller.StaffId,
            ClaimedAt = UtcMicros.ToInstant(fact.CountsFrom),
            Content = Content(new FactRecord(fact with { NoteExhibitId = null }, note)),
            Details = Details(("fact", fact.Id), ("kind", fact.Kind), ("form", fact.Form), ("scope", fact.Scope), ("channel", fact.Channel)),
        });

    public Receipt FactWithdrawn(Session session, Caller caller, FactRow fact) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "contact.fact-withdrawn")
        {
            CaseId = fact.CaseId,
            SubjectId = fact.PersonId,
            StaffId = caller.StaffId,
            Details = Details(("fact", fact.Id), ("kind", fact.Kind)),
        });

    /// <summary>The decisions of a span were decided again.</summary>
    public Receipt Replayed(Session session, Caller caller, ReplaySummary summary) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "contact.replayed")
        {
            StaffId = caller.StaffId,
            Details = Details(
                ("from", UtcMicros.Text(summary.From)),
                ("to", UtcMicros.Text(summary.To)),
                ("decisions", Number(summary.Decisions)),
                ("same", Number(summary.Same)),
                ("different", Number(summary.Different)),
                ("impossible", Number(summary.Impossible)),
                ("zoneData", summary.ZoneDataHere)),
        });

    /// <summary>Somebody asked what a draft would change.</summary>
    public Receipt WhatIfAsked(Session session, WhatIfRow row) => log.Append(
        session,
        new EntryDraft(row.InstitutionId, "contact.what-if")
        {
            StaffId = row.AskedBy,
            RuleHash = row.DraftHash,
            Details = Details(
                ("whatIf", row.Id), ("pack", row.Pack), ("from", UtcMicros.Text(UtcMicros.ToInstant(row.FromAt))), ("to", UtcMicros.Text(UtcMicros.ToInstant(row.ToAt)))),
        });

    /// <summary>A what-if ended: done, cancelled or failed.</summary>
    public Receipt WhatIfEnded(Session session, WhatIfRow row, string status, string staffId, WhatIfCounts? counts) => log.Append(
        session,
        new EntryDraft(row.InstitutionId, "contact.what-if-ended")
        {
            StaffId = staffId,
            RuleHash = row.DraftHash,
            Details = Details(
                ("whatIf", row.Id),
                ("status", status),
                ("decisions", counts is null ? null : Number(counts.Decisions)),
                ("toRefuse", counts is null ? null : Number(counts.ToRefuse)),
                ("toPermit", counts is null ? null : Number(counts.ToPermit)),
                ("impossible", counts is null ? null : Number(counts.Impossible))),
        });

    /// <summary>An asker wants rules lifted for one contact; why is the sealed content.</summary>
    public Receipt OverrideRequested(Session session, OverrideRow row, string reason) => log.Append(
        session,
        new EntryDraft(row.InstitutionId, "contact.override-requested")
        {
            CaseId = row.CaseId,
            SubjectId = row.PersonId,
            StaffId = row.StaffId,
            Content = Content(new OverrideNote(reason)),
            Details = Details(("override", row.Id), ("decision", row.DecisionId), ("channel", row.Channel), ("rules", Join(row.RuleIds))),
        });

    /// <summary>A second person approved or denied.</summary>
    public Receipt OverrideDecided(Session session, Caller caller, OverrideRow row, string status, string? note) => log.Append(
        session,
        new EntryDraft(row.InstitutionId, $"contact.override-{status}")
        {
            CaseId = row.CaseId,
            SubjectId = row.PersonId,
            StaffId = caller.StaffId,
            Content = note is null ? null : Content(new OverrideNote(note)),
            Details = Details(("override", row.Id), ("decision", row.DecisionId), ("channel", row.Channel), ("rules", Join(row.RuleIds))),
        });

    /// <summary>The contact that an override allowed has begun.</summary>
    public Receipt OverrideUsed(Session session, Caller caller, EventRow contact, string overrideId, string permitId) => log.Append(
        session,
        new EntryDraft(contact.InstitutionId, "contact.override-used")
        {
            CaseId = contact.CaseId,
            SubjectId = contact.PersonId,
            StaffId = caller.StaffId,
            Details = Details(("override", overrideId), ("permit", permitId), ("contact", contact.Id), ("channel", contact.Channel)),
        });

    /// <summary>A batch of a former dialer's history came in.</summary>
    public Receipt HistoryImported(Session session, Portfolio.ImportScope scope, int contacts) => log.Append(
        session,
        new EntryDraft(scope.InstitutionId, "contact.history-imported") { StaffId = scope.StaffId, Details = Details(("contacts", Number(contacts))) });

    /// <summary>A batch of a former dialer's own counters was compared with the history.</summary>
    public Receipt FormerCountersCompared(Session session, Portfolio.ImportScope scope, int figures, int differing) => log.Append(
        session,
        new EntryDraft(scope.InstitutionId, "contact.history-compared")
        {
            StaffId = scope.StaffId,
            Details = Details(("figures", Number(figures)), ("differing", Number(differing))),
        });

    /// <summary>Somebody answers for it that these differences may stand: why, and each of them by ids, is sealed under the institution's key.</summary>
    public Receipt DifferencesAccepted(Session session, Caller caller, string acceptanceId, string reason, IReadOnlyList<FormerCounterRow> accepted) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "contact.history-accepted")
        {
            StaffId = caller.StaffId,
            Content = Content(new AcceptedDifferences(
                reason,
                [.. accepted.Select(row => new AcceptedDifference(row.Id, row.CaseId, row.PersonId, row.Counter, row.Span, UtcMicros.Text(UtcMicros.ToInstant(row.AsOf)), row.Theirs, row.Ours, row.Hindrance))])),
            Details = Details(("acceptance", acceptanceId), ("figures", Number(accepted.Count))),
        });

    /// <summary>An institution mapped result codes of its own.</summary>
    public Receipt ResultCodesSet(Session session, Caller caller, int codes) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "contact.result-codes") { StaffId = caller.StaffId, Details = Details(("codes", Number(codes))) });

    /// <summary>Somebody answers for it that nobody was contacted before; why is sealed under the institution's key.</summary>
    public Receipt WindowDeclared(Session session, Caller caller, string reason) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "contact.window-declared")
        {
            StaffId = caller.StaffId,
            Content = Content(new OverrideNote(reason)),
        });

    /// <summary>The text of an override's reason or note, from its sealed content.</summary>
    public static string? OverrideNoteOf(byte[] content) => JsonSerializer.Deserialize<OverrideNote>(content, Json)?.Note;

    /// <summary>The note of a fact, from its sealed content.</summary>
    public static string? NoteOf(byte[] content) => JsonSerializer.Deserialize<FactRecord>(content, Json)?.Note;

    /// <summary>One pack's own hash, or the hash of all names and hashes, one a line, in the order in which they were asked.</summary>
    private static string? RuleHash(IReadOnlyList<PackRef> packs) => packs.Count switch
    {
        0 => null,
        1 => packs[0].Hash,
        _ => "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(string.Concat(packs.Select(pack => $"{pack.Name} {pack.Version} {pack.Hash}\n"))))),
    };

    private static EvidenceContent Content<T>(T record) => new(JsonSerializer.SerializeToUtf8Bytes(record, Json), "application/json");

    private static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Join(IEnumerable<string> words) => string.Join(' ', words) is { Length: > 0 } text ? text : null;

    private static Dictionary<string, string> Details(params (string Key, string? Value)[] pairs) =>
        pairs.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
}

/// <summary>An outcome as it was stated.</summary>
internal sealed record OutcomeRecord(string Outcome, string? Before, long At, long? DurationSeconds, string? Note, PromiseView? Promise);

/// <summary>Why an override was asked for, approved or denied.</summary>
internal sealed record OverrideNote(string Note);

/// <summary>Why differences were accepted, and which.</summary>
internal sealed record AcceptedDifferences(string Note, IReadOnlyList<AcceptedDifference> Figures);

/// <summary>One of them.</summary>
internal sealed record AcceptedDifference(
    string Figure, string CaseId, string PersonId, string Counter, string? Window, string AsOf, long Theirs, long? Ours, string? Hindrance);

/// <summary>A fact as it was recorded, with its note.</summary>
internal sealed record FactRecord(FactRow Fact, string? Note);
