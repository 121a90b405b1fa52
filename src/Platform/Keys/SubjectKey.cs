using System.Security.Cryptography;
using System.Text;

namespace Daylight.Platform.Keys;

/// <summary>A subject's key and its id, which ledger entries name.</summary>
public sealed class SubjectKey
{
    internal SubjectKey(string id, byte[] key)
    {
        Id = id;
        Key = key;
    }

    /// <summary>The key's id; not secret.</summary>
    public string Id { get; }

    /// <summary>32 bytes; handed to sealing code only.</summary>
    public byte[] Key { get; }

    /// <summary>Seals a short text under this key.</summary>
    /// <param name="context">Table, column and row, for example <c>person.name|pn01…</c>.</param>
    /// <param name="text">The text.</param>
    public byte[] Seal(string context, string text) => FieldSeal.Seal(Key, context, Encoding.UTF8.GetBytes(text));

    /// <summary>Opens a short text.</summary>
    /// <exception cref="CryptographicException">Wrong context, or the bytes were changed.</exception>
    public string Open(string context, byte[] box) => Encoding.UTF8.GetString(FieldSeal.Open(Key, context, box));
}
