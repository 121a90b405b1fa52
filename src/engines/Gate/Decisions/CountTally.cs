namespace Daylight.Gate;

/// <summary>What a count came to, and what became of each event: for showing somebody why it is not another.</summary>
/// <param name="Count">How many counted, for the unit (debt, account) that has most.</param>
/// <param name="Events">Every event of the question's history, oldest first.</param>
public sealed record CountTally(int Count, IReadOnlyList<TalliedEvent> Events);

/// <summary>One event and what a count made of it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Reason">Why it counted or did not.</param>
public sealed record TalliedEvent(ContactEvent Event, TallyReason Reason);

/// <summary>Why an event counts, or the first thing for which it does not.</summary>
public enum TallyReason
{
    /// <summary>It counts.</summary>
    Counts,
    /// <summary>It happened before the window began.</summary>
    BeforeWindow,
    /// <summary>It went the other way: the person began it, or we did.</summary>
    OtherDirection,
    /// <summary>It went through a channel that does not count.</summary>
    OtherChannel,
    /// <summary>It ended in a way that does not count.</summary>
    OtherOutcome,
    /// <summary>It served a purpose that does not count.</summary>
    OtherPurpose,
    /// <summary>It took place where it does not count.</summary>
    OtherPlace,
    /// <summary>It was with somebody else.</summary>
    OtherPerson,
    /// <summary>Another sender or member of staff made it.</summary>
    OtherSender,
    /// <summary>It went to another contact point.</summary>
    OtherPoint,
    /// <summary>It was about another debt or account.</summary>
    OtherDebt,
    /// <summary>It was made under an exception of the rule, such as a consent.</summary>
    Excepted,
}
