using Daylight.Inspection;
using Daylight.Platform;
using NodaTime.Extensions;

namespace Daylight.Conduct;

/// <summary>One utterance as a client sends it.</summary>
/// <param name="Seq">Its position in the conversation, from 0 to <see cref="UtteranceLimits.SeqMax"/>.</param>
/// <param name="Role"><c>staff</c>, <c>customer</c>, <c>thirdParty</c> or <c>system</c>.</param>
/// <param name="Text">The words; at most <see cref="UtteranceLimits.TextLengthMax"/> characters.</param>
/// <param name="Start">Seconds from the start of the conversation.</param>
/// <param name="End">Seconds from the start of the conversation.</param>
/// <param name="At">The moment, for written channels.</param>
/// <param name="Id">The sender's own id, at most 200 characters.</param>
/// <param name="LoudnessDb">Loudness, when measured.</param>
/// <param name="Deleted">Deleted by its writer afterwards.</param>
/// <param name="Recalled">Recalled by its writer afterwards.</param>
/// <param name="Quoted">The whole text repeats somebody else's words.</param>
/// <param name="QuotedText">An earlier message that stands inside the text as a quotation.</param>
/// <param name="Revision">0, or how often these words were corrected: of one seq the highest counts.</param>
public sealed record UtteranceInput(
    int Seq,
    string Role,
    string Text,
    double? Start = null,
    double? End = null,
    DateTimeOffset? At = null,
    string? Id = null,
    double? LoudnessDb = null,
    bool? Deleted = null,
    bool? Recalled = null,
    bool? Quoted = null,
    string? QuotedText = null,
    int? Revision = null);

/// <summary>An utterance and how often its words were corrected.</summary>
internal sealed record Spoken(Utterance Utterance, int Revision);

/// <summary>What one request and one conversation may hold.</summary>
public static class UtteranceLimits
{
    /// <summary>Utterances of one request.</summary>
    public const int BatchMax = 500;

    /// <summary>Characters (UTF-16 code units) of one text.</summary>
    public const int TextLengthMax = 64 * 1024;

    /// <summary>Bytes of one request.</summary>
    public const int BodyBytesMax = 2 * 1024 * 1024;

    /// <summary>The last position a conversation may have.</summary>
    public const int SeqMax = 19_999;

    /// <summary>The last revision one position may have.</summary>
    public const int RevisionMax = 999;

    private const double SecondsMax = 10_000_000;
    private const int IdLengthMax = 200;

    /// <summary>Checks one utterance and reads its words; odd times are kept as they came, nonsense numbers are not.</summary>
    /// <param name="input">As sent.</param>
    /// <param name="field">Where it stands in the request, for example <c>utterances[3]</c>.</param>
    internal static Result<Utterance> Check(UtteranceInput? input, string field)
    {
        if (input is null)
        {
            return Failure.Invalid(field, "An utterance is an object with seq, role and text.");
        }

        if (input.Seq is < 0 or > SeqMax)
        {
            return Failure.Invalid($"{field}.seq", $"seq counts the utterances of a conversation from 0 to {SeqMax}.");
        }

        if (input.Revision is < 0 or > RevisionMax)
        {
            return Failure.Invalid($"{field}.revision", $"revision counts the corrections of an utterance from 0 to {RevisionMax}.");
        }

        var role = Words.Role(input.Role, $"{field}.role");
        if (role.Failure is { } unknown)
        {
            return unknown;
        }

        if (input.Text is null)
        {
            return Failure.Invalid($"{field}.text", "The text is missing; send an empty one for silence.");
        }

        if (input.Text.Length > TextLengthMax || input.QuotedText?.Length > TextLengthMax)
        {
            return ConductErrors.TooLong($"{field}.text", TextLengthMax);
        }

        if (input.Id?.Length > IdLengthMax)
        {
            return ConductErrors.TooLong($"{field}.id", IdLengthMax);
        }

        foreach (var (name, value) in new[] { ("start", input.Start), ("end", input.End), ("loudnessDb", input.LoudnessDb) })
        {
            if (value is { } number && !(Math.Abs(number) <= SecondsMax))
            {
                return Failure.Invalid($"{field}.{name}", $"{name} lies between -{SecondsMax:F0} and {SecondsMax:F0}.");
            }
        }

        return Take(input, role.Value);
    }

    private static Utterance Take(UtteranceInput input, UtteranceRole role) => new()
    {
        Seq = input.Seq,
        Role = role,
        Text = UtteranceBatch.Storable(input.Text),
        Id = input.Id is null ? null : UtteranceBatch.Storable(input.Id),
        Start = input.Start,
        End = input.End,
        At = input.At?.ToInstant(),
        LoudnessDb = input.LoudnessDb,
        Deleted = input.Deleted ?? false,
        Recalled = input.Recalled ?? false,
        Quoted = input.Quoted ?? false,
        QuotedText = input.QuotedText is null ? null : UtteranceBatch.Storable(input.QuotedText),
    };
}
