using NodaTime;

namespace Daylight.Gate;

/// <summary>To which contacts a rule applies; null means any.</summary>
public sealed record RuleScope
{
    /// <summary>Applies to all.</summary>
    public static readonly RuleScope Everything = new();

    /// <summary>Channels.</summary>
    public IReadOnlySet<Channel>? Channels { get; init; }

    /// <summary>Purposes.</summary>
    public IReadOnlySet<Purpose>? Purposes { get; init; }

    /// <summary>Roles.</summary>
    public IReadOnlySet<PartyRole>? Roles { get; init; }

    /// <summary>Kinds of contact points; where places are named too, either matches.</summary>
    public IReadOnlySet<PointKind>? Points { get; init; }

    /// <summary>Places of a visit; a visit whose place is not known counts as any of them.</summary>
    public IReadOnlySet<VisitPlace>? Places { get; init; }

    /// <summary>Types of debt; applies when any debt spoken of has one, or has a type that is not known.</summary>
    public IReadOnlySet<string>? DebtTypes { get; init; }

    /// <summary>Types of debt to which it does not apply; it does when any debt spoken of has another, or none that is known.</summary>
    public IReadOnlySet<string>? ExceptDebtTypes { get; init; }

    /// <summary>Applies while a debt is at most so many days past due, or when that is not known.</summary>
    public int? DaysPastDueAtMost { get; init; }

    /// <summary>Applies once a debt is at least so many days past due, or when that is not known.</summary>
    public int? DaysPastDueAtLeast { get; init; }

    /// <summary>What the sender is; a sender that is not known counts as any.</summary>
    public IReadOnlySet<SenderKind>? Senders { get; init; }
}

/// <summary>Facts while which a rule applies; without one it is silent.</summary>
/// <param name="Facts">The kinds.</param>
/// <param name="Reach">Whose facts are heard.</param>
public sealed record RuleCondition(IReadOnlySet<FactKind> Facts, FactReach Reach);

/// <summary>A fact, or a reply, that lifts a rule.</summary>
public sealed record RuleException
{
    /// <summary>What kind of exception it is.</summary>
    public required ExceptionKind Kind { get; init; }

    /// <summary>The kind of fact.</summary>
    public FactKind? Fact { get; init; }

    /// <summary>The scopes of it; null means any or none.</summary>
    public IReadOnlySet<string>? Scopes { get; init; }

    /// <summary>The forms it must have; null means any. A form that is not known is not enough.</summary>
    public IReadOnlySet<FactForm>? Forms { get; init; }

    /// <summary>How many local days it lasts, the day it was given being day 1; null until it ends by itself.</summary>
    public int? Days { get; init; }

    /// <summary>Whether the next conversation ends it.</summary>
    public bool UntilConversation { get; init; }

    /// <summary>Whether the next contact with the person, made or tried, ends it: it lifts the rule once.</summary>
    public bool UntilContact { get; init; }

    /// <summary>Whether it must have been given to the collector itself.</summary>
    public bool Direct { get; init; }

    /// <summary>Who must have given it.</summary>
    public FactGiver Giver { get; init; }
}

/// <summary>Who must have given a fact that lifts a rule.</summary>
public enum FactGiver
{
    /// <summary>The person to be contacted.</summary>
    Person,
    /// <summary>Somebody else, such as the attorney.</summary>
    Other,
    /// <summary>Anybody who does not name another person than the one to be contacted.</summary>
    Any,
    /// <summary>Anybody, naming the person to be contacted.</summary>
    AnyNamingPerson,
}

/// <summary>Kinds of exceptions.</summary>
public enum ExceptionKind
{
    /// <summary>A fact that stands.</summary>
    Fact,
    /// <summary>One reply, through the same channel, to the person's own last message.</summary>
    Reply,
    /// <summary>One confirmation that the channel will no longer be used.</summary>
    Confirmation,
    /// <summary>The person has written to us from this point.</summary>
    Inbound,
}

