using System.Text;
using System.Text.Json;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using NodaTime.Extensions;

namespace Daylight.Conduct;

/// <summary>What the sender said about a conversation beyond its columns: kept sealed, because attributes may hold anything.</summary>
internal sealed record HeadNotes(string? ExternalId, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Seals and opens the notes of a conversation, and makes of a row what the inspection takes.</summary>
internal sealed class ConversationHeads(KeyRing keys)
{
    private static readonly HeadNotes Erased = new(null, new Dictionary<string, string>(StringComparer.Ordinal));

    private static byte[] Content(HeadNotes notes) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            attributes = new SortedDictionary<string, string>(notes.Attributes.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            externalId = notes.ExternalId,
        });

    /// <summary>The sealed content of the entry that begins a conversation: the notes, and what of its row stands nowhere else.</summary>
    public static byte[] EntryContent(ConversationRecord row, HeadNotes notes) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            attributes = new SortedDictionary<string, string>(notes.Attributes.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            ended = row.EndedAt,
            externalId = notes.ExternalId,
            team = row.TeamId,
            zone = row.Zone,
        });

    public byte[] Seal(Session session, string institutionId, string personId, string conversationId, HeadNotes notes) =>
        keys.Subject(session, institutionId, personId).Seal(Place(conversationId), Encoding.UTF8.GetString(Content(notes)));

    public HeadNotes Open(Session session, ConversationRecord row)
    {
        if (keys.FindSubject(session, row.InstitutionId, row.PersonId) is not { } key)
        {
            return Erased;
        }

        using var json = JsonDocument.Parse(key.Open(Place(row.Id), row.Head));
        return new HeadNotes(
            json.RootElement.GetProperty("externalId").GetString(),
            json.RootElement.GetProperty("attributes").EnumerateObject()
                .ToDictionary(item => item.Name, item => item.Value.GetString() ?? "", StringComparer.Ordinal));
    }

    /// <summary>The head as rules see it; it names people and cases by our random ids.</summary>
    public ConversationHead Of(Session session, ConversationRecord row) => new()
    {
        Id = row.Id,
        Kind = Words.KnownKind(row.Kind),
        Direction = row.Direction == "inbound" ? ConversationDirection.Inbound : ConversationDirection.Outbound,
        StartedAt = UtcMicros.ToInstant(row.StartedAt).ToInstant(),
        Zone = row.Zone,
        Staff = row.StaffId,
        Case = row.CaseId,
        Person = row.PersonId,
        PersonRole = row.PersonRole,
        Attributes = Open(session, row).Attributes,
    };

    private static string Place(string conversationId) => "conversation.head|" + conversationId;
}
