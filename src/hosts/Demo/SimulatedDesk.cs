using System.Globalization;
using Daylight.Demo.Api;
using Daylight.Demo.Samples;

namespace Daylight.Demo;

/// <summary>What a collector has before them: the connection, their own name, and the few requests that every kind of contact shares.</summary>
internal sealed class SimulatedDesk(DaylightClient client, string staffName, string institution, DayClock clock, DayTally tally)
{
    public DaylightClient Client { get; } = client;

    /// <summary>Conversations already held today, so that one collector does not say the same all day.</summary>
    public Dictionary<string, int> Held { get; } = new(StringComparer.Ordinal);

    public Placeholders Placeholders(SimulatedCase @case) =>
        Samples.Placeholders.For(@case.Row, @case.Salutation, staffName, institution);

    /// <summary>
    /// Closes what an earlier run of the same staff member left open when it was ended in the middle. Only between two contacts:
    /// then none of their own is live. The list may lag a little, so a conversation that is closed already is no problem.
    /// </summary>
    public async Task CloseWhatWasLeftOpenAsync(string staffId, CancellationToken cancellation)
    {
        var open = await Client.GetAsync<Page<ConversationRow>>($"conversations?status=live&staffId={Uri.EscapeDataString(staffId)}&limit=50", cancellation);
        foreach (var left in open.Value?.Items ?? [])
        {
            var outcome = left.Kind == "call" ? "dropped" : "conversation";
            var closed = await Client.PostAsync<object>($"conversations/{left.Id}/close", new { outcome }, cancellation);
            if (closed.Problem is { Code: not "conversation-closed" } problem)
            {
                tally.Problem(problem.Code ?? $"http-{problem.Status}");
            }
        }
    }

    /// <summary>Asks the gate; a refusal is kept to.</summary>
    /// <returns>The permit, or when it would be permitted.</returns>
    public async Task<(string? PermitId, DateTimeOffset? Next)> AskAsync(
        SimulatedCase @case, string personId, string channel, string? contactPointId, string purpose, CancellationToken cancellation)
    {
        var request = new { caseId = @case.Row.Id, personId, channel, contactPointId, purpose };
        var answer = await Client.PostAsync<PermitAnswer>("contacts/permits", request, cancellation);
        if (answer.Value is not { } decided)
        {
            tally.Problem(answer.Problem?.Code ?? "permit-unreadable");
            return (null, null);
        }

        tally.Add(Count.Asked, $"asked:{channel}");
        tally.Add(decided.Permit is null ? Count.Refused : Count.Permitted, $"{decided.Decision.Verdict}:{channel}");
        return (decided.Permit?.Id, decided.Decision.Next);
    }

    /// <summary>States the outcome; after a conversation it repeats what closing said, and adds the promise.</summary>
    public async Task ReportAsync(string permitId, string outcome, SamplePromise? promise, SimulatedCase @case, CancellationToken cancellation)
    {
        var request = new
        {
            outcome,
            promise = promise is null ? null : new
            {
                amount = new Money(Math.Max(100, (long)(@case.Row.Balance.Minor * promise.Share) / 100 * 100), @case.Row.Balance.Currency),
                dueDate = clock.Day(promise.InDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
        };
        await SendAsync($"contacts/permits/{permitId}/outcomes", request, cancellation);
        if (promise is not null)
        {
            tally.Add(Count.Promises, "promise");
        }
    }

    public async Task RecordAsync(IReadOnlyList<SampleFact> facts, SimulatedCase @case, string personId, string? contactPointId, CancellationToken cancellation)
    {
        foreach (var fact in facts)
        {
            var point = fact.Kind == "invalid-number" ? contactPointId : null;
            var request = new
            {
                caseId = @case.Row.Id, personId, fact.Kind, fact.Form, fact.From, fact.To, fact.Scope, fact.Channel, fact.Place, fact.Note, contactPointId = point,
            };
            if (await SendAsync("contacts/facts", request, cancellation))
            {
                tally.Add(Count.Facts, $"fact:{fact.Kind}");
            }
        }
    }

    /// <summary>Has a message screened and, if it is allowed, sent; null if the server named a problem, which is counted.</summary>
    public async Task<MessageVerdict?> SendMessageAsync(string permitId, string text, IReadOnlyList<string>? acknowledged, CancellationToken cancellation)
    {
        var answer = await Client.PostAsync<MessageVerdict>("messages", new { permitId, text, acknowledged }, cancellation);
        if (answer.Value is null)
        {
            tally.Problem(answer.Problem?.Code ?? "message-unreadable");
        }
        else if (answer.Value.Verdict == "allowed")
        {
            tally.Add(Count.Messages, "message-sent");
        }

        return answer.Value;
    }

    /// <summary>A write whose answer is not needed; false if it was not accepted, which is counted.</summary>
    public async Task<bool> SendAsync(string path, object body, CancellationToken cancellation)
    {
        var answer = await Client.PostAsync<object>(path, body, cancellation);
        if (answer.Problem is { } problem)
        {
            tally.Problem(problem.Code ?? $"http-{problem.Status}");
        }

        return answer.Problem is null;
    }
}
