using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>
/// A policy without rules that an approved override lifts. A rule that prohibits is never lifted, whatever a stored list says:
/// a pack that has made it firmer since wins.
/// </summary>
internal static class LiftedPolicy
{
    public static GatePolicy Without(GatePolicy policy, IReadOnlyList<string> rules) => new(
        [.. policy.Packs.Select(pack => pack with { Rules = [.. pack.Rules.Where(rule => rule.Strength == Strength.Prohibit || !rules.Contains(rule.Id, StringComparer.Ordinal))] })]);

    /// <summary>Why a refusal cannot be overridden; null if a second person may approve it.</summary>
    public static string? Hindrance(Decision decision, Channel channel)
    {
        if (channel is Channel.AiCall or Channel.Prerecorded)
        {
            return "A machine's call is never let through by an override.";
        }

        var firm = DecisionViews.InTheWay(decision).Where(rule => rule.Strength == Strength.Prohibit).Select(rule => rule.Id).Distinct(StringComparer.Ordinal).ToList();
        return firm.Count > 0 ? $"What is prohibited, or not known, is never overridden: {string.Join(", ", firm)}." : null;
    }
}
