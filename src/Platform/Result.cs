namespace Daylight.Platform;

/// <summary>What kind of expected failure it is; the host turns it into an HTTP status.</summary>
public enum FailureKind
{
    /// <summary>The request is malformed or a field is out of range.</summary>
    Invalid,

    /// <summary>Nobody is signed in.</summary>
    Unauthenticated,

    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>It does not exist, or not for this caller.</summary>
    NotFound,

    /// <summary>It contradicts what is already there.</summary>
    Conflict,

    /// <summary>It is larger than the stated limit.</summary>
    TooLarge,

    /// <summary>Too many attempts in too short a time.</summary>
    TooMany,

    /// <summary>The service is there but cannot do it now.</summary>
    Unavailable,
}

/// <summary>An expected failure: a stable code, and a sentence that names the way out and holds no personal data.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Detail">What is wrong and what would be right.</param>
/// <param name="Field">The field it is about, in the request's spelling.</param>
public sealed record Failure(FailureKind Kind, string Code, string Detail, string? Field = null)
{
    /// <summary>Further facts for the caller, for example who holds a lease.</summary>
    public IReadOnlyDictionary<string, string>? Facts { get; init; }

    /// <summary>
    /// True if what the transaction has written stands although the answer is a failure. Only for whoever has just written the
    /// consequence of this very failure, as the first writing of the transaction: a permit that fell is given back with it.
    /// </summary>
    public bool KeepsItsWriting { get; init; }

    /// <summary>The answer to an id that is unknown, foreign or out of scope: never tells which.</summary>
    public static Failure NotFound(string noun) => new(FailureKind.NotFound, "not-found", $"There is no such {noun}, or you may not see it.");

    /// <summary>A field that cannot be accepted.</summary>
    public static Failure Invalid(string field, string detail) => new(FailureKind.Invalid, "invalid-field", detail, field);
}

/// <summary>Implemented by results, so that a transaction whose work failed is rolled back.</summary>
public interface IOutcome
{
    /// <summary>True if the work failed in an expected way.</summary>
    bool IsFailure { get; }

    /// <summary>True if the transaction must leave nothing behind.</summary>
    bool RollsBack { get; }
}

/// <summary>A value, or the failure that stood in its way.</summary>
public readonly struct Result<T> : IOutcome
{
    private readonly T? _value;

    private Result(T? value, Failure? failure)
    {
        _value = value;
        Failure = failure;
    }

    /// <summary>The failure, or null.</summary>
    public Failure? Failure { get; }

    /// <inheritdoc />
    public bool IsFailure => Failure is not null;

    /// <inheritdoc />
    public bool RollsBack => Failure is { KeepsItsWriting: false };

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It is a failure.</exception>
    public T Value => Failure is null ? _value! : throw new InvalidOperationException($"A failure has no value: {Failure.Code}.");

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}

/// <summary>One page of a list.</summary>
/// <param name="Items">At most the limit asked for.</param>
/// <param name="Next">Cursor of the next page, or null at the end.</param>
/// <param name="Total">How many match in all, where that is cheap to know.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, long? Total = null);

/// <summary>An amount of money: integer minor units (cents, 分) and an ISO 4217 currency.</summary>
public sealed record Money(long Minor, string Currency);

/// <summary>A text in both languages of the screens.</summary>
public sealed record Bilingual(string Zh, string En);
