using Daylight.Gate;
using Daylight.Identity;
using NodaTime;

namespace Daylight.Contact;

/// <summary>
/// What is known of the sender, as the gate reads it. Nothing at all while the institution has stated nothing: the sender
/// rules are silent then. Afterwards what is not known does not meet what a rule demands.
/// </summary>
internal static class SenderReading
{
    public static SenderState? Of(SenderStanding? standing, Channel channel) => standing is null
        ? null
        : new SenderState
        {
            IsAgency = standing.IsAgency,
            Listed = standing.Listed,
            Licensed = standing.Licensed,
            LicensedUntil = Day(standing.LicensedUntil),
            EvaluatedOn = Day(standing.EvaluatedOn),
            LenderConsent = standing.LenderConsent,
            CallerIdShown = standing.CallerIdShown,
            PremiumRate = standing.PremiumRate,
            TrainedOn = Day(standing.TrainedOn),
            OwnDevice = standing.OwnDevice,
            Human = channel is not (Channel.AiCall or Channel.Prerecorded),
        };

    private static LocalDate? Day(DateOnly? day) => day is { } known ? LocalDate.FromDateOnly(known) : null;
}
