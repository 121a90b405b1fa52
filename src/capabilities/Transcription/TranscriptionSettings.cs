using System.Text.Json;
using System.Text.Json.Serialization;
using Daylight.Platform;

namespace Daylight.Transcription;

/// <summary>Which recogniser hears recordings: <c>config/transcription.json</c> in the data directory; without the file, none.</summary>
internal sealed record TranscriptionSettings
{
    private static readonly string[] RoleWords = ["staff", "customer", "thirdParty", "system"];

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>What is heard where there is no recogniser: nothing; recordings wait.</summary>
    public static TranscriptionSettings None { get; } = new();

    /// <summary>Null: none.</summary>
    public RecogniserSettings? Recogniser { get; init; }

    /// <summary>Whose words the channels are, in their order.</summary>
    public IReadOnlyList<string> Channels { get; init; } = ["staff", "customer"];

    /// <summary>Whose words the only channel of a recording is; null: such a recording is refused.</summary>
    public string? OneChannel { get; init; }

    /// <summary>How often a recording is tried before it fails.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How many recordings are heard at the same time.</summary>
    public int Parallel { get; init; } = 2;

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidOperationException">It says something that cannot be meant.</exception>
    public static TranscriptionSettings Read(DataDirectory data)
    {
        var path = Path.Combine(data.Config, "transcription.json");
        return File.Exists(path) ? new SettingsFile(path).Read() : None;
    }

    /// <summary>True for a word that an utterance's role may be.</summary>
    public static bool IsRole(string? word) => RoleWords.Contains(word, StringComparer.Ordinal);

    private sealed class SettingsFile(string path)
    {
        public TranscriptionSettings Read()
        {
            try
            {
                return Of(JsonSerializer.Deserialize<Written>(File.ReadAllBytes(path), Strict) ?? throw Wrong("recogniser: is missing"));
            }
            catch (JsonException failure)
            {
                throw Wrong(failure.Message);
            }
        }

        private TranscriptionSettings Of(Written written)
        {
            if (written.Channels is { } roles && (roles.Count is 0 or > 16 || !roles.All(IsRole)))
            {
                throw Wrong("channels: 1 to 16 of staff, customer, thirdParty, system, in the order of the channels");
            }

            if (written.OneChannel is { } one && one != "refuse" && !IsRole(one))
            {
                throw Wrong("oneChannel: refuse, staff, customer, thirdParty or system");
            }

            return new TranscriptionSettings
            {
                Recogniser = Recogniser(written),
                Channels = written.Channels ?? None.Channels,
                OneChannel = written.OneChannel is "refuse" ? null : written.OneChannel,
                Attempts = Within(written.Attempts, None.Attempts, 1, 20, "attempts"),
                Parallel = Within(written.Parallel, None.Parallel, 1, 16, "parallel"),
            };
        }

        private RecogniserSettings? Recogniser(Written written)
        {
            var timeout = TimeSpan.FromSeconds(Within(written.TimeoutSeconds, 600, 5, 14_400, "timeoutSeconds"));
            return written.Recogniser switch
            {
                "none" => null,
                "funasr" => new FunAsrSettings(Endpoint(written, "ws", "wss"), Dialect(written.Dialect), timeout)
                {
                    Hotwords = written.Hotwords,
                    Certificate = written.CertificateFile is { } file ? File.ReadAllText(Beside(file)) : null,
                },
                "openai" => new OpenAiSettings(Endpoint(written, "http", "https"), written.Model ?? throw Wrong("model: is missing"), timeout)
                {
                    Language = written.Language,
                    Key = written.KeyFile is { } file ? File.ReadAllText(Beside(file)).Trim() : null,
                },
                _ => throw Wrong("recogniser: none, funasr and openai are known"),
            };
        }

        private FunAsrDialect Dialect(string? word) => word switch
        {
            null or "offline" => FunAsrDialect.Offline,
            "online" => FunAsrDialect.Online,
            "2pass" => FunAsrDialect.TwoPass,
            "events" => FunAsrDialect.Events,
            _ => throw Wrong("dialect: offline, online, 2pass and events are known"),
        };

        private Uri Endpoint(Written written, params string[] schemes) =>
            Uri.TryCreate(written.Endpoint, UriKind.Absolute, out var endpoint) && schemes.Contains(endpoint.Scheme, StringComparer.Ordinal)
                ? endpoint
                : throw Wrong($"endpoint: is not an address with {string.Join(" or ", schemes)}");

        private string Beside(string file)
        {
            var full = Path.Combine(Path.GetDirectoryName(path)!, file);
            return File.Exists(full) ? full : throw Wrong($"{file}: there is no such file");
        }

        private int Within(int? written, int otherwise, int least, int most, string field) => (written ?? otherwise) is var number && number >= least && number <= most
            ? number
            : throw Wrong($"{field}: {least} to {most}");

        private InvalidOperationException Wrong(string what) => new($"{path}: {what}");
    }

    private sealed record Written(
        string Recogniser, string? Endpoint = null, string? Dialect = null, IReadOnlyDictionary<string, int>? Hotwords = null, string? CertificateFile = null,
        string? Model = null, string? Language = null, string? KeyFile = null, IReadOnlyList<string>? Channels = null, string? OneChannel = null,
        int? Attempts = null, int? TimeoutSeconds = null, int? Parallel = null);
}
