using Daylight.Gate;
using Daylight.Platform;
using NodaTime;

namespace Daylight.Contact;

/// <summary>Walks through a span from answer to answer and gathers the permitted windows.</summary>
internal sealed class PlanTurns(Instant from, Instant to)
{
    private readonly List<(Instant From, Instant Until)> _windows = [];
    private readonly List<RuleFinding> _refusals = [];
    private readonly List<string> _obligations = [];

    /// <summary>The next moment to ask about; null when the span has been walked through.</summary>
    public Instant? Moment { get; private set; } = from < to ? from : null;

    /// <summary>The answer at the beginning.</summary>
    public Decision First { get; private set; } = null!; // Set by the first answer; a span that is not empty has one.

    public Decision? FirstPermitted { get; private set; }

    public IReadOnlyList<string> Obligations => _obligations;

    public PlanStatus Status => _windows.Count == 0 ? PlanStatus.Refused
        : _windows.Count == 1 && _windows[0] == (from, to) ? PlanStatus.Throughout
        : PlanStatus.Partly;

    public void Hear(Decision decision)
    {
        First ??= decision;
        var turns = decision.IsPermitted ? Permit(decision) : Refuse(decision);
        Moment = turns > decision.At && turns < to ? turns : null;
    }

    /// <summary>The windows in microseconds, each within the exact one.</summary>
    public List<PlanWindow> Windows() =>
        [.. _windows.Select(window => new PlanWindow(Ceiling(window.From), Floor(window.Until))).Where(window => window.From < window.Until)];

    /// <summary>
    /// The rules that keep the whole span closed where one does by itself, else all that refused in it: whoever has no attempts
    /// left is not also told that the night is quiet.
    /// </summary>
    public List<string> InTheWay()
    {
        var all = Ids(_refusals);
        if (Status != PlanStatus.Refused)
        {
            return all;
        }

        var binding = Ids(DecisionViews.InTheWay(First).Where(rule => rule.Next is not { } next || next >= to));
        return binding.Count > 0 ? binding : all;
    }

    /// <summary>The first microsecond at or after an instant.</summary>
    public static long Ceiling(Instant instant)
    {
        var floor = Floor(instant);
        return FactRow.Moment(floor) == instant ? floor : floor + 1;
    }

    private static long Floor(Instant instant) => UtcMicros.From(instant.ToDateTimeOffset());

    private Instant? Permit(Decision decision)
    {
        var until = Instant.Min(decision.ValidUntil, to);
        if (until <= decision.At)
        {
            return null; // A permission that ends where it begins is none.
        }

        FirstPermitted ??= decision;
        foreach (var obligation in decision.Obligations)
        {
            if (!_obligations.Contains(obligation.Code))
            {
                _obligations.Add(obligation.Code);
            }
        }

        if (_windows.Count > 0 && _windows[^1].Until == decision.At)
        {
            _windows[^1] = (_windows[^1].From, until);
        }
        else
        {
            _windows.Add((decision.At, until));
        }

        return until;
    }

    private Instant? Refuse(Decision decision)
    {
        _refusals.AddRange(DecisionViews.InTheWay(decision));
        return decision.Next;
    }

    private static List<string> Ids(IEnumerable<RuleFinding> findings) => [.. findings.Select(rule => rule.Id).Distinct(StringComparer.Ordinal)];
}
