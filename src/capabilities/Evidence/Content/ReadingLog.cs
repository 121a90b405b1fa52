using System.Collections.Concurrent;
using System.Globalization;

namespace Daylight.Evidence;

/// <summary>
/// Records that a person read sealed content on a screen: one entry for each reader and thing within ten minutes, so that a
/// page which reads itself anew does not fill the ledger. The entry is durable before the content is handed out.
/// </summary>
public sealed class ReadingLog
{
    private const int KnownMax = 100_000;
    private static readonly TimeSpan Same = TimeSpan.FromMinutes(10);
    private readonly EntryQueue _entries;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<(string Staff, string Act, string Thing), DateTimeOffset> _known = new();

    internal ReadingLog(EntryQueue entries, TimeProvider clock)
    {
        _entries = entries;
        _clock = clock;
    }

    /// <summary>
    /// As <see cref="LeaveAsync"/> for a page that shows many things: one entry, which counts and names those that this reader has
    /// not read within ten minutes; none if there are none.
    /// </summary>
    /// <param name="access">Who reads and why.</param>
    /// <param name="act">The act, for example <c>finding.read</c>.</param>
    /// <param name="subjectId">Whose content it is, if it is one person's.</param>
    /// <param name="things">The ids of what is read, a few hundred at most.</param>
    /// <param name="cancellation">Stops before it is written.</param>
    public async Task LeaveAllAsync(Access access, string act, string? subjectId, IEnumerable<string> things, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var fresh = things.Distinct(StringComparer.Ordinal)
            .Where(thing => !(_known.TryGetValue((access.Caller.StaffId, act, thing), out var last) && now - last < Same)).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        await _entries.AppendAsync(
            new EntryDraft(access.Caller.InstitutionId, act)
            {
                CaseId = access.CaseId,
                SubjectId = subjectId,
                StaffId = access.Caller.StaffId,
                Details = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["purpose"] = access.Purpose,
                    ["count"] = fresh.Count.ToString(CultureInfo.InvariantCulture),
                    ["things"] = string.Join(' ', fresh),
                },
            },
            cancellation).ConfigureAwait(false);
        if (_known.Count + fresh.Count > KnownMax)
        {
            _known.Clear();
        }

        fresh.ForEach(thing => _known[(access.Caller.StaffId, act, thing)] = now);
    }

    /// <summary>Leaves the entry, unless this reader left it less than ten minutes ago on this server.</summary>
    /// <param name="access">Who reads and why.</param>
    /// <param name="act">The act, for example <c>conversation.read</c>.</param>
    /// <param name="subjectId">Whose content it is; null if nobody's.</param>
    /// <param name="thing">The id of what is read.</param>
    /// <param name="cancellation">Stops before it is written.</param>
    public async Task LeaveAsync(Access access, string act, string? subjectId, string thing, CancellationToken cancellation)
    {
        var key = (access.Caller.StaffId, act, thing);
        var now = _clock.GetUtcNow();
        if (_known.TryGetValue(key, out var last) && now - last < Same)
        {
            return;
        }

        await _entries.AppendAsync(
            new EntryDraft(access.Caller.InstitutionId, act)
            {
                CaseId = access.CaseId,
                SubjectId = subjectId,
                StaffId = access.Caller.StaffId,
                Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["purpose"] = access.Purpose, ["thing"] = thing },
            },
            cancellation).ConfigureAwait(false);
        if (_known.Count >= KnownMax)
        {
            _known.Clear();
        }

        _known[key] = now;
    }
}
