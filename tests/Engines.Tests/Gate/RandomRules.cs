using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Outcome = Daylight.Gate.Outcome;

namespace Daylight.Engines.Gate;

/// <summary>Packs of random rules of every kind that can judge a contact, about the people and days of <see cref="Scenarios"/>.</summary>
internal static class RandomRules
{
    /// <summary>Every kind of rule that the reader knows, but for retention, which is silent on contacts.</summary>
    public static readonly IReadOnlyList<string> Kinds = [.. RuleReader.Kinds.Where(k => k != "retention")];

    public static Gen<PolicyPack> Packs(string name) =>
        from count in Gen.Choose(1, 5)
        from rules in (from kind in Gen.Elements<string>([.. Kinds]) from rule in Rules(kind) select rule).ListOf(count)
        select Pack(name, [.. rules]);

    public static PolicyPack Pack(string name, params PolicyRule[] rules) => new()
    {
        Ref = new(name, "1", "sha256:"),
        Jurisdiction = "XX",
        Title = new("", ""),
        Zone = DateTimeZoneProviders.Tzdb["America/New_York"],
        Days = new DayTypes([new(2026, 3, 5), new(2026, 3, 9)], [new(2026, 3, 7)]),
        Rules = [.. rules.Select((rule, i) => rule with { Id = $"{name}.{i}.{rule.Kind}" })],
    };

