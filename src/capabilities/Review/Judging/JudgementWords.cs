using System.Text.Json;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>What a model quoted and why it judged so: it may name the person, so it lies sealed under their key.</summary>
/// <param name="Quote">Words of the conversation, as the model was shown them: masked.</param>
/// <param name="Reason">The model's own words.</param>
internal sealed record JudgementWords(string Quote, string Reason)
{
    public byte[] Seal(KeyRing keys, Session session, string institutionId, string personId, string findingId) =>
        keys.Subject(session, institutionId, personId).Seal(Place(findingId), JsonSerializer.Serialize(this));

    /// <summary>Opens them for a person who has the right to read them; null where nobody has.</summary>
    public static JudgementWords? Open(KeyRing keys, Session session, JudgementRow row, IReadOnlySet<string> restricted) =>
        row.Words is { } box && !restricted.Contains(row.PersonId) && keys.FindSubject(session, row.InstitutionId, row.PersonId) is { } key
            ? JsonSerializer.Deserialize<JudgementWords>(key.Open(Place(row.FindingId), box))
            : null;

    private static string Place(string findingId) => "judgement.words|" + findingId;
}
