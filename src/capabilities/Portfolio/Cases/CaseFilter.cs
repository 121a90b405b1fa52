using Daylight.Platform.Callers;

namespace Daylight.Portfolio;

/// <summary>Which of the caller's cases are meant; null means any.</summary>
/// <param name="Assignee">A staff id, <c>me</c>, or <c>none</c>.</param>
/// <param name="Bucket">For example <c>M2</c>.</param>
/// <param name="Status">For example <c>open</c>.</param>
public sealed record CaseFilter(string? Assignee = null, string? Bucket = null, string? Status = null)
{
    /// <summary>The staff member whose cases are meant, as a parameter.</summary>
    internal string? AssigneeId(Caller caller) => Assignee == "me" ? caller.StaffId : Assignee;

    /// <summary>The conditions in SQL, over <c>case_file c</c>, with the parameters <c>Bucket</c>, <c>Status</c> and <c>assignee</c>.</summary>
    internal IEnumerable<string> Conditions()
    {
        if (!string.IsNullOrEmpty(Bucket))
        {
            yield return "c.bucket = @Bucket";
        }

        if (!string.IsNullOrEmpty(Status))
        {
            yield return "c.status = @Status";
        }

        if (!string.IsNullOrEmpty(Assignee))
        {
            yield return Assignee == "none" ? "c.assignee_id IS NULL" : "c.assignee_id = @assignee";
        }
    }
}
