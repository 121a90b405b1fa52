using System.Globalization;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>The entries of trainings: that one was asked for, that texts were opened for it and why, and how it ended.</summary>
internal sealed class ModelTrainingLedger(EvidenceLog log)
{
    public Receipt Asked(Session session, ModelTrainingRow row)
    {
        var details = About(row);
        details["category"] = row.Category;
        details["from"] = UtcMicros.Text(UtcMicros.ToInstant(row.FromAt));
        details["to"] = UtcMicros.Text(UtcMicros.ToInstant(row.ToAt));
        if (row.Rule is { } rule)
        {
            details["rule"] = rule;
        }

        return Append(session, "model.training", row, details);
    }

    /// <summary>Durable before the first text is opened.</summary>
    public Receipt Reading(Session session, ModelTrainingRow row, int utterances, int conversations, long traffic)
    {
        var details = About(row);
        details["purpose"] = "model-training";
        details["utterances"] = Text(utterances);
        details["conversations"] = Text(conversations);
        details["traffic"] = Text(traffic);
        return Append(session, "model.texts-read", row, details);
    }

    public Receipt Ended(Session session, ModelTrainingRow row, string staffId)
    {
        var details = About(row);
        details["status"] = row.Status;
        if (row.Error is { } error)
        {
            details["reason"] = error;
        }

        return log.Append(session, new EntryDraft(row.InstitutionId, "model.training-ended") { StaffId = staffId, Details = details });
    }

    private Receipt Append(Session session, string act, ModelTrainingRow row, Dictionary<string, string> details) =>
        log.Append(session, new EntryDraft(row.InstitutionId, act) { StaffId = row.AskedBy, Details = details });

    private static Dictionary<string, string> About(ModelTrainingRow row) => new(StringComparer.Ordinal) { ["training"] = row.Id, ["model"] = row.Name };

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
