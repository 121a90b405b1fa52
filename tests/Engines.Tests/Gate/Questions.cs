using Daylight.Gate;
using NodaTime;

namespace Daylight.Engines.Gate;

/// <summary>Plain questions for tests that are about something else.</summary>
internal static class Questions
{
    public static GateQuestion Call(Instant at, params ContactEvent[] history) => new()
    {
        Intent = new() { At = at, Channel = Channel.Call, Person = "P", Debts = ["D1"], Point = "mobile1", By = "C1" },
        State = new() { Role = PartyRole.Debtor, Zones = ["America/New_York"] },
        History = ContactHistory.Of(history),
    };
}
