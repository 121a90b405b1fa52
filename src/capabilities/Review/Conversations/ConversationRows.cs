using Daylight.Conduct;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>Rows of conversations with what the inspection knows of them.</summary>
internal sealed class ConversationRows(Transcripts transcripts)
{
    public IReadOnlyDictionary<string, ConversationRow> Of(Session session, string institutionId, IReadOnlyList<string> conversationIds)
    {
        var ids = conversationIds.Distinct(StringComparer.Ordinal).ToArray();
        var known = InspectionStore.FindAll(session, institutionId, ids).ToDictionary(row => row.ConversationId, StringComparer.Ordinal);
        return transcripts.Rows(session, institutionId, ids)
            .Select(row => known.TryGetValue(row.Id, out var inspection) ? With(row, inspection) : row)
            .ToDictionary(row => row.Id, StringComparer.Ordinal);
    }

    public static ConversationRow With(ConversationRow row, InspectionRecord inspection) => row with
    {
        FindingCount = inspection.FindingCount,
        WorstSeverity = Severities.Word(inspection.Worst),
        Score = inspection.Points,
    };
}
