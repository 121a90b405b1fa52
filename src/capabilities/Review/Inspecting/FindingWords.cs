using System.Text.Json;
using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>What a finding quotes: personal content, so it lies sealed under the person's key.</summary>
/// <param name="Matched">The original words.</param>
/// <param name="Normalised">As the rule read them.</param>
/// <param name="Why">The sentence that explains it.</param>
/// <param name="Excerpt">The words with a little around them, for an alert.</param>
internal sealed record FindingWords(string Matched, string Normalised, string Why, string Excerpt)
{
    private const int AroundMax = 24;

    /// <summary>What is shown of a finding whose person was erased, or whose data is restricted.</summary>
    private static readonly FindingWords Withheld = new("", "", "", "");

    public static FindingWords Of(Finding finding, string? text) =>
        new(finding.Matched, finding.Normalised, finding.Why, Cut(finding, text));

    public byte[] Seal(KeyRing keys, Session session, string institutionId, string personId, string findingId) =>
        keys.Subject(session, institutionId, personId).Seal(Place(findingId), JsonSerializer.Serialize(this));

    /// <summary>Opens them for a person who has the right to read them.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="session">The session.</param>
    /// <param name="row">The finding.</param>
    /// <param name="restricted">The people whose data is shown to nobody.</param>
    public static FindingWords Open(KeyRing keys, Session session, FindingRecord row, IReadOnlySet<string> restricted) =>
        !restricted.Contains(row.PersonId) && keys.FindSubject(session, row.InstitutionId, row.PersonId) is { } key
            ? JsonSerializer.Deserialize<FindingWords>(key.Open(Place(row.Id), row.Words)) ?? Withheld
            : Withheld;

    public FindingView View(FindingRecord row) => new(
        row.Id,
        row.ConversationId,
        row.CaseId,
        row.Rule,
        row.RuleVersion,
        row.Category,
        Severities.Word(row.Severity) ?? "",
        new Bilingual(row.TitleZh, row.TitleEn),
        row.Basis,
        row.UtteranceSeq < 0 ? null : (int)row.UtteranceSeq,
        row.SpanFrom < 0 ? null : [(int)row.SpanFrom, (int)row.SpanTo],
        Matched,
        Normalised,
        row.StartS,
        row.EndS,
        Why,
        row.Confidence,
        UtcMicros.ToInstant(row.RaisedAt),
        row.Status,
        row.Law is null ? [] : JsonSerializer.Deserialize<List<FindingLaw>>(row.Law, JsonSerializerOptions.Web)!, // Written as a list.
        Severities.Word(row.RaisedFrom ?? 0),
        row.Rulebook,
        UtcMicros.ToInstant(row.SupersededAt),
        row.SupersededBy);

    private static string Place(string findingId) => "finding.words|" + findingId;

    /// <summary>The matched words with some characters on either side; never cuts a surrogate pair in two.</summary>
    private static string Cut(Finding finding, string? text)
    {
        if (text is null || finding.Span is not { } span || span.To > text.Length)
        {
            return finding.Why;
        }

        var from = Math.Max(0, span.From - AroundMax);
        var to = Math.Min(text.Length, span.To + AroundMax);
        from += from > 0 && char.IsLowSurrogate(text[from]) ? 1 : 0;
        to -= to < text.Length && char.IsHighSurrogate(text[to - 1]) ? 1 : 0;
        return (from > 0 ? "…" : "") + text[from..to] + (to < text.Length ? "…" : "");
    }
}
