using NodaTime;

namespace Daylight.Gate;

/// <summary>Whether an exception lifts a rule: consents and agreements in scope, one reply, one confirmation.</summary>
internal static class Lift
{
    /// <summary>Whether any of the exceptions stands at an instant, until when, or else from when.</summary>
    public static Standing At(Inquiry q, IReadOnlyList<RuleException> exceptions, Instant t, Instant since, string? debt = null)
    {
        Instant? starts = null, ends = null;
        var stands = false;
        for (var i = 0; i < exceptions.Count; i++)
        {
            var here = One(q, exceptions[i], t, since, debt);
            if (here.Stands) (stands, ends) = (true, stands ? Instants.Later(ends, here.Turns) : here.Turns);
            else starts = Instants.Earlier(starts, here.Turns);
        }
        return stands ? new(true, ends) : new(false, starts);
    }

    private static Standing One(Inquiry q, RuleException exception, Instant t, Instant since, string? debt) => exception.Kind switch
    {
        ExceptionKind.Fact => ByFact(q, exception, t, debt),
        ExceptionKind.Reply => new(q.Intent.Purpose == Purpose.Reply && OwesOneReply(q, since), null),
        ExceptionKind.Confirmation => new(q.Intent.Purpose == Purpose.ConfirmStop && !Confirmed(q, since), null),
        ExceptionKind.Inbound => new(HasWritten(q), null),
        _ => throw new InvalidOperationException($"exception {exception.Kind}"),
    };

    private static Standing ByFact(Inquiry q, RuleException exception, Instant t, string? debt)
    {
        if (exception.Fact is not { } kind || (q.FactKinds >> (int)kind & 1) == 0) return new(false, null);
        Instant? starts = null, ends = Instant.MinValue;
        var facts = q.State.Facts;
        for (var i = 0; i < facts.Count; i++)
        {
            var fact = facts[i];
            if (!Covers(q, exception, fact, debt)) continue;
            var here = FactSpan.At(q, fact, t, End(q, exception, fact), narrow: true);
            if (here.Stands) ends = Instants.Later(ends, here.Turns);
            else starts = Instants.Earlier(starts, here.Turns);
        }
        return ends != Instant.MinValue ? new(true, ends) : new(false, starts);
    }

    /// <summary>Whether a fact is of the kind, from whom and about what the exception wants, for this contact.</summary>
    public static bool Covers(Inquiry q, RuleException exception, Fact fact, string? debt)
    {
        if (fact.Kind != exception.Fact) return false;
        if (exception.Scopes is { } scopes && !scopes.Contains(fact.Scope ?? (fact.From is not null ? "hours" : ""))) return false;
        if (exception.Forms is { } forms && !(fact.Form is { } form && forms.Contains(form))) return false;
        if (!GivenBy(q, exception, fact)) return false;
        if (exception.Direct && fact.By is { } by && by != q.Intent.By && by != fact.Person) return false;
        if (fact.Channel is { } channel && !q.SameChannel(channel)) return false;
        if (fact.Point is { } point && point != q.Intent.Point) return false;
        if (fact.Place is { } place && place != q.Intent.Place) return false;
        if (fact.Purpose is { } purpose && purpose != q.Intent.Purpose) return false;
        return CoversDebts(q, fact, debt) && !(fact.Kind == FactKind.Consent && q.IsTainted(fact));
    }

    private static bool GivenBy(Inquiry q, RuleException exception, Fact fact)
    {
        var person = q.Intent.Person;
        return exception.Giver switch
        {
            FactGiver.Person => fact.Person == person,
            FactGiver.Other => fact.Person != person,
            FactGiver.AnyNamingPerson => fact.ToPerson == person,
            FactGiver.Any => fact.ToPerson is null || fact.ToPerson == person,
            _ => throw new InvalidOperationException($"giver {exception.Giver}"),
        };
    }

    /// <summary>A fact about some debts covers a contact only when it covers every debt that would be spoken of.</summary>
    private static bool CoversDebts(Inquiry q, Fact fact, string? debt)
    {
        if (fact.Debts.Count == 0) return true;
        if (debt is not null) return fact.Debts.Contains(debt);
        if (q.Intent.Debts.Count == 0) return false;
        foreach (var spoken in q.Intent.Debts)
            if (!fact.Debts.Contains(spoken)) return false;
        return true;
    }

    private static Instant? End(Inquiry q, RuleException exception, Fact fact)
    {
        Instant? end = null;
        // The shortest reading where the zone is uncertain: the day ends first in the easternmost.
        if (exception.Days is { } days) end = q.FirstStartOfDayAfter(fact.At, days);
        if (exception.UntilConversation) end = Instants.Earlier(end, NextConversation(q, fact));
        if (exception.UntilContact) end = Instants.Earlier(end, NextContact(q, fact));
        return end;
    }

    /// <summary>Just after the first contact that was made with the person, or tried, after the fact.</summary>
    private static Instant? NextContact(Inquiry q, Fact fact) => JustAfter(q.Times(EventFilters.Tried).FirstAfter(fact.At));

    /// <summary>Just after the first conversation that followed a consent: the call that became one was itself made under the consent.</summary>
    private static Instant? NextConversation(Inquiry q, Fact fact) => JustAfter(q.Times(EventFilters.Conversations, fact.Person).FirstAfter(fact.At));

    private static Instant? JustAfter(Instant? at) => at is { } t ? Instants.Within(t) + Duration.Epsilon : null;

    /// <summary>Whether the person's last message has not been answered yet; an answer of the same moment counts.</summary>
    private static bool OwesOneReply(Inquiry q, Instant since) =>
        q.Times(EventFilters.Received).LastSince(since) is { } received && !(q.Times(EventFilters.Sent).LastSince(since) >= received);

    private static bool Confirmed(Inquiry q, Instant since) => q.Times(EventFilters.ConfirmedStops).LastSince(since) is not null;

    private static bool HasWritten(Inquiry q) => q.Times(EventFilters.WrittenFromPoint).Length > 0;
}
