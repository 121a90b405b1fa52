using System.Text;
using Daylight.Ledger;
using Daylight.Platform;

namespace Daylight.Evidence;

/// <summary>A witness that is asked to cosign.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Key">Its public key.</param>
/// <param name="AddCheckpoint">Where it takes checkpoints.</param>
internal sealed record Witness(string Name, NoteVerifier Key, Uri AddCheckpoint);

/// <summary>
/// Which witnesses are asked, and how many are enough: <c>config/witnesses.txt</c> in the data directory, a tlog-policy without
/// log lines; without the file, none.
/// </summary>
internal sealed class WitnessSettings
{
    private const string NoWitness = "quorum none\n";

    private readonly string _text;

    private WitnessSettings(string text, IReadOnlyList<Witness> witnesses)
    {
        _text = text;
        Witnesses = witnesses;
    }

    public IReadOnlyList<Witness> Witnesses { get; }

    /// <summary>Whether the policy asks for any cosignature.</summary>
    public bool AsksForQuorum => Witnesses.Count > 0 && !TlogPolicy.Parse(_text).RequiresNoWitness;

    /// <summary>The policy that demands a log's signature and the witnesses' quorum, as text.</summary>
    public string PolicyText(NoteVerifier log) => $"log {log}\n{_text}";

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidOperationException">It says something that cannot be meant.</exception>
    public static WitnessSettings Read(DataDirectory data)
    {
        var path = Path.Combine(data.Config, "witnesses.txt");
        if (!File.Exists(path))
        {
            return new WitnessSettings(NoWitness, []);
        }

        try
        {
            var text = File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            var policy = TlogPolicy.Parse(text);
            return policy.Logs.Count == 0
                ? new WitnessSettings(text, [.. policy.Witnesses.Select(witness => Witness(witness, path))])
                : throw new InvalidOperationException($"{path}: holds a log line; the logs are this server's own");
        }
        catch (Exception failure) when (failure is LedgerFormatException or DecoderFallbackException)
        {
            throw new InvalidOperationException($"{path}: {failure.Message}");
        }
    }

    private static Witness Witness(PolicyWitness written, string path) =>
        Uri.TryCreate(written.Url?.TrimEnd('/') + "/add-checkpoint", UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
            ? new Witness(written.Name, written.Key, url)
            : throw new InvalidOperationException($"{path}: the witness {written.Name} has no http or https address");
}
