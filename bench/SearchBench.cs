using System.Diagnostics;
using System.Globalization;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Review;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Daylight.Bench;

/// <summary>What the search benchmark is asked for.</summary>
/// <param name="Utterances">How many, a multiple of sixty.</param>
/// <param name="Keep">A folder in which the filled houses stay, or are found.</param>
/// <param name="Only">One database only: <c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Peers">How many of the utterances the peers hold.</param>
internal sealed record SearchBenchPlan(long Utterances, string? Keep, string? Only, long Peers)
{
    public static SearchBenchPlan From(string[] args)
    {
        var utterances = long.Parse(Value(args, "--utterances") ?? "300000", CultureInfo.InvariantCulture) / SearchHouse.UtterancesEach * SearchHouse.UtterancesEach;
        return new SearchBenchPlan(
            utterances, Value(args, "--keep"), Value(args, "--only"), Math.Min(utterances, long.Parse(Value(args, "--peers") ?? "300000", CultureInfo.InvariantCulture)));
    }

    private static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}

/// <summary>
/// The search over sealed words through its use case, entry included: rare, common and several words, narrowed and unnarrowed; on
/// SQLite and, where <c>DAYLIGHT_POSTGRES</c> names one, on PostgreSQL; against plain words in the same run.
/// </summary>
internal static class SearchBench
{
    private const int Each = 25;
    private static readonly SearchSpeech Speech = new();

    private static readonly (string Name, Func<int, SearchRequest> Ask, bool AsLead)[] Kinds =
    [
        ("a common word", i => Of(Speech.Word(60 + i)), false),
        ("a word of middling frequency", i => Of(Speech.Word(3_000 + i)), false),
        ("a rare word", i => Of(Speech.Word(29_000 + i)), false),
        ("nowhere: two words that never stand side by side", i => Of(Speech.Word(29_000 + i) + Speech.Word(28_000 + i)), false),
        ("two common words in one utterance", i => Of(Speech.Word(60 + i), Speech.Word(100 + i)) with { Mode = "all" }, false),
        ("a common and a rare word in one utterance", i => Of(Speech.Word(60 + i), Speech.Word(29_000 + i)) with { Mode = "all" }, false),
        ("two common words within 20 characters", i => Of(Speech.Word(60 + i), Speech.Word(100 + i)) with { Mode = "near", WithinCharacters = 20 }, false),
        ("two common words within 3 turns", i => Of(Speech.Word(60 + i), Speech.Word(100 + i)) with { Mode = "near", WithinTurns = 3 }, false),
        ("two rare words within 3 turns", i => Of(Speech.Word(29_000 + i), Speech.Word(28_000 + i)) with { Mode = "near", WithinTurns = 3 }, false),
        ("any of three rare words", i => Of(Speech.Word(29_000 + i), Speech.Word(28_000 + i), Speech.Word(27_000 + i)), false),
        ("a common word of the customer, a tenth of the time", i => Of(Speech.Word(60 + i)) with { Role = "customer", From = At(0.4), To = At(0.5) }, false),
        ("a middling word of one of 200 collectors", i => Of(Speech.Word(3_000 + i)) with { StaffId = SearchHouse.StaffId(i) }, false),
        ("a common word as the lead of one of 20 teams", i => Of(Speech.Word(60 + i)), true),
        ("a rare word as the lead of one of 20 teams", i => Of(Speech.Word(29_000 + i)), true),
    ];

    private static long _conversations;

    public static async Task RunAsync(SearchBenchPlan plan)
    {
        _conversations = plan.Utterances / SearchHouse.UtterancesEach;
        if (plan.Only is null or "sqlite")
        {
            await RunAsync(plan, "SQLite", null);
        }

        if (plan.Only is null or "postgres" && Environment.GetEnvironmentVariable("DAYLIGHT_POSTGRES") is { Length: > 0 } postgres)
        {
            var schema = plan.Keep is null ? "benchsearch" : $"benchsearch{plan.Utterances}";
            await ExecuteAsync(postgres, plan.Keep is null ? $"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}" : $"CREATE SCHEMA IF NOT EXISTS {schema}");
            await RunAsync(plan, "PostgreSQL", $"{postgres};Search Path={schema};Application Name=daylight-bench;Command Timeout=3600");
            if (plan.Keep is null)
            {
                await ExecuteAsync(postgres, $"DROP SCHEMA {schema} CASCADE");
            }
        }

        Peers(plan);
    }

