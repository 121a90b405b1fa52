namespace Daylight.Demo;

/// <summary>How a simulated collector signs in, as any program does.</summary>
/// <param name="Name">The display name; it stands where a conversation says the staff member's name.</param>
/// <param name="Token">A bearer token of that staff member.</param>
public sealed record CollectorSignIn(string Name, string Token);

/// <summary>How a working day is to be simulated.</summary>
public sealed record SimulatedDayOptions
{
    /// <summary>The server's address, for example <c>http://127.0.0.1:5080</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>Who works; twenty in the demonstration. Cases must be assigned to them beforehand.</summary>
    public required IReadOnlyList<CollectorSignIn> Collectors { get; init; }

    /// <summary>The folder that holds <c>conversations/*.jsonl</c> and <c>messages.jsonl</c>.</summary>
    public required string SamplesFolder { get; init; }

    /// <summary>Simulated seconds for each real second of waiting; from 1 to 3600. The server's clock should run at the same pace.</summary>
    public double Pace { get; init; } = 30;

    /// <summary>The same seed makes the same choices as long as the server gives the same answers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Stops the day after so many conversations; null means that only the clock ends it.</summary>
    public int? MaxConversations { get; init; }

    /// <summary>Called after every act, from many threads; must be quick.</summary>
    public Action<DayProgress> Report { get; init; } = _ => { };

    /// <summary>Drives waiting: real time, or a test's own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The local time in the institution's zone at which everybody goes home.</summary>
    public TimeOnly EndsAt { get; init; } = new(18, 30);

    /// <summary>How long an unreachable server is waited for, in real time, before a collector gives up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Sends the requests; null means the network. Tests hand in their in-process server's.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
