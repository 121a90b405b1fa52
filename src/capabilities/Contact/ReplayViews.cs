namespace Daylight.Contact;

/// <summary>A stored decision, decided again.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="PersonId">Its person.</param>
/// <param name="AskedAt">When it was made.</param>
/// <param name="Verdict">The stored verdict.</param>
/// <param name="Outcome"><c>same</c> (to the byte), <c>different</c>, or <c>impossible</c>.</param>
/// <param name="Reason">Why it cannot be decided again.</param>
/// <param name="StoredHash">sha256 of the stored answer.</param>
/// <param name="ReplayedHash">sha256 of the new answer.</param>
/// <param name="ZoneData">The zone data it was decided with.</param>
/// <param name="ZoneDataHere">The zone data of this machine.</param>
/// <param name="Differences">What differs, at most 50.</param>
/// <param name="Decision">The new answer, with the words of the rules.</param>
public sealed record ReplayView(
    string DecisionId,
    string CaseId,
    string PersonId,
    DateTimeOffset AskedAt,
    string Verdict,
    string Outcome,
    string? Reason,
    string? StoredHash,
    string? ReplayedHash,
    string? ZoneData,
    string ZoneDataHere,
    IReadOnlyList<ReplayDifference> Differences,
    DecisionView? Decision);

/// <summary>One thing that the stored and the new answer say differently; null where one of them does not say it.</summary>
public sealed record ReplayDifference(string Field, string? Stored, string? Replayed);

/// <summary>The decisions of a span, decided again.</summary>
/// <param name="From">From when, included.</param>
/// <param name="To">Until when, excluded.</param>
/// <param name="Decisions">How many there are.</param>
/// <param name="Same">How many came out the same to the byte.</param>
/// <param name="Different">How many did not.</param>
/// <param name="Impossible">How many could not be decided again.</param>
/// <param name="ZoneDataHere">The zone data of this machine.</param>
/// <param name="OtherZoneData">How many were decided with other zone data.</param>
/// <param name="Named">Those that did not come out the same, the first hundred.</param>
public sealed record ReplaySummary(
    DateTimeOffset From,
    DateTimeOffset To,
    long Decisions,
    long Same,
    long Different,
    long Impossible,
    string ZoneDataHere,
    long OtherZoneData,
    IReadOnlyList<ReplayException> Named);

/// <summary>A decision that did not come out the same.</summary>
public sealed record ReplayException(string DecisionId, string Outcome, string? Reason, IReadOnlyList<ReplayDifference> Differences);

/// <summary>How far a replay of many is.</summary>
public sealed record ReplayProgress(long Done, long Total);

/// <summary>Counts what came of a replay of many.</summary>
internal sealed class ReplayTally(int namedMax)
{
    private readonly List<ReplayException> _named = [];
    private long _same;
    private long _different;
    private long _impossible;
    private long _otherZoneData;

    public long Count => _same + _different + _impossible;

    public void Add(ReplayedRow one)
    {
        _otherZoneData += one.Replayed.Record is { } record && record.ZoneData != NodaTime.DateTimeZoneProviders.Tzdb.VersionId ? 1 : 0;
        switch (one.Replayed)
        {
            case Replayed.Same:
                _same++;
                return;
            case Replayed.Different different:
                _different++;
                Name(one, null, different.Differences);
                return;
            case Replayed.Impossible impossible:
                _impossible++;
                Name(one, impossible.Reason, []);
                return;
        }
    }

    public ReplaySummary Summary(DateTimeOffset from, DateTimeOffset to, string zoneData) =>
        new(from, to, Count, _same, _different, _impossible, zoneData, _otherZoneData, _named);

    private void Name(ReplayedRow one, string? reason, IReadOnlyList<ReplayDifference> differences)
    {
        if (_named.Count < namedMax)
        {
            _named.Add(new ReplayException(one.Row.Id, one.Replayed.Word, reason, differences));
        }
    }
}
