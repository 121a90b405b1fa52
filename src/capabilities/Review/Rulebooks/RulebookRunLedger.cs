using System.Globalization;
using System.Text.Json;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>The entries of work over the archive: what was asked, by which rulebook, and what came of it in figures.</summary>
internal sealed class RulebookRunLedger(EvidenceLog log)
{
    public Receipt Asked(Session session, RulebookRunRow row)
    {
        var details = About(row);
        details["from"] = UtcMicros.Text(UtcMicros.ToInstant(row.FromAt));
        details["to"] = UtcMicros.Text(UtcMicros.ToInstant(row.ToAt));
        details["base"] = row.BaseHash;
        if (row.TeamId is { } team)
        {
            details["team"] = team;
        }

        if (row.WithAlerts == 1)
        {
            details["alerts"] = "raised";
        }

        return log.Append(session, new EntryDraft(row.InstitutionId, $"rulebook.{row.Kind}") { StaffId = row.AskedBy, RuleHash = row.Hash, Details = details });
    }

    public Receipt Ended(Session session, RulebookRunRow row, string status, string staffId)
    {
        var details = About(row);
        details["status"] = status;
        foreach (var (name, count) in Counts(row))
        {
            details[name] = count.ToString(CultureInfo.InvariantCulture);
        }

        return log.Append(session, new EntryDraft(row.InstitutionId, $"rulebook.{row.Kind}-ended") { StaffId = staffId, RuleHash = row.Hash, Details = details });
    }

    private static Dictionary<string, string> About(RulebookRunRow row) => new(StringComparer.Ordinal) { ["run"] = row.Id };

    private static (string Name, long Count)[] Counts(RulebookRunRow row)
    {
        if (row.Kind == RulebookRunRow.WhatIf)
        {
            var difference = JsonSerializer.Deserialize<DraftTally>(row.Tally)!.View(); // Written by the run.
            return [("conversations", difference.Conversations), ("gained", difference.Gained), ("lost", difference.Lost), ("kept", difference.Kept)];
        }

        var tally = JsonSerializer.Deserialize<AgainTally>(row.Tally)!; // Written by the run.
        return [("conversations", tally.Conversations), ("raised", tally.Raised), ("superseded", tally.Superseded), ("reinstated", tally.Reinstated)];
    }
}