    private static async Task RunAsync(SearchBenchPlan plan, string name, string? postgres)
    {
        var folder = plan.Keep is { } keep ? Path.Combine(keep, name.ToLowerInvariant()) : Directory.CreateTempSubdirectory("daylight-bench-").FullName;
        Directory.CreateDirectory(folder);
        await using (var house = await SearchHouse.OpenAsync(folder, postgres, plan.Utterances))
        {
            if (house.IndexTook > TimeSpan.Zero)
            {
                Figures.Print(
                    $"index of {house.Utterances:N0} utterances made, {name}",
                    Figures.Rate(house.Utterances, house.IndexTook, "utterances"),
                    house.IndexMade > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"GIN made after the rows: {house.IndexMade.TotalSeconds:0.0} s of {house.IndexTook.TotalSeconds:0.0} s") : "");
            }

            Figures.Print($"index, bytes an utterance, {name}", await house.Database.ReadAsync(session => Bytes(session, house.Utterances), CancellationToken.None));
            await AskAllAsync(house, name);
        }

        if (plan.Keep is null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AskAllAsync(SearchHouse house, string name)
    {
        var useCase = house.Services.GetRequiredService<SearchConversations>();
        Latencies all = new();
        foreach (var (kind, ask, asLead) in Kinds)
        {
            Latencies latencies = new();
            var (hits, candidates, bounded) = (0L, 0L, 0);
            for (var i = -2; i < Each; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var answer = (await useCase.RunAsync(asLead ? house.Lead : house.Officer, ask(Math.Abs(i)), CancellationToken.None)).Value;
                if (i >= 0)
                {
                    latencies.Add(Stopwatch.GetElapsedTime(started));
                    all.Add(Stopwatch.GetElapsedTime(started));
                    (hits, candidates, bounded) = (hits + answer.Items.Count, candidates + answer.Candidates, bounded + (answer.State == "bounded" ? 1 : 0));
                }
            }

            Figures.Print(
                $"search, {kind}, {name}",
                latencies.Percentiles(),
                string.Create(CultureInfo.InvariantCulture, $"hits on a page {(double)hits / Each:0.0}, candidates {(double)candidates / Each:0.0}{(bounded > 0 ? $", bounded {bounded} of {Each}" : "")}"));
        }

        Figures.Print($"search, all of these together, {house.Utterances:N0} utterances, {name}", all.Percentiles(), "limit: p95 200 ms");
    }

    private static void Peers(SearchBenchPlan plan)
    {
        using var peers = SearchPeers.Fill(Speech, plan.Peers / SearchHouse.UtterancesEach);
        Figures.Print(
            $"peer: SQLite FTS5 of plain pairs with their order, {peers.Utterances:N0} utterances",
            Figures.Rate(peers.Utterances, peers.IndexTook, "utterances") + string.Create(CultureInfo.InvariantCulture, $", {peers.IndexBytes / peers.Utterances:0.0} B each"));
        foreach (var (kind, rank) in new[] { ("a common word", 60), ("a rare word", 29_000) })
        {
            Latencies phrase = new();
            Latencies like = new();
            for (var i = 0; i < Each; i++)
            {
                phrase.Add(peers.Phrase(Speech.Word(rank + i)));
                like.Add(peers.Like(Speech.Word(rank + i)));
            }

            Figures.Print(
                $"peer: {kind}, its latest twenty, {peers.Utterances:N0} plain utterances, without scope, words or entry", $"FTS5 of plain pairs: {phrase.Percentiles()}", $"LIKE, backwards: {like.Percentiles()}");
        }
    }

    private static string Bytes(Session session, long utterances)
    {
        if (session.Dialect == Dialect.Postgres)
        {
            var table = session.First<long>("SELECT pg_table_size('search_document')");
            var gin = session.First<long>("SELECT pg_relation_size('search_document_tokens')");
            var rest = session.First<long>("SELECT pg_total_relation_size('search_document') + pg_total_relation_size('search_conversation')") - table - gin;
            return string.Create(CultureInfo.InvariantCulture, $"{(double)gin / utterances:0.0} GIN, {(double)table / utterances:0.0} tokens by utterance, {(double)rest / utterances:0.0} the rest");
        }

        var words = session.First<long>("SELECT SUM(LENGTH(block)) FROM search_word_data");
        var tokens = session.First<long>("SELECT SUM(LENGTH(tokens)) FROM search_document");
        return string.Create(CultureInfo.InvariantCulture, $"{(double)words / utterances:0.0} FTS5, {(double)tokens / utterances:0.0} tokens by utterance (without the heads of rows)");
    }

    private static SearchRequest Of(params string[] words) => new(words, "review");

    private static DateTimeOffset At(double share) => DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + (long)(_conversations * 60 * share));

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 3600 };
        await command.ExecuteNonQueryAsync();
    }
}
