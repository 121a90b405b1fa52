using System.Buffers;
using System.Reflection;
using System.Text;
using SQLitePCL;

namespace Daylight.Platform.Storage;

/// <summary>Binds one property of the parameters to one place of a statement.</summary>
internal abstract class SqliteBinding
{
    private const int ShortText = 512;

    /// <summary>Binds and gives SQLite's code.</summary>
    public abstract int Bind(sqlite3_stmt statement, int place, object parameters);

    /// <summary>The binding of <c>@name</c>; null if there is no such property, or none of a simple kind.</summary>
    public static SqliteBinding? Of(Type parameters, string name)
    {
        var property = parameters.GetProperty(name.TrimStart('@'), BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
        return property is null || property.GetMethod is null || parameters.IsValueType ? null : Of(parameters, property);
    }

    private static SqliteBinding? Of(Type owner, PropertyInfo property)
    {
        var kind = property.PropertyType;
        return kind == typeof(string) ? Make<string?>(owner, property, Text)
            : kind == typeof(byte[]) ? Make<byte[]?>(owner, property, Blob)
            : kind == typeof(long) ? Make<long>(owner, property, raw.sqlite3_bind_int64)
            : kind == typeof(long?) ? Make<long?>(owner, property, Number)
            : kind == typeof(int) ? Make<int>(owner, property, raw.sqlite3_bind_int)
            : null;
    }

    private static SqliteBinding Make<TValue>(Type owner, PropertyInfo property, Binder<TValue> bind) =>
        (SqliteBinding)Activator.CreateInstance(typeof(Typed<,>).MakeGenericType(owner, typeof(TValue)), property, bind)!;

    private static int Number(sqlite3_stmt statement, int place, long? value) =>
        value is { } number ? raw.sqlite3_bind_int64(statement, place, number) : raw.sqlite3_bind_null(statement, place);

    private static int Blob(sqlite3_stmt statement, int place, byte[]? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        [] => raw.sqlite3_bind_zeroblob(statement, place, 0),
        _ => raw.sqlite3_bind_blob(statement, place, value),
    };

    private static int Text(sqlite3_stmt statement, int place, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            // An empty span has no address, which SQLite would take for NULL.
            return value is null ? raw.sqlite3_bind_null(statement, place) : raw.sqlite3_bind_text(statement, place, "");
        }

        var longest = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (longest <= ShortText)
        {
            Span<byte> bytes = stackalloc byte[ShortText];
            return raw.sqlite3_bind_text(statement, place, bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(longest);
        try
        {
            return raw.sqlite3_bind_text(statement, place, rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private delegate int Binder<in TValue>(sqlite3_stmt statement, int place, TValue value);

    private sealed class Typed<TOwner, TValue>(PropertyInfo property, Binder<TValue> bind) : SqliteBinding
        where TOwner : class
    {
        private readonly Func<TOwner, TValue> _get = property.GetMethod!.CreateDelegate<Func<TOwner, TValue>>(); // Only made for readable properties.

        public override int Bind(sqlite3_stmt statement, int place, object parameters) => bind(statement, place, _get((TOwner)parameters));
    }
}
