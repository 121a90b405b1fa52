using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform;

namespace Daylight.Review;

/// <summary>One conversation with its findings, and the mask of its case.</summary>
internal sealed record RedactedConversation(ConversationView View, KnownWords Mask);

/// <summary>
/// Conversations as a file in which everything personal that is known or can be recognised is masked. People and cases are not
/// named at all; staff are named by their id. The file says what it does not find.
/// </summary>
/// <param name="Purpose">Why it was exported.</param>
/// <param name="At">When.</param>
/// <param name="Conversations">In the order asked for.</param>
/// <param name="LeftOut">How many were left out, because their person was erased or is restricted.</param>
internal sealed record RedactedExport(string Purpose, DateTimeOffset At, IReadOnlyList<RedactedConversation> Conversations, int LeftOut)
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private static readonly string[] Masked =
    [
        "Numbers and addresses recognised by their form: identity cards, bank cards, telephone numbers, plates, QQ and WeChat ids, postal addresses.",
        "Names, identity numbers, telephone numbers, accounts, e-mail and postal addresses of everybody in the case, as the system knows them, in any width, case, script form, and with symbols between.",
    ];

    private static readonly string[] NotFound =
    [
        "Names of people outside the case, nicknames, titles with a family name alone, names misheard or misspelt.",
        "Workplaces, schools, places described in words, and whatever else tells who somebody is by what is told of them.",
        "Voices: recordings are not part of it.",
    ];

    /// <summary>As one JSON object.</summary>
    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            purpose = Purpose,
            exportedAt = UtcMicros.Text(At),
            masked = Masked,
            notFound = NotFound,
            leftOut = LeftOut,
            conversations = Conversations.Select(one => new
            {
                id = one.View.Conversation.Id,
                kind = one.View.Conversation.Kind,
                direction = one.View.Conversation.Direction,
                startedAt = UtcMicros.Text(one.View.Conversation.StartedAt),
                durationSeconds = one.View.Conversation.DurationSeconds,
                staffId = one.View.Conversation.StaffId,
                outcome = one.View.Outcome,
                utterances = one.View.Utterances.Select(utterance => new { seq = utterance.Seq, role = utterance.Role, start = utterance.Start, text = one.Mask.Mask(utterance.Text) }),
                findings = Findings(one).Select(finding => new
                {
                    rule = finding.Rule,
                    category = finding.Category,
                    severity = finding.Severity,
                    title = finding.Title,
                    status = finding.Status,
                    utterance = finding.UtteranceSeq,
                    span = finding.Span,
                    matched = one.Mask.Mask(finding.Matched),
                    why = one.Mask.Mask(finding.Why),
                    modelJudgement = finding.Judgement is not { } judged ? null : new { mark = ModelMark, status = judged.Status, verdict = judged.Verdict, model = judged.Model, reason = one.Mask.Mask(judged.Reason ?? "") },
                }),
                score = one.View.Score?.Points,
            }),
        },
        Plain);

    /// <summary>As a text to be read.</summary>
    public byte[] Text()
    {
        StringBuilder text = new();
        text.Append("purpose: ").Append(Purpose).Append("\nexported: ").Append(UtcMicros.Text(At)).Append("\nleft out: ").Append(LeftOut.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Append(text, "masked", Masked);
        Append(text, "not found, and so not masked", NotFound);
        foreach (var one in Conversations)
        {
            Append(text, one);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private const string ModelMark = "模型判断 / model's judgement";

    private static IEnumerable<FindingView> Findings(RedactedConversation one) => one.View.Findings.Where(finding => finding.Status != "withdrawn" && finding.SupersededAt is null);

    private static void Append(StringBuilder text, string title, string[] lines)
    {
        text.Append(title).Append(":\n");
        foreach (var line in lines)
        {
            text.Append("- ").Append(line).Append('\n');
        }
    }

    private static void Append(StringBuilder text, RedactedConversation one)
    {
        var row = one.View.Conversation;
        text.Append("\n# ").Append(row.Id).Append(' ').Append(row.Kind).Append(' ').Append(row.Direction).Append(' ').Append(UtcMicros.Text(row.StartedAt)).Append(" staff ").Append(row.StaffId).Append('\n');
        foreach (var utterance in one.View.Utterances)
        {
            var at = utterance.Start is { } start ? string.Create(CultureInfo.InvariantCulture, $"{start:0.0}s ") : "";
            text.Append(CultureInfo.InvariantCulture, $"[{utterance.Seq + 1}] {at}{utterance.Role}: ").Append(one.Mask.Mask(utterance.Text).ReplaceLineEndings(" ")).Append('\n');
        }

        foreach (var finding in Findings(one))
        {
            text.Append("! ").Append(finding.Severity).Append(' ').Append(finding.Rule).Append(" (").Append(finding.Status).Append("): ").Append(one.Mask.Mask(finding.Why)).Append('\n');
            if (finding.Judgement is { } judged)
            {
                text.Append("  ").Append(ModelMark).Append(": ").Append(judged.Verdict ?? "not judged").Append(' ').Append(judged.Model).Append('\n');
            }
        }
    }
}
