using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>
/// Facts that higher rooms know and the case row shows. They are copies for lists; the entries and tables of those rooms are
/// the record.
/// </summary>
public sealed class CaseActivity
{
    /// <summary>A contact took place or a finding was raised or settled.</summary>
    /// <param name="session">The transaction of the act.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="caseId">The case; an unknown one is passed over.</param>
    /// <param name="contactAt">When the contact took place; an older one than known changes nothing.</param>
    /// <param name="openFindings">How many findings were added (positive) or settled (negative); the count never goes below zero.</param>
    public void Touch(Session session, string institutionId, string caseId, DateTimeOffset? contactAt, int openFindings = 0) => session.Execute(
        """
        UPDATE case_file SET
          last_contact_at = CASE WHEN @at IS NOT NULL AND (last_contact_at IS NULL OR last_contact_at < @at) THEN @at ELSE last_contact_at END,
          open_findings = CASE WHEN open_findings + @openFindings < 0 THEN 0 ELSE open_findings + @openFindings END
        WHERE institution_id = @institutionId AND id = @caseId
        """,
        new { institutionId, caseId, at = contactAt is { } instant ? UtcMicros.From(instant) : (long?)null, openFindings = (long)openFindings });
}
