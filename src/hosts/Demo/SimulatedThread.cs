using Daylight.Demo.Api;
using Daylight.Demo.Samples;

namespace Daylight.Demo;

/// <summary>
/// Plays one chat, SMS or e-mail thread. What the collector writes goes out message by message, each asked for at the gate and
/// screened; what the other side writes is handed in. A message that may not be sent ends the thread.
/// </summary>
internal sealed class SimulatedThread(SimulatedDesk desk, SimulatedChoices choices, DayClock clock, DayTally tally)
{
    /// <summary>Threads take hours in life; here they are pressed into this many seconds.</summary>
    private const double SecondsMax = 300;

    /// <returns>The permit the thread began with, or null if nothing was sent; and when the gate would permit what it refused.</returns>
    public async Task<(string? PermitId, DateTimeOffset? Next)> HoldAsync(
        SampleConversation sample, SimulatedCase @case, ContactPointView point, CancellationToken cancellation)
    {
        Correspondence thread = new(sample, @case, point, desk.Placeholders(@case));
        var scale = Math.Min(1, SecondsMax / Math.Max(1, sample.Seconds));
        var begun = clock.Now;
        foreach (var utterance in sample.Utterances)
        {
            // What a system of the institution writes goes through the screening like what the collector writes.
            if (utterance.Role is "customer" or "thirdParty")
            {
                thread.Answers.Add(utterance);
                continue;
            }

            await clock.WaitAsync(begun + TimeSpan.FromSeconds(utterance.End * scale) - clock.Now, cancellation);
            await TakeAnswersAsync(thread, cancellation);
            if (!await WriteAsync(thread, utterance, cancellation))
            {
                break;
            }
        }

        await TakeAnswersAsync(thread, cancellation);
        await EndAsync(thread, cancellation);
        return (thread.FirstPermitId, thread.Next);
    }

    /// <returns>False if the gate refused it or the screening held it back: the collector leaves it at that.</returns>
    private async Task<bool> WriteAsync(Correspondence thread, SampleUtterance utterance, CancellationToken cancellation)
    {
        var purpose = thread.Answered ? "reply" : "collection";
        var channel = thread.Sample.Kind == "chat" ? "im" : thread.Sample.Kind;
        var (permitId, next) = await desk.AskAsync(thread.Case, thread.Case.Row.PersonId, channel, thread.Point.Id, purpose, cancellation);
        if (permitId is null)
        {
            thread.Next = next;
            return false;
        }

        if (!thread.Counted && !tally.TakeConversation())
        {
            await desk.SendAsync($"contacts/permits/{permitId}/release", new { }, cancellation);
            return false;
        }

        thread.Counted = true;
        var text = thread.Placeholders.Fill(utterance.Text);
        var verdict = await desk.SendMessageAsync(permitId, text, null, cancellation);
        if (verdict is { Verdict: not "allowed" })
        {
            tally.Add(Count.MessagesHeld, $"message:{verdict.Verdict}");
            if (verdict.Verdict == "warned" && choices.Chance(0.5))
            {
                var seen = verdict.Findings.Select(finding => finding.Rule).Distinct(StringComparer.Ordinal).ToList();
                verdict = await desk.SendMessageAsync(permitId, text, seen, cancellation);
            }
        }

        if (verdict is not { Verdict: "allowed", ConversationId: { } conversation, Seq: { } seq })
        {
            await desk.SendAsync($"contacts/permits/{permitId}/release", new { }, cancellation);
            return false;
        }

        Went(thread, permitId, conversation, seq);
        return true;
    }

    private void Went(Correspondence thread, string permitId, string conversation, int seq)
    {
        if (thread.FirstPermitId is null)
        {
            thread.FirstPermitId = permitId;
            desk.Held[thread.Sample.Id] = desk.Held.GetValueOrDefault(thread.Sample.Id) + 1;
            tally.Add(Count.Live, "conversation-live");
            tally.Add(Count.Conversations, $"conversation:{thread.Sample.Kind}");
        }

        // A single SMS or e-mail is closed as soon as it is sent; the answer to it opens a thread that goes on.
        thread.OpenId ??= thread.Sample.Kind == "chat" ? conversation : null;
        thread.NextSeq = seq + 1;
        thread.Answered = false;
    }

    private async Task TakeAnswersAsync(Correspondence thread, CancellationToken cancellation)
    {
        if (thread.Answers.Count == 0 || thread.FirstPermitId is null)
        {
            return;
        }

        if (thread.OpenId is null && await OpenInboundAsync(thread, cancellation) is false)
        {
            return;
        }

        var utterances = thread.Answers
            .Select((answer, i) => new { seq = thread.NextSeq + i, answer.Role, at = clock.Now, text = thread.Placeholders.Fill(answer.Text) }).ToList();
        if (await desk.SendAsync($"conversations/{thread.OpenId}/utterances", new { utterances }, cancellation))
        {
            tally.Add(Count.Utterances, "utterances", utterances.Count);
        }

        thread.NextSeq += utterances.Count;
        thread.Answered = true;
        thread.Answers.Clear();
    }

    private async Task<bool> OpenInboundAsync(Correspondence thread, CancellationToken cancellation)
    {
        var attributes = new Dictionary<string, string>(thread.Sample.AttributeTexts, StringComparer.Ordinal) { ["continuing"] = "true" };
        var request = new { caseId = thread.Case.Row.Id, personId = thread.Case.Row.PersonId, thread.Sample.Kind, direction = "inbound", attributes };
        var opened = await desk.Client.PostAsync<ConversationOpened>("conversations", request, cancellation);
        if (opened.Value is null)
        {
            tally.Problem(opened.Problem?.Code ?? "conversation-unreadable");
            return false;
        }

        thread.OpenId = opened.Value.Id;
        thread.NextSeq = 0;
        return true;
    }

    private async Task EndAsync(Correspondence thread, CancellationToken cancellation)
    {
        if (thread.OpenId is not null)
        {
            await desk.SendAsync($"conversations/{thread.OpenId}/close", new { outcome = thread.Sample.Outcome }, cancellation);
        }

        if (thread.FirstPermitId is not null)
        {
            tally.Add(Count.Live, "conversation-closed", -1);
        }
    }

    /// <summary>Where a thread stands.</summary>
    private sealed class Correspondence(SampleConversation sample, SimulatedCase @case, ContactPointView point, Placeholders placeholders)
    {
        public SampleConversation Sample { get; } = sample;

        public SimulatedCase Case { get; } = @case;

        public ContactPointView Point { get; } = point;

        public Placeholders Placeholders { get; } = placeholders;

        /// <summary>What the other side has written and nobody has handed in.</summary>
        public List<SampleUtterance> Answers { get; } = [];

        /// <summary>It has been taken off the number of conversations the day may hold.</summary>
        public bool Counted { get; set; }

        public string? FirstPermitId { get; set; }

        public string? OpenId { get; set; }

        public int NextSeq { get; set; }

        /// <summary>The other side wrote last, so the next message is a reply.</summary>
        public bool Answered { get; set; }

        public DateTimeOffset? Next { get; set; }
    }
}
