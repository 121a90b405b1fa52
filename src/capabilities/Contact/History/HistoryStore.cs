using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>The SQL of imported history: which lines are known, and an institution's own result codes.</summary>
internal static class HistoryStore
{
    /// <summary>Keeps a mark; false if it is known, and the line with it.</summary>
    public static bool Mark(Session session, string institutionId, string mark, string contactId) => session.Execute(
        "INSERT INTO contact_import_mark (institution_id, mark, contact_id) VALUES (@institutionId, @mark, @contactId) ON CONFLICT (institution_id, mark) DO NOTHING",
        new { institutionId, mark, contactId }) == 1;

    public static Dictionary<string, string> Codes(Session session, string institutionId) => session.Query<CodeRow>(
        "SELECT code AS Code, outcome AS Outcome FROM contact_result_code WHERE institution_id = @institutionId ORDER BY code LIMIT 1000",
        new { institutionId }).ToDictionary(row => row.Code, row => row.Outcome, StringComparer.Ordinal);

    public static void SetCodes(Session session, string institutionId, IReadOnlyDictionary<string, string> codes)
    {
        session.Execute("DELETE FROM contact_result_code WHERE institution_id = @institutionId", new { institutionId });
        if (codes.Count > 0)
        {
            session.Execute(
                "INSERT INTO contact_result_code (institution_id, code, outcome) VALUES (@institutionId, @code, @outcome)",
                codes.Select(pair => new { institutionId, code = pair.Key, outcome = pair.Value }).ToList());
        }
    }

    private sealed class CodeRow
    {
        public string Code { get; init; } = "";

        public string Outcome { get; init; } = "";
    }
}
