using System.Globalization;

namespace Daylight.Bench;

/// <summary>Latencies of one run; percentiles by nearest rank.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];
    private readonly Lock _lock = new();

    public void Add(TimeSpan one)
    {
        lock (_lock)
        {
            _milliseconds.Add(one.TotalMilliseconds);
        }
    }

    public int Count => _milliseconds.Count;

    public string Percentiles()
    {
        _milliseconds.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.50):0.###} ms, p95 {At(0.95):0.###} ms, p99 {At(0.99):0.###} ms, max {At(1):0.###} ms");
    }

    /// <summary>The middle, in milliseconds; after <see cref="Percentiles"/>, which sorts.</summary>
    public double Median => At(0.50);

    private double At(double share) => _milliseconds.Count == 0 ? 0 : _milliseconds[Math.Clamp((int)Math.Ceiling(share * _milliseconds.Count) - 1, 0, _milliseconds.Count - 1)];
}

/// <summary>How figures are printed: one line each, ready for <c>bench/results.md</c>.</summary>
internal static class Figures
{
    public static void Print(string name, string figure, string peer = "") =>
        Console.WriteLine($"| {name} | {figure} | {peer} |");

    public static string Rate(double count, TimeSpan took, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count / took.TotalSeconds:N0} {unit}/s");
}
