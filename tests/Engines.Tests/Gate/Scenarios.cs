using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Outcome = Daylight.Gate.Outcome;

namespace Daylight.Engines.Gate;

/// <summary>Random questions about one case: a debtor P, a contact K, two debts, two collectors, ten days of history on whole minutes.</summary>
internal static class Scenarios
{
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 0, 0);

    private const int Minutes = 10 * 24 * 60;

    public static Gen<GateQuestion> Questions(string zone, bool thirdParty = true) =>
        from role in thirdParty ? Gen.Elements(PartyRole.Debtor, PartyRole.Debtor, PartyRole.Debtor, PartyRole.Spouse, PartyRole.ListedContact) : Gen.Constant(PartyRole.Debtor)
        from zones in Gen.Frequency((5, Gen.Constant<string[]>([zone])), (1, Gen.Constant<string[]>([zone, "Asia/Urumqi"])), (1, Gen.Constant<string[]>(["America/New_York", "America/Los_Angeles"])))
        from intent in Intents(role)
        from history in Events.ListOf()
        from facts in Facts.ListOf()
        select new GateQuestion
        {
            Intent = intent,
            History = [.. history.Take(14).OrderBy(e => e.At)],
            State = new()
            {
                Role = role,
                Zones = zones,
                Facts = [.. facts.Take(3)],
                Debtors = role is PartyRole.Debtor ? [] : ["P"],
            },
        };

    private static Gen<ContactIntent> Intents(PartyRole role) =>
        from minute in Gen.Choose(0, Minutes)
        from channel in Gen.Frequency((6, Gen.Constant(Channel.Call)), (1, Gen.Constant(Channel.AiCall)), (1, Gen.Constant(Channel.Sms)), (1, Gen.Constant(Channel.Email)), (1, Gen.Constant(Channel.Visit)))
        from debts in DebtLists
        from point in Points
        from collector in Gen.Elements("C1", "C2")
        from purpose in Gen.Frequency((4, Gen.Constant(Purpose.Collection)), (2, Gen.Constant(Purpose.Location)), (1, Gen.Constant(Purpose.Reply)), (1, Gen.Constant(Purpose.ConfirmStop)))
        select new ContactIntent
        {
            At = Start + Duration.FromMinutes(minute),
            Channel = channel,
            Person = role == PartyRole.Debtor ? "P" : "K",
            Debts = debts,
            Point = point,
            By = collector,
            Purpose = purpose,
            Place = VisitPlace.Other,
            StaffCount = 2,
        };

    public static Gen<ContactEvent> Events =>
        from minute in Gen.Choose(0, Minutes)
        from channel in Gen.Frequency((6, Gen.Constant(Channel.Call)), (1, Gen.Constant(Channel.AiCall)), (1, Gen.Constant(Channel.Sms)), (1, Gen.Constant(Channel.Email)))
        from outcome in Gen.Elements<Outcome?>(Outcome.NoAnswer, Outcome.NoAnswer, Outcome.Busy, Outcome.Voicemail, Outcome.Conversation, Outcome.EffectiveTalk, Outcome.EffectiveTalk, Outcome.Dropped, null)
        from direction in Gen.Frequency((6, Gen.Constant(Direction.Outbound)), (1, Gen.Constant(Direction.Inbound)))
        from person in Gen.Elements("P", "P", "P", "K")
        from debts in DebtLists
        from point in Points
        from collector in Gen.Elements("C1", "C1", "C2")
        select new ContactEvent { At = Start + Duration.FromMinutes(minute), Channel = channel, Outcome = outcome, Direction = direction, Person = person, Debts = debts, Point = point, By = collector };

    private static Gen<Fact> Facts =>
        from kind in Gen.Elements(FactKind.Consent, FactKind.Consent, FactKind.Agreement, FactKind.Inconvenient, FactKind.Inconvenient, FactKind.MediumStop, FactKind.Attorney, FactKind.UnreachableEvidence, FactKind.Dispute)
        from scope in Gen.Elements<string?>("hours", "frequency", "call-back", "text", "home", null)
        from minute in Gen.Choose(0, Minutes)
        from lasts in Gen.Elements<int?>(null, 600, 3000)
        from hours in Gen.Elements<(int, int)?>(null, (12, 15), (20, 9), (22, 23))
        from person in Gen.Elements("P", "P", "K")
        select new Fact
        {
            Kind = kind,
            Person = person,
            Scope = kind == FactKind.Inconvenient && scope != "home" ? null : scope,
            At = Start + Duration.FromMinutes(minute),
            Until = lasts is { } m ? Start + Duration.FromMinutes(minute + m) : null,
            From = hours is { } h && kind is FactKind.Consent or FactKind.Agreement or FactKind.Inconvenient ? new LocalTime(hours?.Item1 ?? 0, 0) : null,
            To = hours is { } i && kind is FactKind.Consent or FactKind.Agreement or FactKind.Inconvenient ? new LocalTime(hours?.Item2 ?? 0, 0) : null,
            Channel = kind == FactKind.MediumStop ? Channel.Call : null,
            Form = FactForm.Written,
        };

    private static Gen<IReadOnlyList<string>> DebtLists => Gen.Elements<IReadOnlyList<string>>(["D1"], ["D1"], ["D2"], ["D1", "D2"], []);

    private static Gen<string?> Points => Gen.Elements<string?>("mobile1", "mobile1", "home1", null);
}
