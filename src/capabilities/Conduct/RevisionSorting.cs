using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>Which rows of a batch are new, which replace what is here, and which are kept without counting.</summary>
/// <param name="New">Positions that were empty.</param>
/// <param name="Corrected">Higher revisions than what is here.</param>
/// <param name="Replaced">What does not count any more, or never did: it came after its correction.</param>
internal sealed record RevisionSorting(
    IReadOnlyList<UtteranceRecord> New, IReadOnlyList<UtteranceRecord> Corrected, IReadOnlyList<UtteranceRecord> Replaced)
{
    /// <summary>Of each position the highest revision counts, in whatever order they come.</summary>
    public static RevisionSorting Of(IReadOnlyDictionary<long, UtteranceRecord> known, IReadOnlyList<UtteranceRecord> fresh)
    {
        List<UtteranceRecord> added = [];
        List<UtteranceRecord> corrected = [];
        List<UtteranceRecord> replaced = [];
        foreach (var position in fresh.GroupBy(row => row.Seq))
        {
            var here = known.GetValueOrDefault(position.Key);
            var ordered = position.OrderByDescending(row => row.Revision).ToList();
            if (here is not null && here.Revision > ordered[0].Revision)
            {
                replaced.AddRange(ordered);
                continue;
            }

            replaced.AddRange(ordered.Skip(1));
            if (here is null)
            {
                added.Add(ordered[0]);
                continue;
            }

            corrected.Add(ordered[0]);
            replaced.Add(here);
        }

        return new RevisionSorting(added, corrected, replaced);
    }

    public void Write(Session session)
    {
        ConductStore.InsertUtterances(session, New);
        if (Replaced.Count > 0)
        {
            ConductStore.InsertRevisions(session, Replaced);
        }

        if (Corrected.Count > 0)
        {
            ConductStore.Correct(session, Corrected);
        }
    }
}
