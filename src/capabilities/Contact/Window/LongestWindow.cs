using System.Runtime.CompilerServices;
using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>How far back the rules of a policy look at past contacts.</summary>
internal static class LongestWindow
{
    /// <summary>A rule that counts all of history is content with a year of it.</summary>
    private const int DaysMax = 366;

    private static readonly ConditionalWeakTable<GatePolicy, StrongBox<int>> Known = [];

    /// <summary>In days, rounded up; 0 if no rule looks back.</summary>
    public static int Days(GatePolicy policy) => Known.GetValue(policy, one => new StrongBox<int>(
        one.Packs.SelectMany(pack => pack.Rules).Select(Days).DefaultIfEmpty(0).Max())).Value;

    private static int Days(PolicyRule rule) => rule switch
    {
        CapRule cap => Days(cap.Count.Window),
        CooldownRule cooldown => Days(cooldown.After.Window),
        _ => 0, // Rules that open a way by past contacts refuse by themselves while there are none.
    };

    private static int Days(CountWindow? window) => window is not { } known ? 0 : Math.Min(DaysMax, known.Unit switch
    {
        WindowUnit.Minutes => 1 + (known.Length / 1440),
        WindowUnit.Hours => 1 + (known.Length / 24),
        WindowUnit.LocalDays => known.Length,
        WindowUnit.CalendarDay => 1,
        WindowUnit.CalendarWeek => 7,
        WindowUnit.CalendarMonth => 31,
        _ => DaysMax,
    });
}
