using Daylight.Platform;
using Daylight.Platform.OpenAi;

namespace Daylight.Review;

/// <summary>How a model is held to the schema of its answer.</summary>
internal enum JudgeAnswerFormat
{
    /// <summary><c>response_format</c> with the schema itself.</summary>
    JsonSchema,

    /// <summary><c>response_format: json_object</c>: JSON, and the schema in words.</summary>
    JsonObject,

    /// <summary>In words only, for servers that know no <c>response_format</c>.</summary>
    Words,
}

/// <summary>What a model costs, and how much of it a day may cost.</summary>
/// <param name="Currency">For example CNY.</param>
/// <param name="InPerMillion">Of a million tokens that it reads.</param>
/// <param name="OutPerMillion">Of a million tokens that it writes.</param>
/// <param name="DayMaxMicros">The most an institution may spend on one day (UTC), in millionths of the currency.</param>
internal sealed record JudgePrice(string Currency, decimal InPerMillion, decimal OutPerMillion, long DayMaxMicros)
{
    public static JudgePrice Free { get; } = new("", 0, 0, long.MaxValue);

    /// <summary>What so many tokens cost, in millionths of the currency, rounded up.</summary>
    public long Micros(long tokensIn, long tokensOut) => (long)decimal.Ceiling((tokensIn * InPerMillion) + (tokensOut * OutPerMillion));
}

/// <summary>Which model is asked about findings of rules with a judge: <c>config/judge.json</c> in the data directory; without the file, none.</summary>
internal sealed record JudgeSettings
{
    public static JudgeSettings None { get; } = new();

    /// <summary>Null: nobody is asked.</summary>
    public OpenAiAddress? Address { get; init; }

    public string Model { get; init; } = "";

    public JudgeAnswerFormat Format { get; init; }

    /// <summary>How often a finding is asked about before it stays unjudged.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>How many questions are under way at a time.</summary>
    public int Parallel { get; init; } = 2;

    /// <summary>The most questions of an institution in a minute.</summary>
    public int PerMinute { get; init; } = 30;

    /// <summary>The most questions of an institution on a day (UTC).</summary>
    public int PerDay { get; init; } = 2_000;

    public JudgePrice Price { get; init; } = JudgePrice.Free;

    /// <summary>The most tokens an answer may have.</summary>
    public int AnswerTokensMax { get; init; } = 400;

    /// <summary>How long a finding waits for a judgement.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(72);

    public bool IsOn => Address is not null;

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidOperationException">It says something that cannot be meant.</exception>
    public static JudgeSettings Read(DataDirectory data) => ConfigFile.Find(data, "judge.json") is { } file ? Of(file, file.Read<Written>()) : None;

    private static JudgeSettings Of(ConfigFile file, Written written) => written.Judge switch
    {
        "none" => None,
        "openai" => new JudgeSettings
        {
            Address = new OpenAiAddress(file.Endpoint(written.Endpoint, "http", "https"), TimeSpan.FromSeconds(file.Within(written.TimeoutSeconds, 60, 1, 600, "timeoutSeconds")))
            {
                Key = file.TextBeside(written.KeyFile)?.Trim(),
            },
            Model = written.Model is { Length: > 0 and <= 200 } model ? model : throw file.Wrong("model: is missing"),
            Format = written.AnswerFormat switch
            {
                null or "json_schema" => JudgeAnswerFormat.JsonSchema,
                "json_object" => JudgeAnswerFormat.JsonObject,
                "words" => JudgeAnswerFormat.Words,
                _ => throw file.Wrong("answerFormat: json_schema, json_object and words are known"),
            },
            Attempts = file.Within(written.Attempts, None.Attempts, 1, 10, "attempts"),
            Parallel = file.Within(written.Parallel, None.Parallel, 1, 16, "parallel"),
            PerMinute = file.Within(written.PerMinute, None.PerMinute, 1, 100_000, "perMinute"),
            PerDay = file.Within(written.PerDay, None.PerDay, 1, 10_000_000, "perDay"),
            AnswerTokensMax = file.Within(written.AnswerTokensMax, None.AnswerTokensMax, 100, 8_000, "answerTokensMax"),
            GiveUpAfter = TimeSpan.FromHours(file.Within(written.GiveUpAfterHours, 72, 1, 720, "giveUpAfterHours")),
            Price = Priced(file, written),
        },
        _ => throw file.Wrong("judge: none and openai are known"),
    };

    private static JudgePrice Priced(ConfigFile file, Written written)
    {
        var (reading, writing) = (written.PricePerMillionIn ?? 0, written.PricePerMillionOut ?? 0);
        if (reading is < 0 or > 1_000_000 || writing is < 0 or > 1_000_000)
        {
            throw file.Wrong("pricePerMillionIn, pricePerMillionOut: 0 to 1000000");
        }

        if (reading == 0 && writing == 0)
        {
            return JudgePrice.Free;
        }

        if (written.Currency is not { Length: 3 } currency || !currency.All(char.IsAsciiLetterUpper))
        {
            throw file.Wrong("currency: three letters, such as CNY, where there is a price");
        }

        return written.CostPerDay is > 0 and <= 10_000_000 and var most
            ? new JudgePrice(currency, reading, writing, (long)(most * 1_000_000))
            : throw file.Wrong("costPerDay: 0 to 10000000, and not missing where there is a price");
    }

    private sealed record Written(
        string Judge, string? Endpoint = null, string? Model = null, string? KeyFile = null, string? AnswerFormat = null, int? TimeoutSeconds = null, int? Attempts = null,
        int? Parallel = null, int? PerMinute = null, int? PerDay = null, string? Currency = null, decimal? PricePerMillionIn = null, decimal? PricePerMillionOut = null,
        decimal? CostPerDay = null, int? AnswerTokensMax = null, int? GiveUpAfterHours = null);
}