/// <summary>Whose facts a restriction hears.</summary>
public enum FactReach
{
    /// <summary>Only those of the person to be contacted.</summary>
    Person,
    /// <summary>Those of the person and of the debtors of the case.</summary>
    Case,
}

/// <summary>Which events are counted together, and over which window.</summary>
public sealed record EventCount
{
    /// <summary>What is counted together.</summary>
    public required CounterKey Key { get; init; }

    /// <summary>The window.</summary>
    public required CountWindow Window { get; init; }

    /// <summary>Channels that count; null means any.</summary>
    public IReadOnlySet<Channel>? Channels { get; init; }

    /// <summary>Outcomes that count; null means any. An event without an outcome always counts.</summary>
    public IReadOnlySet<Outcome>? Outcomes { get; init; }

    /// <summary>Purposes that count; null means any.</summary>
    public IReadOnlySet<Purpose>? Purposes { get; init; }

    /// <summary>Places of visits that count; null means any.</summary>
    public IReadOnlySet<VisitPlace>? Places { get; init; }

    /// <summary>The day with which a calendar week begins.</summary>
    public IsoDayOfWeek WeekStarts { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>The direction that counts; null means both.</summary>
    public Direction? Direction { get; init; } = Gate.Direction.Outbound;

    /// <summary>Contacts made under one of these do not count.</summary>
    public IReadOnlyList<RuleException> Excluding { get; init; } = [];
}

/// <summary>What a counter counts together; any subset.</summary>
[Flags]
public enum CounterKey
{
    /// <summary>Everything in the history.</summary>
    None = 0,
    /// <summary>The collecting legal entity.</summary>
    Collector = 1,
    /// <summary>The member of staff.</summary>
    Agent = 2,
    /// <summary>The person.</summary>
    Person = 4,
    /// <summary>Each debt spoken of; student loans under one account number are one debt.</summary>
    Debt = 8,
    /// <summary>Each account spoken of; all debts under one account number are one.</summary>
    Account = 16,
    /// <summary>The contact point.</summary>
    Point = 32,
    /// <summary>The channel.</summary>
    Channel = 64,
    /// <summary>The purpose.</summary>
    Purpose = 128,
}

/// <summary>A window over past events.</summary>
/// <param name="Unit">Its unit.</param>
/// <param name="Length">How many units; 1 for calendar units and ever.</param>
public readonly record struct CountWindow(WindowUnit Unit, int Length)
{
    /// <summary>How many days an event stays in the window at most, rounded up; null is for ever.</summary>
    internal int? Days => Unit switch
    {
        WindowUnit.Minutes => (Length / (24 * 60)) + 1,
        WindowUnit.Hours => (Length / 24) + 1,
        WindowUnit.LocalDays => Length,
        WindowUnit.CalendarDay => 1,
        WindowUnit.CalendarWeek => 7,
        WindowUnit.CalendarMonth => 31,
        WindowUnit.Ever => null,
        _ => throw new InvalidOperationException($"window unit {Unit}"),
    };

    /// <inheritdoc/>
    public override string ToString() => Unit switch
    {
        WindowUnit.Minutes => $"{Length} minutes",
        WindowUnit.Hours => $"{Length} hours",
        WindowUnit.LocalDays => $"{Length} local days",
        WindowUnit.CalendarDay => "calendar day",
        WindowUnit.CalendarWeek => "calendar week",
        WindowUnit.CalendarMonth => "calendar month",
        WindowUnit.Ever => "ever",
        _ => throw new InvalidOperationException($"window unit {Unit}"),
    };
}

/// <summary>Units of a <see cref="CountWindow"/>.</summary>
public enum WindowUnit
{
    /// <summary>Rolling minutes.</summary>
    Minutes,
    /// <summary>Rolling hours.</summary>
    Hours,
    /// <summary>Rolling local days, the day of the event being day 1.</summary>
    LocalDays,
    /// <summary>The local day.</summary>
    CalendarDay,
    /// <summary>The local week, from the day with which weeks begin.</summary>
    CalendarWeek,
    /// <summary>The local month.</summary>
    CalendarMonth,
    /// <summary>All of history.</summary>
    Ever,
}
