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
        from sender in Gen.Elements<SenderState?>(null, null, new() { IsAgency = true, Listed = true, EvaluatedOn = new(2025, 3, 9), TrainedOn = new(2026, 2, 20), Licensed = true, LicensedUntil = new(2026, 3, 6), CallerIdShown = true, Human = true })
        from late in Gen.Elements<int?>(null, 10, 30)
        from zones in Gen.Frequency((5, Gen.Constant<string[]>([zone])), (1, Gen.Constant<string[]>([zone, "Asia/Urumqi"])), (1, Gen.Constant<string[]>(["America/New_York", "America/Los_Angeles"])))
        from intent in Intents(role)
        from history in Events.ListOf()
        from count in Gen.Choose(0, 3)
        from facts in Facts(intent.At).ListOf(count)
        select new GateQuestion
        {
            Intent = intent,
            History = [.. history.Take(14).OrderBy(e => e.At)],
            State = new()
            {
                Role = role,
                Zones = zones,
                Facts = [.. facts],
                Sender = sender,
                Debts = late is null ? new Dictionary<string, DebtState>(StringComparer.Ordinal) : new Dictionary<string, DebtState>(StringComparer.Ordinal) { ["D1"] = new("A1", "card", late), ["D2"] = new("A1", "student-loan") },
                Debtors = role is PartyRole.Debtor ? [] : ["P"],
            },
        };

    /// <summary>The same question so many days later: everything in it moves, and with it the seasons.</summary>
    public static GateQuestion Later(GateQuestion q, int days)
    {
        var by = Duration.FromDays(days);
        return q with
        {
            Intent = q.Intent with { At = q.Intent.At + by },
            History = [.. q.History.Select(e => e with { At = e.At + by })],
            State = q.State with { Facts = [.. q.State.Facts.Select(f => f with { At = f.At + by, Until = f.Until + by, Withdrawn = f.Withdrawn + by })] },
        };
    }

    /// <summary>A question in words, for the message of a failure.</summary>
    public static string Tell(GateQuestion q) => string.Join('\n',
        ["", q.Intent.ToString(), $"zones {string.Join(", ", q.State.Zones)} role {q.State.Role}", .. q.State.Facts.Select(f => f.ToString()), .. q.History.Select(e => e.ToString())]);

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

    /// <summary>Facts that begin and end around a moment, so that many of them matter to the days after it.</summary>
    private static Gen<Fact> Facts(Instant around) =>
        from kind in Gen.Elements(FactKind.Consent, FactKind.Consent, FactKind.Agreement, FactKind.Inconvenient, FactKind.Inconvenient, FactKind.MediumStop, FactKind.Attorney, FactKind.UnreachableEvidence, FactKind.Dispute, FactKind.Hardship, FactKind.WrongAnswer, FactKind.VisitNotice, FactKind.Incapacitated)
        from scope in Gen.Elements<string?>("hours", "hours", "hours", "frequency", "call-back", "text")
        from minute in Gen.Choose(-4000, 2000)
        from lasts in Gen.Elements<int?>(null, 600, 3000)
        from window in Gen.Elements((0, 0), (12, 15), (20, 9), (22, 23), (7, 8))
        from person in Gen.Elements("P", "P", "P", "K")
        from withdrawn in Gen.Frequency((5, Gen.Constant<int?>(null)), (1, Gen.Choose(-2000, 3000).Select(m => (int?)m)))
        let timed = window.Item1 != window.Item2 && kind is (FactKind.Consent or FactKind.Agreement or FactKind.Inconvenient)
        select new Fact
        {
            Kind = kind,
            Person = person,
            Scope = kind is FactKind.Consent or FactKind.Agreement ? scope : null,
            At = around + Duration.FromMinutes(minute),
            Until = lasts is { } m ? around + Duration.FromMinutes(minute + m) : null,
            Withdrawn = withdrawn is { } w ? around + Duration.FromMinutes(w) : null,
            From = timed ? new LocalTime(window.Item1, 0) : null,
            To = timed ? new LocalTime(window.Item2, 0) : null,
            Channel = kind == FactKind.MediumStop ? Channel.Call : null,
            Form = FactForm.Written,
        };

    private static Gen<IReadOnlyList<string>> DebtLists => Gen.Elements<IReadOnlyList<string>>(["D1"], ["D1"], ["D2"], ["D1", "D2"], []);

    private static Gen<string?> Points => Gen.Elements<string?>("mobile1", "mobile1", "home1", null);
}
