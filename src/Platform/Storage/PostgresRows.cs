using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Daylight.Platform.Storage;

/// <summary>
/// One <c>INSERT … VALUES</c> as PostgreSQL takes it for many rows: an array for each column, unnested in one statement, so that
/// a row costs neither a message nor the start of a statement. The rows keep their order, and with it the order of what the
/// database numbers. Known once for each text and each kind of row.
/// </summary>
internal sealed partial class PostgresRows
{
    private static readonly ConcurrentDictionary<(string Sql, Type Row), PostgresRows?> Known = new();

    private readonly string _sql;
    private readonly Column[] _columns;

    private PostgresRows(string sql, Column[] columns) => (_sql, _columns) = (sql, columns);

    /// <summary>The values of one column of the rows from one on, as an array parameter.</summary>
    private delegate NpgsqlParameter Column(IReadOnlyList<object> rows, int from, int count);

    /// <summary>The statement, or null if the text does more than insert values, or has values of other kinds than texts, whole numbers and bytes.</summary>
    public static PostgresRows? Of(string sql, Type row) => Known.GetOrAdd((sql, row), key => Read(key.Sql, key.Row));

    /// <summary>Inserts so many of the rows from one on.</summary>
    public NpgsqlBatchCommand Command(IReadOnlyList<object> rows, int from, int count)
    {
        NpgsqlBatchCommand command = new(_sql);
        foreach (var column in _columns)
        {
            command.Parameters.Add(column(rows, from, count));
        }

        return command;
    }

    private static PostgresRows? Read(string sql, Type row)
    {
        var shaped = Insert().Match(sql);
        if (!shaped.Success)
        {
            return null;
        }

        var columns = Array.ConvertAll(shaped.Groups["values"].Value.Split(','), value => ColumnOf(row, value.Trim()[1..]));
        var places = string.Join(", ", Enumerable.Range(1, columns.Length).Select(place => $"${place}"));
        return columns.Any(column => column is null)
            ? null
            : new PostgresRows($"INSERT INTO {shaped.Groups["into"].Value} SELECT * FROM unnest({places})", [.. columns.Select(column => column!)]); // None is null here.
    }

    private static Column? ColumnOf(Type row, string name)
    {
        var property = row.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
            ?? throw new InvalidOperationException($"A statement names the parameter @{name}, but {row.Name} was given.");
        var type = property.PropertyType;
        return type == typeof(string) ? Bind<string?>(row, property, NpgsqlDbType.Text)
            : type == typeof(byte[]) ? Bind<byte[]?>(row, property, NpgsqlDbType.Bytea)
            : type == typeof(long) ? Bind<long>(row, property, NpgsqlDbType.Bigint)
            : type == typeof(long?) ? Bind<long?>(row, property, NpgsqlDbType.Bigint)
            : null;
    }

    private static Column? Bind<TValue>(Type row, PropertyInfo property, NpgsqlDbType type) =>
        typeof(PostgresRows).GetMethod(nameof(BindOwn), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(row, typeof(TValue)).Invoke(null, [property, type]) as Column;

    private static Column BindOwn<TRow, TValue>(PropertyInfo property, NpgsqlDbType type)
        where TRow : class
    {
        var get = property.GetMethod!.CreateDelegate<Func<TRow, TValue>>();
        return (rows, from, count) =>
        {
            var values = new TValue[count];
            for (var i = 0; i < count; i++)
            {
                values[i] = get((TRow)rows[from + i]);
            }

            return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
        };
    }

    [GeneratedRegex(@"\A\s*INSERT INTO (?<into>[a-z_]+ \([a-z0-9_, \r\n]+\))\s+VALUES \((?<values>\s*@[A-Za-z]+(?:\s*,\s*@[A-Za-z]+)*\s*)\)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Insert();
}
