using NodaTime;

namespace Daylight.Gate;

/// <summary>
/// A question kept open, to be asked about many moments, channels and points of one person while facts and history stand
/// still: a week's grid, the channels of a daily plan. What is the same for all of them is prepared once.
/// </summary>
/// <remarks>Not for several threads at once; open one for each.</remarks>
public sealed class OpenQuestion
{
    private readonly GatePolicy policy;
    private readonly GateQuestion question;

    internal OpenQuestion(GatePolicy policy, GateQuestion question)
    {
        this.policy = policy;
        this.question = question with { History = ContactHistory.Of(question.History) };
    }

    /// <summary>Decides about another moment.</summary>
    public Decision Decide(Instant at) => Decide(question.Intent with { At = at });

    /// <summary>Decides about another moment and channel, to the same point.</summary>
    public Decision Decide(Instant at, Channel channel) => Decide(question.Intent with { At = at, Channel = channel });

    /// <summary>Decides about another contact with the same person.</summary>
    /// <exception cref="ArgumentException">The contact is with somebody else, whose facts and role are not these.</exception>
    public Decision Decide(ContactIntent intent)
    {
        if (intent.Person != question.Intent.Person) throw new ArgumentException("The question is open about another person.", nameof(intent));
        return policy.Decide(question with { Intent = intent });
    }
}
