using Daylight.Demo.Samples;

namespace Daylight.Demo;

/// <summary>What a dialled number does.</summary>
internal enum SimulatedDial
{
    Answered,
    NoAnswer,
    Busy,
    Voicemail,
    Dropped,
    NotInService,
}

/// <summary>What a collector does next with a case.</summary>
internal enum SimulatedMove
{
    Call,
    WriteMessage,
    HoldThread,
    TakeInboundCall,
    AskForThirdParty,
}

/// <summary>What a conversation must fit: the case, the person and the way they are reached.</summary>
/// <param name="Kind">call, chat, sms or email.</param>
/// <param name="Direction">outbound or inbound.</param>
/// <param name="PersonRole">What the person is in the case.</param>
/// <param name="Employer">lender, or agency for an account entrusted by another lender.</param>
/// <param name="Queue">Stage, M1 to M6+.</param>
/// <param name="Product">The account's product.</param>
/// <param name="Salutation">先生 or 女士.</param>
/// <param name="Zone">Where the person lives by the clock.</param>
/// <param name="Balance">What is owed, in whole yuan: some conversations name sums that a small debt does not bear.</param>
internal sealed record SimulatedOccasion(
    string Kind, string Direction, string PersonRole, string Employer, string Queue, string? Product, string Salutation, string? Zone, long Balance);

/// <summary>All of one collector's chance: the same seed and place in the crew give the same sequence of choices.</summary>
internal sealed class SimulatedChoices(int seed, int collector, SimulatedTemperament temperament)
{
    /// <summary>What is said in this zone suits everybody; other zones are spoken of in the conversation itself.</summary>
    private const string CapitalZone = "Asia/Shanghai";

    private readonly Random _dice = new(unchecked((seed * 7919) + (collector * 104729) + 17));

    public bool Chance(double probability) => _dice.NextDouble() < probability;

    /// <summary>A simulated length of time, evenly drawn.</summary>
    public TimeSpan Seconds(double from, double to) => TimeSpan.FromSeconds(from + (_dice.NextDouble() * (to - from)));

    public void Shuffle<T>(IList<T> items)
    {
        for (var last = items.Count - 1; last > 0; last--)
        {
            var other = _dice.Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    public SimulatedMove Move() => _dice.NextDouble() switch
    {
        < 0.78 => SimulatedMove.Call,
        < 0.85 => SimulatedMove.WriteMessage,
        < 0.90 => SimulatedMove.HoldThread,
        < 0.95 => SimulatedMove.TakeInboundCall,
        _ => SimulatedMove.AskForThirdParty,
    };

    /// <summary>Shares as a collections floor sees them on a weekday; invented, not measured.</summary>
    public SimulatedDial Dial() => _dice.NextDouble() switch
    {
        < 0.48 => SimulatedDial.Answered,
        < 0.82 => SimulatedDial.NoAnswer,
        < 0.88 => SimulatedDial.Busy,
        < 0.94 => SimulatedDial.Voicemail,
        < 0.97 => SimulatedDial.Dropped,
        _ => SimulatedDial.NotInService,
    };

    /// <summary>When to try a number again that nobody answered: in an hour or two, or at once for the impatient.</summary>
    public TimeSpan Redial() => Chance(temperament.Impatience) ? Seconds(60, 240) : Seconds(2700, 7200);

    public string Thread() => _dice.NextDouble() < 0.7 ? "chat" : "sms";

    /// <summary>Whether the next conversation goes wrong.</summary>
    public bool Misbehaves() => Chance(temperament.BadShare);

    /// <summary>A conversation that fits, rather one of the same stage that this collector has not held today; null if none fits.</summary>
    public SampleConversation? Conversation(SimulatedOccasion occasion, IReadOnlyList<SampleConversation> all, IReadOnlyDictionary<string, int> held)
    {
        var fitting = all.Where(sample => Fits(sample, occasion)).ToList();
        var bad = Misbehaves();
        var wanted = fitting.Where(sample => bad ? !sample.Good && temperament.Inclines(sample.Expect) : sample.Good).ToList();
        return Draw(wanted.Count > 0 ? wanted : [.. fitting.Where(sample => sample.Good)], sample => Weight(sample, occasion, held));
    }

    /// <summary>A message for the moment; null if none fits.</summary>
    public SampleMessage? Message(string moment, string employer, string channel, IReadOnlyList<SampleMessage> all)
    {
        var fitting = all.Where(sample => sample.Moment == moment && sample.Employer == employer && sample.Channel == channel).ToList();
        var bad = Misbehaves() || Chance(0.08);
        var wanted = fitting.Where(sample => bad ? sample.Verdict != "allowed" : sample.Verdict == "allowed").ToList();
        return Draw(wanted.Count > 0 ? wanted : fitting, _ => 1);
    }

    internal static bool Fits(SampleConversation sample, SimulatedOccasion occasion) =>
        !sample.NeedsItsMoment
        && sample.Kind == occasion.Kind
        && sample.Direction == occasion.Direction
        && sample.PersonRole == occasion.PersonRole
        && sample.Employer == occasion.Employer
        && (sample.Zone == CapitalZone || sample.Zone == occasion.Zone)
        && sample.MinBalance <= occasion.Balance
        && (sample.Product is null || occasion.Product is null || sample.Product == occasion.Product)
        && (sample.Salutation is null || sample.Salutation == occasion.Salutation);

    private static double Weight(SampleConversation sample, SimulatedOccasion occasion, IReadOnlyDictionary<string, int> held)
    {
        var distance = Math.Abs(Stage(sample.Queue) - Stage(occasion.Queue));
        var weight = distance switch { 0 => 6.0, 1 => 2.0, _ => 0.5 };
        return weight * (sample.SomebodyElseAnswers ? 0.4 : 1) * (sample.Facts.Count > 0 ? 0.35 : 1) / (1 + (8 * held.GetValueOrDefault(sample.Id)));
    }

    private static int Stage(string queue) => queue.Length > 1 && char.IsAsciiDigit(queue[1]) ? queue[1] - '0' : 2;

    private T? Draw<T>(List<T> items, Func<T, double> weight)
        where T : class
    {
        var remaining = items.Sum(weight) * _dice.NextDouble();
        foreach (var item in items)
        {
            remaining -= weight(item);
            if (remaining < 0)
            {
                return item;
            }
        }

        return items.Count > 0 ? items[^1] : null;
    }
}
