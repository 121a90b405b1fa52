using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>judge_day</c>: what an institution asked, and spent, on a day.</summary>
internal sealed record JudgeDayRow
{
    public string InstitutionId { get; init; } = "";

    /// <summary>Days since 1970-01-01, UTC.</summary>
    public long Day { get; init; }

    /// <summary>Empty for a model without a price.</summary>
    public string Currency { get; init; } = "";

    public long Asked { get; init; }

    public long Yes { get; init; }

    public long No { get; init; }

    public long Unsure { get; init; }

    /// <summary>Questions that had no answer that holds.</summary>
    public long Failed { get; init; }

    public long TokensIn { get; init; }

    public long TokensOut { get; init; }

    /// <summary>
    /// Millionths of the currency. While a question is under way the most it may cost; where a server did not say what it took,
    /// that most stays: a limit is kept on the safe side.
    /// </summary>
    public long CostMicros { get; init; }
}

/// <summary>The SQL of what is spent.</summary>
internal static class JudgeDayStore
{
    private const string Columns =
        """
        institution_id AS InstitutionId, day AS Day, currency AS Currency, asked AS Asked, yes AS Yes, no AS No, unsure AS Unsure, failed AS Failed,
        tokens_in AS TokensIn, tokens_out AS TokensOut, cost_micros AS CostMicros
        """;

    /// <summary>The days from one on, newest first.</summary>
    public static List<JudgeDayRow> Since(Session session, string institutionId, long day) => session.Query<JudgeDayRow>(
        $"SELECT {Columns} FROM judge_day WHERE institution_id = @institutionId AND day >= @day ORDER BY day DESC, currency LIMIT 200", new { institutionId, day });

    /// <summary>Adds to a day; a difference may be negative.</summary>
    public static void Add(Session session, JudgeDayRow more) => session.Execute(
        """
        INSERT INTO judge_day (institution_id, day, currency, asked, yes, no, unsure, failed, tokens_in, tokens_out, cost_micros)
        VALUES (@InstitutionId, @Day, @Currency, @Asked, @Yes, @No, @Unsure, @Failed, @TokensIn, @TokensOut, @CostMicros)
        ON CONFLICT (institution_id, day, currency) DO UPDATE SET
          asked = judge_day.asked + excluded.asked, yes = judge_day.yes + excluded.yes, no = judge_day.no + excluded.no,
          unsure = judge_day.unsure + excluded.unsure, failed = judge_day.failed + excluded.failed, tokens_in = judge_day.tokens_in + excluded.tokens_in,
          tokens_out = judge_day.tokens_out + excluded.tokens_out, cost_micros = judge_day.cost_micros + excluded.cost_micros
        """,
        more);
}
