namespace Daylight.Contact;

/// <summary>
/// Gathers rows while they are decided, and sorts them when all are there: by the best moment first. That is: who can be reached
/// before who cannot; then the earliest window; then the window that closes first; then the fewest attempts left; then the order
/// of the cases. Refused rows come last, those that open again soonest first. No score is involved.
/// </summary>
internal sealed class PlanBook(int rowsMax)
{
    public const int RowsPerPage = 500;

    private readonly Lock _lock = new();
    private readonly List<Line> _lines = [];

    public PlanWords Words { get; } = new();

    public int Count => _lines.Count;

    /// <summary>Adds the rows of one case.</summary>
    /// <returns>False if the plan has grown too large.</returns>
    public bool Add(int place, IReadOnlyList<PlanRow> rows)
    {
        var lines = new Line[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            lines[i] = Make(rows[i], ((long)place << 20) + i);
        }

        lock (_lock)
        {
            if (_lines.Count + lines.Length > rowsMax)
            {
                return false;
            }

            _lines.AddRange(lines);
            return true;
        }
    }

    /// <summary>The pages in order, each packed, with the words that tell what is on it.</summary>
    public IEnumerable<PlanPage> Pages()
    {
        _lines.Sort((a, b) => a.CompareTo(b));
        for (var first = 0; first < _lines.Count; first += RowsPerPage)
        {
            var lines = _lines.GetRange(first, Math.Min(RowsPerPage, _lines.Count - first));
            yield return new PlanPage(
                first / RowsPerPage,
                lines.Count,
                string.Join(' ', lines.SelectMany(line => line.Facets).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
                PlanRowBytes.Pack(lines.Select(line => line.Body)));
        }
    }

    private Line Make(PlanRow row, long place)
    {
        var first = row.Windows.Count > 0 ? row.Windows[0] : new PlanWindow(row.Next ?? long.MaxValue, long.MaxValue);
        return new Line(row.Status == PlanStatus.Refused ? 1 : 0, first.From, first.Until, row.FewestLeft ?? int.MaxValue, place, PlanRowBytes.Write(row, Words), Facets(row));
    }

    private string[] Facets(PlanRow row) => row.Status == PlanStatus.Throughout
        ? [row.Status.ToString(), row.Channel]
        : [row.Status.ToString(), row.Channel, .. row.Rules];

    private readonly record struct Line(int Group, long Best, long Ends, int Left, long Place, byte[] Body, string[] Facets) : IComparable<Line>
    {
        public int CompareTo(Line other) =>
            Group != other.Group ? Group.CompareTo(other.Group)
            : Best != other.Best ? Best.CompareTo(other.Best)
            : Ends != other.Ends ? Ends.CompareTo(other.Ends)
            : Left != other.Left ? Left.CompareTo(other.Left)
            : Place.CompareTo(other.Place);
    }
}

/// <summary>One page of a plan as it is kept.</summary>
internal sealed record PlanPage(int Number, int Rows, string Facets, byte[] Body);
