using System.Buffers;

namespace Daylight.Ledger;

/// <summary>How far a capture can be trusted, from an attested device (A) to an imported file (D).</summary>
public enum Assurance
{
    /// <summary>Hardware-attested app with locked capture.</summary>
    A,

    /// <summary>Device-bound key, live challenge, immediate upload.</summary>
    B,

    /// <summary>Authenticated upload; what it says about itself is only claimed.</summary>
    C,

    /// <summary>An imported file.</summary>
    D,
}

/// <summary>The sealed object a leaf refers to.</summary>
/// <param name="Hash">SHA-256 of the stored ciphertext.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="MediaType">The payload's media type.</param>
public sealed record Ciphertext(Hash32 Hash, long Length, string MediaType);

/// <summary>
/// One entry of the ledger as it is hashed: commitments, pseudonyms and details that identify nobody.
/// Never put names, numbers, addresses or hashes of such into it.
/// </summary>
public sealed record EntryLeaf
{
    /// <summary>The format version written and read.</summary>
    public const int Version = 1;

    /// <summary>The most details of one entry.</summary>
    public const int DetailsMax = 64;

    internal static readonly SearchValues<char> ActCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>The entry's id (<c>id</c>).</summary>
    public required string Id { get; init; }

    /// <summary>What was done, such as <c>contact.decided</c> (<c>act</c>).</summary>
    public required string Act { get; init; }

    /// <summary>When the server received it (<c>tr</c>).</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When it is claimed to have happened (<c>tc</c>); null when nobody claimed a time.</summary>
    public DateTimeOffset? Claimed { get; init; }

    /// <summary>The case's random id (<c>case</c>); null for acts outside any case.</summary>
    public string? CaseId { get; init; }

    /// <summary>
    /// The leaf hash of the previous entry of this case (<c>prev</c>, empty text for the first); null outside cases.
    /// It shows gaps within one case and never replaces the inclusion proof.
    /// </summary>
    public Hash32? Previous { get; init; }

    /// <summary>The acting staff member's pseudonym (<c>op</c>).</summary>
    public string? Operator { get; init; }

    /// <summary>The person's random pseudonym (<c>sub</c>).</summary>
    public string? Subject { get; init; }

    /// <summary>The capturing device's key id (<c>dev</c>).</summary>
    public string? Device { get; init; }

    /// <summary>SHA-256 of the client-signed capture record (<c>cap</c>).</summary>
    public Hash32? Capture { get; init; }

    /// <summary>The assurance grade (<c>asr</c>).</summary>
    public Assurance? Assurance { get; init; }

    /// <summary>The exact rules that decided, such as <c>sha256:…</c> (<c>rule</c>).</summary>
    public string? RuleSet { get; init; }

    /// <summary>The commitment to the payload (<c>c</c>, <c>c3</c>); null when there is none.</summary>
    public Commitment? Payload { get; init; }

    /// <summary>The stored ciphertext of the payload (<c>ct</c>).</summary>
    public Ciphertext? Ciphertext { get; init; }

    /// <summary>The id of the key that seals the payload (<c>k</c>).</summary>
    public string? KeyId { get; init; }

    /// <summary>Details of the act, texts and integers only, none of them personal (<c>d</c>).</summary>
    public IReadOnlyDictionary<string, LeafValue> Details { get; init; } = new Dictionary<string, LeafValue>(StringComparer.Ordinal);

    /// <summary>The bytes that are hashed and stored. Keep them; never write them anew from a database.</summary>
    /// <exception cref="LedgerFormatException">Longer than 65,535 bytes, or a field has no form.</exception>
    public byte[] ToBytes() => EntryLeafWriter.Write(this);

    /// <summary>Reads the bytes of a leaf.</summary>
    /// <exception cref="LedgerFormatException">Not a leaf of this version.</exception>
    public static EntryLeaf Parse(ReadOnlySpan<byte> bytes) => EntryLeafReader.Read(RestrictedJson.Parse(bytes));
}
