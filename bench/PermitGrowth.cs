using System.Globalization;

namespace Daylight.Bench;

/// <summary>How the cost of one permit grows with the history of its person, and with the number of people beside it.</summary>
internal sealed class PermitGrowth(PermitHouse house, Func<Callable, Task> ask)
{
    private const int PeopleEach = 40;
    private const int AsksEach = 2; // The third of a day would be the last that is permitted.
    private const int Sampled = 400;
    private const long Fresh = 2_000; // Numbers below were asked about before.
    private const long AddedAtOnce = 50_000;
    private static readonly int[] Lengths = [10, 100, 1_000, 10_000];

    /// <summary>People of the numbers from <paramref name="from"/> on get long histories.</summary>
    public async Task<long> WithHistoryAsync(string name, long from)
    {
        var shortest = 0.0;
        foreach (var length in Lengths)
        {
            var to = from + PeopleEach;
            await house.AddAsync(from, to);
            await house.AddHistoryAsync(from, to, length);
            var people = Enumerable.Range(0, PeopleEach).Select(i => PermitHouse.Person(from + i)).ToList();
            await house.AddKeysAsync(people);
            await house.AnalyzeAsync();
            shortest = await PrintAsync($"permit of a person with {length:N0} past calls, {name}", people, shortest);
            from = to;
        }

        return from;
    }

    /// <summary>The portfolio grows tenfold step by step; those asked about are spread over all of it.</summary>
    public async Task WithPeopleAsync(string name, long from, long most)
    {
        var smallest = 0.0;
        for (var count = 10_000L; count <= most; count *= 10)
        {
            while (from < count)
            {
                var to = Math.Min(count, from + AddedAtOnce);
                await house.AddAsync(from, to);
                await house.AddHistoryAsync(from, to, 1);
                from = to;
            }

            var spread = (count - Fresh) / (Sampled + 1);
            var people = Enumerable.Range(0, Sampled).Select(i => PermitHouse.Person(Fresh + (i * spread))).ToList();
            await house.AddKeysAsync(people);
            await house.AnalyzeAsync();
            smallest = await PrintAsync($"permit among {count:N0} people, {name}", people, smallest);
        }
    }

    private async Task<double> PrintAsync(string name, List<Callable> people, double first)
    {
        var (_, latencies) = await OpenLoop.ClosedAsync(1, people.Count * (people.Count == Sampled ? 1 : AsksEach), i => ask(people[i % people.Count]));
        var text = latencies.Percentiles();
        var middle = latencies.Median;
        Figures.Print(name, text, first == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"ratio {middle / first:0.00} of the first p50"));
        return first == 0 ? middle : first;
    }
}
