using System.Collections.Concurrent;

namespace Daylight.Inspection;

/// <summary>
/// A rulebook laid out for running: which single-utterance tests an atom wakes, which rules a test answers by itself,
/// and which rules keep state. Immutable but for a pool of scratch space; shared by all threads.
/// </summary>
internal sealed class InspectionPlan
{
    private readonly RulebookParts parts;
    private readonly int[][] testsByAtom;
    private readonly int[] restless;
    private readonly ConcurrentBag<InspectionScratch> pool = [];

    internal InspectionPlan(RulebookParts parts)
    {
        this.parts = parts;
        var byAtom = Enumerable.Range(0, parts.Phrases.AtomCount).Select(_ => new List<int>()).ToArray();
        var awake = new List<int>();
        foreach (var test in parts.Tests)
        {
            if (test.WakingAtoms is not { } atoms)
            {
                awake.Add(test.Id);
                continue;
            }

            foreach (var atom in atoms)
            {
                byAtom[atom].Add(test.Id);
            }
        }

        testsByAtom = byAtom.Select(t => t.ToArray()).ToArray();
        restless = [.. awake];
        DirectRules = Enumerable.Range(0, parts.Tests.Count).Select(_ => new List<int>()).ToArray();
        StatefulRules = Sort();
    }

    /// <summary>By test id: the rules for which a hit of that test is a finding.</summary>
    internal IReadOnlyList<List<int>> DirectRules { get; }

    /// <summary>The rules whose conditions look at more than one utterance.</summary>
    internal IReadOnlyList<int> StatefulRules { get; }

    internal InspectionScratch Rent() => pool.TryTake(out var scratch) ? scratch : new InspectionScratch(parts);

    internal void Return(InspectionScratch scratch) => pool.Add(scratch);

    /// <summary>Answers all single-utterance tests for the scanned utterance.</summary>
    internal void Judge(in Moment moment, InspectionScratch scratch)
    {
        scratch.Begin();
        foreach (var atom in scratch.Scan.Present)
        {
            foreach (var test in testsByAtom[atom])
            {
                Judge(test, moment, scratch);
            }
        }

        foreach (var test in restless)
        {
            Judge(test, moment, scratch);
        }
    }

    private void Judge(int id, in Moment moment, InspectionScratch scratch)
    {
        var test = parts.Tests[id];
        if (scratch.IsNew(id) && test.By.Contains(moment.Role) && scratch.Judge.Judge(test, scratch.Scan, moment) is { } hit)
        {
            scratch.Hits.Set(id, hit);
        }
    }

    private List<int> Sort()
    {
        var stateful = new List<int>();
        for (var i = 0; i < parts.Rules.Count; i++)
        {
            if (Tests(parts.Rules[i].When) is { } tests)
            {
                tests.ForEach(t => DirectRules[t].Add(i));
            }
            else
            {
                stateful.Add(i);
            }
        }

        return stateful;
    }

    private static List<int>? Tests(Condition condition)
    {
        if (condition is Said said)
        {
            return [said.Test.Id];
        }

        return condition is AnyOf any && any.Of.All(c => c is Said) ? any.Of.Cast<Said>().Select(s => s.Test.Id).Distinct().ToList() : null;
    }
}

/// <summary>Space one thread works in while it looks at one utterance.</summary>
internal sealed class InspectionScratch(RulebookParts parts)
{
    private readonly int[] stamps = new int[parts.Tests.Count];
    private int stamp;

    internal UtteranceScan Scan { get; } = new(parts.Phrases);

    internal SaidJudge Judge { get; } = new();

    internal SaidHits Hits { get; } = new(parts.Tests.Count);

    internal List<Hit> Found { get; } = [];

    internal void Begin()
    {
        stamp++;
        Hits.Clear();
    }

    /// <summary>True the first time it is asked of a test on this utterance.</summary>
    internal bool IsNew(int test)
    {
        if (stamps[test] == stamp)
        {
            return false;
        }

        stamps[test] = stamp;
        return true;
    }
}
