using System.Globalization;
using System.Text.RegularExpressions;
using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary>Gathers what was ignored in the lines of a file, so that a field that every line has is told once.</summary>
internal sealed partial class IgnoredFields(string file)
{
    /// <summary>Different fields that are told; more are only counted.</summary>
    private const int FieldsMax = 50;

    private readonly Dictionary<string, (long First, long Lines, FieldProblem Problem)> _fields = new(StringComparer.Ordinal);

    /// <summary>How often others were met; a field counts once a line.</summary>
    private long _beyond;

    public void Add(long number, IReadOnlyList<FieldProblem> warnings)
    {
        foreach (var problem in warnings.DistinctBy(warning => Place().Replace(warning.Field, "[]")))
        {
            var field = Place().Replace(problem.Field, "[]");
            if (_fields.TryGetValue(field, out var known))
            {
                _fields[field] = known with { Lines = known.Lines + 1 };
            }
            else if (_fields.Count < FieldsMax)
            {
                _fields[field] = (number, 1, problem);
            }
            else
            {
                _beyond++;
            }
        }
    }

    /// <summary>One line a field on standard error, in the order in which they were met.</summary>
    public void Print()
    {
        foreach (var (first, lines, problem) in _fields.Values.OrderBy(one => one.First))
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}:{first}: {problem}{(lines > 1 ? $" (in {lines:N0} lines)" : "")}"));
        }

        if (_beyond > 0)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: more fields were ignored, {_beyond:N0} times, each counted once a line."));
        }
    }

    [GeneratedRegex(@"\[\d+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
