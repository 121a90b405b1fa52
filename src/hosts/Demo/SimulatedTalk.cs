using Daylight.Demo.Api;
using Daylight.Demo.Samples;

namespace Daylight.Demo;

/// <summary>Plays one call from the samples at its own pace: opened, utterance by utterance, closed.</summary>
internal sealed class SimulatedTalk(SimulatedDesk desk, SimulatedChoices choices, DayClock clock, DayTally tally)
{
    private const int BatchMax = 8;

    /// <returns>False if it could not be opened.</returns>
    public async Task<bool> HoldAsync(SampleConversation sample, SimulatedCase @case, string personId, string? permitId, CancellationToken cancellation)
    {
        if (!tally.TakeConversation())
        {
            return false;
        }

        var request = new
        {
            permitId, caseId = @case.Row.Id, personId, sample.Kind, sample.Direction, attributes = sample.AttributeTexts,
        };
        var opened = await desk.Client.PostAsync<ConversationOpened>("conversations", request, cancellation);
        if (opened.Value is not { } conversation)
        {
            tally.Problem(opened.Problem?.Code ?? "conversation-unreadable");
            return false;
        }

        desk.Held[sample.Id] = desk.Held.GetValueOrDefault(sample.Id) + 1;
        tally.Add(Count.Live, "conversation-live");
        tally.Add(Count.Conversations, $"conversation:{sample.Kind}");
        await SpeakAsync(conversation.Id, sample, desk.Placeholders(@case), cancellation);
        if (choices.Chance(0.1))
        {
            await desk.SendAsync($"people/{personId}/unmask", new { field = "idNumber", caseId = @case.Row.Id, reason = "identity-check" }, cancellation);
        }

        await desk.SendAsync($"conversations/{conversation.Id}/close", new { outcome = sample.Outcome }, cancellation);
        tally.Add(Count.Live, "conversation-closed", -1);
        return true;
    }

    private async Task SpeakAsync(string id, SampleConversation sample, Placeholders placeholders, CancellationToken cancellation)
    {
        var begun = clock.Now;
        var spoken = new List<object>();
        foreach (var (seq, utterance) in sample.Utterances.Index())
        {
            var end = TimeSpan.FromSeconds(utterance.End);
            if (clock.WorthWaiting(begun + end - clock.Now) || spoken.Count == BatchMax)
            {
                await FlushAsync(id, spoken, cancellation);
                await clock.WaitAsync(begun + end - clock.Now, cancellation);
            }

            spoken.Add(new
            {
                seq, utterance.Role, start = Math.Round(utterance.Start, 1), end = Math.Round(utterance.End, 1), text = placeholders.Fill(utterance.Text),
            });
        }

        await FlushAsync(id, spoken, cancellation);
    }

    private async Task FlushAsync(string id, List<object> spoken, CancellationToken cancellation)
    {
        if (spoken.Count == 0)
        {
            return;
        }

        if (await desk.SendAsync($"conversations/{id}/utterances", new { utterances = spoken }, cancellation))
        {
            tally.Add(Count.Utterances, "utterances", spoken.Count);
        }

        spoken.Clear();
    }
}
