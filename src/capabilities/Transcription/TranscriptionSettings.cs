using Daylight.Platform;
using Daylight.Platform.OpenAi;

namespace Daylight.Transcription;

/// <summary>Which recogniser hears recordings: <c>config/transcription.json</c> in the data directory; without the file, none.</summary>
internal sealed record TranscriptionSettings
{
    private static readonly string[] RoleWords = ["staff", "customer", "thirdParty", "system"];

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
    public static TranscriptionSettings Read(DataDirectory data) =>
        ConfigFile.Find(data, "transcription.json") is { } file ? new Reading(file).Of(file.Read<Written>()) : None;

    /// <summary>True for a word that an utterance's role may be.</summary>
    public static bool IsRole(string? word) => RoleWords.Contains(word, StringComparer.Ordinal);

    private sealed class Reading(ConfigFile file)
    {
        public TranscriptionSettings Of(Written written)
        {
            if (written.Channels is { } roles && (roles.Count is 0 or > 16 || !roles.All(IsRole)))
            {
                throw file.Wrong("channels: 1 to 16 of staff, customer, thirdParty, system, in the order of the channels");
            }

            if (written.OneChannel is { } one && one != "refuse" && !IsRole(one))
            {
                throw file.Wrong("oneChannel: refuse, staff, customer, thirdParty or system");
            }

            return new TranscriptionSettings
            {
                Recogniser = Recogniser(written),
                Channels = written.Channels ?? None.Channels,
                OneChannel = written.OneChannel is "refuse" ? null : written.OneChannel,
                Attempts = file.Within(written.Attempts, None.Attempts, 1, 20, "attempts"),
                Parallel = file.Within(written.Parallel, None.Parallel, 1, 16, "parallel"),
            };
        }

        private RecogniserSettings? Recogniser(Written written)
        {
            var timeout = TimeSpan.FromSeconds(file.Within(written.TimeoutSeconds, 600, 5, 14_400, "timeoutSeconds"));
            return written.Recogniser switch
            {
                "none" => null,
                "funasr" => new FunAsrSettings(file.Endpoint(written.Endpoint, "ws", "wss"), Dialect(written.Dialect), timeout)
                {
                    Hotwords = written.Hotwords,
                    Certificate = file.TextBeside(written.CertificateFile),
                },
                "openai" => new OpenAiSettings(
                    new OpenAiAddress(file.Endpoint(written.Endpoint, "http", "https"), timeout) { Key = file.TextBeside(written.KeyFile)?.Trim() },
                    written.Model ?? throw file.Wrong("model: is missing"))
                {
                    Language = written.Language,
                },
                _ => throw file.Wrong("recogniser: none, funasr and openai are known"),
            };
        }

        private FunAsrDialect Dialect(string? word) => word switch
        {
            null or "offline" => FunAsrDialect.Offline,
            "online" => FunAsrDialect.Online,
            "2pass" => FunAsrDialect.TwoPass,
            "events" => FunAsrDialect.Events,
            _ => throw file.Wrong("dialect: offline, online, 2pass and events are known"),
        };
    }

    private sealed record Written(
        string Recogniser, string? Endpoint = null, string? Dialect = null, IReadOnlyDictionary<string, int>? Hotwords = null, string? CertificateFile = null,
        string? Model = null, string? Language = null, string? KeyFile = null, IReadOnlyList<string>? Channels = null, string? OneChannel = null,
        int? Attempts = null, int? TimeoutSeconds = null, int? Parallel = null);
}
