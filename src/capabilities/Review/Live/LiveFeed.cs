using System.Collections.Concurrent;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>
/// The live walls of this process: filled from the tables at first use, then by each commit of the inspection. Conversations
/// that another server inspects are not seen here.
/// </summary>
internal sealed class LiveFeed(Database database, Transcripts transcripts, ConversationRows rows, AlertList alerts, SubjectStates states, LiveSignal signal)
{
    private const int LiveMax = 2_000;
    private const int AlertsFirst = 50;

    /// <summary>Room for so many changes in one process life: numbers stay below 2^53 for two million restarts.</summary>
    private const long SeqsPerEpoch = 1L << 32;

    private readonly ConcurrentDictionary<string, Lazy<Task<InstitutionFeed>>> _feeds = new(StringComparer.Ordinal);

    /// <summary>The feed of an institution, loaded.</summary>
    public async Task<InstitutionFeed> LoadAsync(string institutionId, CancellationToken cancellation)
    {
        // The loading itself is not cancelled with one of those who wait for it.
        var loading = _feeds.GetOrAdd(institutionId, id => new Lazy<Task<InstitutionFeed>>(() => ReadAsync(id)));
        try
        {
            return await loading.Value.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (loading.Value.IsFaulted)
            {
                _feeds.TryRemove(new KeyValuePair<string, Lazy<Task<InstitutionFeed>>>(institutionId, loading));
            }
        }
    }

    /// <summary>After a commit: a conversation went on or ended, alerts were raised. The feed was loaded before.</summary>
    public void Apply(string institutionId, LiveConversationView view, bool ended, IReadOnlyList<AlertView> raised)
    {
        if (Loaded(institutionId) is { } feed)
        {
            feed.Apply(view, ended, raised);
            signal.Changed(new LiveChange(institutionId, raised.Count > 0));
        }
    }

    /// <summary>After a commit: an alert changed.</summary>
    public void Apply(string institutionId, AlertView changed)
    {
        if (Loaded(institutionId) is { } feed)
        {
            feed.Apply(changed);
            signal.Changed(new LiveChange(institutionId, HasAlert: true));
        }
    }

    private InstitutionFeed? Loaded(string institutionId) =>
        _feeds.TryGetValue(institutionId, out var loading) && loading is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            ? loading.Value.Result
            : null;

    private async Task<InstitutionFeed> ReadAsync(string institutionId)
    {
        var epoch = await database.WriteAsync(session => NextEpoch(session, institutionId), CancellationToken.None).ConfigureAwait(false);
        InstitutionFeed feed = new(epoch * SeqsPerEpoch);
        await database.ReadAsync(
            session =>
            {
                Fill(session, institutionId, feed);
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        return feed;
    }

    private static long NextEpoch(Session session, string institutionId) => session.First<long>(
        """
        INSERT INTO live_epoch (institution_id, epoch) VALUES (@institutionId, 1)
        ON CONFLICT (institution_id) DO UPDATE SET epoch = live_epoch.epoch + 1 RETURNING epoch
        """,
        new { institutionId });

    private void Fill(Session session, string institutionId, InstitutionFeed feed)
    {
        var live = transcripts.Live(session, institutionId, LiveMax);
        var shown = rows.Of(session, institutionId, [.. live.Select(card => card.Id)]);
        var restricted = states.Restricted(session, institutionId, live.Select(card => card.PersonId));
        foreach (var card in live.Reverse())
        {
            var last = restricted.Contains(card.PersonId) ? null : transcripts.Utterances(session, institutionId, card.Id, card.NextSeq - 1, card.NextSeq).FirstOrDefault();
            var row = shown[card.Id];
            feed.Apply(
                LiveViews.Of(row, card.UtteranceCount, last is null ? null : Words.Of(last.Role), LastText(last?.Text), row.FindingCount, row.WorstSeverity),
                ended: false,
                []);
        }

        var newest = alerts.Newest(session, institutionId, AlertsFirst);
        newest.Reverse();
        newest.ForEach(feed.Apply);
    }

    private static string? LastText(string? text) => text is { Length: > OpenInspection.TextShownMax } ? text[..OpenInspection.TextShownMax] : text;
}
