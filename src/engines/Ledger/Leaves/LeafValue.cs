namespace Daylight.Ledger;

/// <summary>A value of the restricted JSON profile: text, integer, or an object of such. There is nothing else.</summary>
public abstract record LeafValue
{
    private protected LeafValue()
    {
    }

    /// <summary>Makes a text.</summary>
    public static implicit operator LeafValue(string text) => new LeafText(text);

    /// <summary>Makes an integer.</summary>
    public static implicit operator LeafValue(long number) => new LeafNumber(number);
}

/// <summary>A text.</summary>
/// <param name="Value">Any Unicode text.</param>
public sealed record LeafText(string Value) : LeafValue;

/// <summary>An integer.</summary>
/// <param name="Value">Between −(2^53 − 1) and 2^53 − 1, so that every JSON reader keeps it exact.</param>
public sealed record LeafNumber(long Value) : LeafValue;

/// <summary>An object; writing sorts its keys.</summary>
public sealed record LeafObject : LeafValue
{
    /// <summary>Takes the members.</summary>
    public LeafObject(IReadOnlyDictionary<string, LeafValue> members) => Members = members;

    /// <summary>The members by key.</summary>
    public IReadOnlyDictionary<string, LeafValue> Members { get; }

    /// <summary>Whether both hold the same members.</summary>
    public bool Equals(LeafObject? other) =>
        other is not null && Members.Count == other.Members.Count
        && Members.All(member => other.Members.TryGetValue(member.Key, out var value) && value == member.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Members.Count;

    /// <summary>The text under a key, or null.</summary>
    public string? Text(string key) => Members.TryGetValue(key, out var value) && value is LeafText text ? text.Value : null;

    /// <summary>The integer under a key, or null.</summary>
    public long? Number(string key) => Members.TryGetValue(key, out var value) && value is LeafNumber number ? number.Value : null;
}
