using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Daylight.Bench;

/// <summary>The same texts in plain words: a table that is read from end to end, and a full-text index of plain pairs with their order.</summary>
internal sealed class SearchPeers : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;

    private SearchPeers(string path)
    {
        _path = path;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536");
    }

    public long Utterances { get; private set; }

    public TimeSpan IndexTook { get; private set; }

    public double IndexBytes => Ask("SELECT SUM(LENGTH(block)) FROM pairs_data");

    public static SearchPeers Fill(SearchSpeech speech, long conversations)
    {
        SearchPeers peers = new(Path.Combine(Path.GetTempPath(), $"daylight-bench-{Path.GetRandomFileName()}.db"));
        peers.Run("CREATE TABLE plain (doc INTEGER PRIMARY KEY, text TEXT NOT NULL); CREATE VIRTUAL TABLE pairs USING fts5 (words, content = '', tokenize = \"unicode61 remove_diacritics 0\")");
        for (long first = 0; first < conversations; first += 500)
        {
            peers.Add([.. Enumerable.Range(0, (int)Math.Min(500, conversations - first))
                .SelectMany(i => SearchHouse.Said(speech, first + i).Select(said => (((first + i) * SearchHouse.UtterancesEach) + said.Seq, said.Text)))]);
        }

        return peers;
    }

    /// <summary>The latest twenty utterances that hold a word, by reading the table backwards.</summary>
    public TimeSpan Like(string word) => Time("SELECT doc FROM plain WHERE text LIKE $word ORDER BY doc DESC LIMIT 20", $"%{word}%");

    /// <summary>All that hold it: what a rare word costs, and a count.</summary>
    public TimeSpan LikeAll(string word) => Time("SELECT COUNT(*) FROM plain WHERE text LIKE $word", $"%{word}%");

    /// <summary>The latest twenty by the index of plain pairs, as a phrase.</summary>
    public TimeSpan Phrase(string word) => Time("SELECT rowid FROM pairs WHERE pairs MATCH $word ORDER BY rowid DESC LIMIT 20", $"\"{Pairs(word)}\"");

    public void Dispose()
    {
        _connection.Dispose();
        foreach (var file in new[] { _path, _path + "-wal", _path + "-shm" })
        {
            File.Delete(file);
        }
    }

    private void Add((long Doc, string Text)[] rows)
    {
        using var transaction = _connection.BeginTransaction();
        using var plain = Command(transaction, "INSERT INTO plain (doc, text) VALUES ($doc, $text)");
        foreach (var (doc, text) in rows)
        {
            (plain.Parameters[0].Value, plain.Parameters[1].Value) = (doc, text);
            plain.ExecuteNonQuery();
        }

        var started = Stopwatch.GetTimestamp();
        using var pairs = Command(transaction, "INSERT INTO pairs (rowid, words) VALUES ($doc, $text)");
        foreach (var (doc, text) in rows)
        {
            (pairs.Parameters[0].Value, pairs.Parameters[1].Value) = (doc, Pairs(text));
            pairs.ExecuteNonQuery();
        }

        transaction.Commit();
        IndexTook += Stopwatch.GetElapsedTime(started);
        Utterances += rows.Length;
    }

    private static string Pairs(string text) => string.Join(' ', Enumerable.Range(0, text.Length - 1).Select(i => text.Substring(i, 2)));

    private SqliteCommand Command(SqliteTransaction transaction, string sql)
    {
        SqliteCommand command = new(sql, _connection, transaction);
        command.Parameters.Add("$doc", SqliteType.Integer);
        command.Parameters.Add("$text", SqliteType.Text);
        return command;
    }

    private TimeSpan Time(string sql, string word)
    {
        var started = Stopwatch.GetTimestamp();
        using SqliteCommand command = new(sql, _connection);
        command.Parameters.AddWithValue("$word", word);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            // Reads all.
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private void Run(string sql)
    {
        using SqliteCommand command = new(sql, _connection);
        command.ExecuteNonQuery();
    }

    private double Ask(string sql)
    {
        using SqliteCommand command = new(sql, _connection);
        return Convert.ToDouble(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
