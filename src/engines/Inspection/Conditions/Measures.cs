using NodaTime;

namespace Daylight.Inspection;

/// <summary>
/// Contact in the hours from..to of the person's local time (from included, to excluded, may run over midnight).
/// Calls and visits count by their beginning, and where <see cref="Throughout"/> is set by every utterance; written messages
/// each by their own moment, except an answer within <see cref="ReplyMinutes"/> of the person's own message.
/// </summary>
internal sealed record LocalHours(LocalTime From, LocalTime To, UtteranceRole By, int ReplyMinutes, bool Throughout) : Condition
{
    internal override Watch Begin(WatchSetting setting) => new LocalHoursWatch(this, setting);
}

/// <summary>Nobody spoke for longer than so many seconds before this role spoke again.</summary>
internal sealed record Silence(double Seconds, UtteranceRole? Before) : Condition
{
    internal override Watch Begin(WatchSetting setting) => new SilenceWatch(this);
}

/// <summary>This role began to speak at least so many seconds before another role, who had spoken for <paramref name="After"/> seconds by then, had finished.</summary>
internal sealed record Overlap(double Seconds, UtteranceRole By, double After) : Condition
{
    internal override Watch Begin(WatchSetting setting) => new OverlapWatch(this);
}

/// <summary>This role spoke louder by so many dB than the median of its own utterances so far (of at least two).</summary>
internal sealed record Louder(double Decibels, UtteranceRole By) : Condition
{
    internal override Watch Begin(WatchSetting setting) => new LouderWatch(this);
}
