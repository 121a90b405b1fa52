using Daylight.Ledger;

namespace Daylight.Evidence;

/// <summary>
/// Content that is sealed and written already, and waits for the act that it belongs to: large content is prepared before the
/// transaction, which then only wraps a key. It belongs to one act.
/// </summary>
public sealed class PreparedContent
{
    internal PreparedContent(string id, byte[] key, byte[]? body, string? name, Commitment commitment, Ciphertext ciphertext)
    {
        Id = id;
        Key = key;
        Body = body;
        Object = name;
        Commitment = commitment;
        Ciphertext = ciphertext;
    }

    /// <summary>The exhibit it will be.</summary>
    internal string Id { get; }

    internal byte[] Key { get; }

    /// <summary>The sealed bytes, if they are short enough to live in the table.</summary>
    internal byte[]? Body { get; }

    /// <summary>The name in the object store otherwise.</summary>
    internal string? Object { get; }

    internal Commitment Commitment { get; }

    internal Ciphertext Ciphertext { get; }
}