    public static Gen<PolicyRule> Rules(string kind) =>
        from rule in OfKind(kind)
        from when in Scopes
        from condition in Gen.Frequency((4, Gen.Constant<RuleCondition?>(null)), (1, Conditions))
        from unless in Gen.Frequency((2, Gen.Constant<IReadOnlyList<RuleException>>([])), (1, Exceptions(rule is RestrictionRule)))
        from refers in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from first in Gen.Frequency((6, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 10).Select(d => (int?)d)))
        from last in Gen.Frequency((6, Gen.Constant<int?>(null)), (1, Gen.Choose(2, 14).Select(d => (int?)d)))
        let begins = first is { } f ? new LocalDate(2026, 3, 2).PlusDays(f) : (LocalDate?)null
        let ends = last is { } l ? new LocalDate(2026, 3, 2).PlusDays(l) : (LocalDate?)null
        select rule with { When = when, While = condition, Unless = unless, Refers = refers, EffectiveFrom = begins, EffectiveTo = ends };

    private static Gen<PolicyRule> OfKind(string kind) => kind switch
    {
        "hours" => from windows in Windows
                   from closed in Gen.Elements(DayKinds.None, DayKinds.None, DayKinds.Sun, DayKinds.Holiday, DayKinds.DayOff)
                   select (PolicyRule)new HoursRule { Windows = windows, Closed = closed },
        "cap" => from count in Counts from limit in Gen.Choose(1, 4) select (PolicyRule)new CapRule { Count = count, Limit = limit, Label = new("", "") },
        "cooldown" => from count in Counts select (PolicyRule)new CooldownRule { After = count },
        "flag" => from count in Counts from least in Gen.Choose(1, 4) from days in Gen.Elements<DayKinds?>(null, DayKinds.Sun | DayKinds.Holiday) select (PolicyRule)new FlagRule { Code = "flag", Count = count, From = least, OnlyOn = days },
        "restriction" => from facts in Gen.Elements<FactKind[]>([FactKind.Inconvenient], [FactKind.Dispute, FactKind.Attorney], [FactKind.MediumStop], [FactKind.Hardship])
                         from days in Gen.Elements<int?>(null, null, 1, 3)
                         from reach in Gen.Elements(FactReach.Person, FactReach.Case)
                         from outcomes in Gen.Frequency((6, Gen.Constant<Outcome[]>([])), (1, Gen.Constant<Outcome[]>([Outcome.Dropped])))
                         select (PolicyRule)new RestrictionRule { Facts = facts.ToHashSet(), Days = days, Reach = reach, SameChannel = true, Outcomes = outcomes.ToHashSet() },
        "forbid" => Gen.Constant<PolicyRule>(new ForbidRule()),
        "ladder" => from dials in Gen.Choose(1, 3) from days in Gen.Choose(1, 3) select (PolicyRule)new LadderRule { Failures = new HashSet<Outcome> { Outcome.NoAnswer, Outcome.Busy }, Dials = dials, Days = days, Facts = new HashSet<FactKind> { FactKind.UnreachableEvidence, FactKind.Incapacitated } },
        "basis" => from days in Gen.Choose(1, 5) from inbound in Gen.Elements(true, false) from facts in Exceptions(replies: false) select (PolicyRule)new BasisRule { Days = days, Inbound = inbound, Facts = facts },
        "staff" => from least in Gen.Choose(1, 3) select (PolicyRule)new StaffRule { Min = least },
        "sender" => from demand in Gen.Elements(Enum.GetValues<SenderDemand>()) from months in Gen.Choose(1, 12) select (PolicyRule)new SenderRule { Demand = demand, Months = months },
        "notice" => from before in Spans from within in Gen.Frequency((1, Gen.Constant<CountWindow?>(null)), (1, Spans.Select(s => (CountWindow?)(s with { Length = s.Length + 100 }))))
                    select (PolicyRule)new NoticeRule { Notice = new() { Kind = ExceptionKind.Fact, Fact = FactKind.VisitNotice }, Before = before, Within = within },
        "prior" => from count in Counts from least in Gen.Choose(1, 2) select (PolicyRule)new PriorRule { Count = count, AtLeast = least },
        "obligation" => Gen.Constant<PolicyRule>(new ObligationRule { Code = "do" }),
        "content" => Gen.Constant<PolicyRule>(new ContentRule { Categories = ["abuse"] }),
        _ => throw new InvalidOperationException($"no random rule of kind {kind}"),
    };

    private static Gen<IReadOnlyList<DayWindow>> Windows => Gen.Elements<IReadOnlyList<DayWindow>>(
        [new(DayKinds.All, new(8, 0), new(21, 0), false)],
        [new(DayKinds.All, new(8, 0), new(21, 0), true)],
        [new(DayKinds.All, new(20, 0), new(2, 30), false)],
        [new(DayKinds.All, new(2, 30), new(1, 0), false)],
        [new(DayKinds.Workday, new(7, 30), new(21, 0), false), new(DayKinds.DayOff, new(9, 0), new(12, 0), false)],
        [new(DayKinds.Mon | DayKinds.Sat | DayKinds.Sun, new(0, 0), new(0, 0), false)]);

    private static Gen<EventCount> Counts =>
        from key in Gen.Choose(0, 255)
        from window in Gen.Elements<CountWindow>(new(WindowUnit.Minutes, 5), new(WindowUnit.Hours, 36), new(WindowUnit.LocalDays, 1), new(WindowUnit.LocalDays, 7), new(WindowUnit.CalendarDay, 1), new(WindowUnit.CalendarWeek, 1), new(WindowUnit.CalendarMonth, 1), new(WindowUnit.Ever, 1))
        from starts in Gen.Elements(IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday)
        from channels in Gen.Elements<Channel[]?>(null, [Channel.Call, Channel.AiCall], [Channel.Sms])
        from outcomes in Gen.Elements<Outcome[]?>(null, [Outcome.NoAnswer, Outcome.Voicemail], [Outcome.Conversation, Outcome.EffectiveTalk])
        from direction in Gen.Elements<Direction?>(Direction.Outbound, Direction.Outbound, Direction.Inbound, null)
        from excluding in Gen.Frequency((3, Gen.Constant<IReadOnlyList<RuleException>>([])), (1, Exceptions(replies: false)))
        select new EventCount { Key = (CounterKey)key, Window = window, WeekStarts = starts, Channels = channels?.ToHashSet(), Outcomes = outcomes?.ToHashSet(), Direction = direction, Excluding = excluding };

    private static Gen<CountWindow> Spans => Gen.Elements<CountWindow>(new(WindowUnit.Hours, 24), new(WindowUnit.LocalDays, 2), new(WindowUnit.Minutes, 90));

    private static Gen<RuleScope> Scopes =>
        from channels in Gen.Elements<Channel[]?>(null, null, [Channel.Call, Channel.AiCall], [Channel.Visit], [Channel.Sms, Channel.Email])
        from purposes in Gen.Elements<Purpose[]?>(null, null, [Purpose.Collection, Purpose.Reply])
        from roles in Gen.Elements<PartyRole[]?>(null, null, [PartyRole.Debtor], [PartyRole.ListedContact, PartyRole.Spouse])
        from senders in Gen.Elements<SenderKind[]?>(null, null, null, [SenderKind.Agency])
        from most in Gen.Elements<int?>(null, null, null, 15)
        select new RuleScope { Channels = channels?.ToHashSet(), Purposes = purposes?.ToHashSet(), Roles = roles?.ToHashSet(), Senders = senders?.ToHashSet(), DaysPastDueAtMost = most };

    private static Gen<RuleCondition?> Conditions =>
        from facts in Gen.Elements<FactKind[]>([FactKind.Hardship], [FactKind.Dispute, FactKind.Inconvenient])
        from reach in Gen.Elements(FactReach.Person, FactReach.Case)
        select (RuleCondition?)new RuleCondition(facts.ToHashSet(), reach);

    private static Gen<IReadOnlyList<RuleException>> Exceptions(bool replies) =>
        from fact in Gen.Elements(FactKind.Consent, FactKind.Agreement, FactKind.WrongAnswer)
        from scopes in Gen.Elements<string[]?>(null, ["hours"], ["frequency", "call-back"])
        from days in Gen.Elements<int?>(null, null, 1, 3)
        from untilConversation in Gen.Elements(false, false, true)
        from untilContact in Gen.Elements(false, false, true)
        from direct in Gen.Elements(false, true)
        from giver in Gen.Elements(Enum.GetValues<FactGiver>())
        let exception = new RuleException { Kind = ExceptionKind.Fact, Fact = fact, Scopes = scopes?.ToHashSet(StringComparer.Ordinal), Days = days, UntilConversation = untilConversation, UntilContact = untilContact, Direct = direct, Giver = giver }
        from kind in Gen.Elements(replies ? [ExceptionKind.Fact, ExceptionKind.Reply, ExceptionKind.Confirmation, ExceptionKind.Inbound] : new[] { ExceptionKind.Fact })
        select (IReadOnlyList<RuleException>)[kind == ExceptionKind.Fact ? exception : new RuleException { Kind = kind }];
}
