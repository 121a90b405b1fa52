using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Daylight.Platform.Storage;

/// <summary>
/// One SQL text as PostgreSQL takes it: parameters by position, so that the driver need not parse it again and the server
/// keeps its plan. Known once for each text and each kind of parameters.
/// </summary>
internal sealed partial class PostgresStatement
{
    private static readonly ConcurrentDictionary<(string Sql, Type? Parameters), PostgresStatement> Known = new();

    private readonly string _sql;
    private readonly Func<object, NpgsqlParameter>[] _parameters;
    private object? _parser;

    private PostgresStatement(string sql, Type? parameters)
    {
        List<string> names = [];
        // PostgreSQL takes a list as one array parameter, SQLite as many parameters; the text says IN @list for both.
        var text = ListParameter().Replace(sql, " = ANY(@$1)");
        _sql = Parameter().Replace(text, match => match.Groups[1] is { Success: true, Value: var name } ? $"${Place(names, name)}" : match.Value);
        _parameters = [.. names.Select(name => Binding(parameters, name))];
    }

    public static PostgresStatement Of(string sql, object? parameters) =>
        Known.GetOrAdd((sql, parameters?.GetType()), key => new PostgresStatement(key.Sql, key.Parameters));

    public NpgsqlBatchCommand Command(object? parameters)
    {
        NpgsqlBatchCommand command = new(_sql);
        foreach (var bind in _parameters)
        {
            command.Parameters.Add(bind(parameters!)); // A text with parameters was made for a kind of them.
        }

        return command;
    }

    /// <summary>The rows of the result at which the reader stands.</summary>
    public List<T> Read<T>(NpgsqlDataReader reader)
    {
        List<T> rows = [];
        if (!reader.Read())
        {
            return rows;
        }

        var parser = _parser as Func<DbDataReader, T>;
        if (parser is null)
        {
            _parser = parser = IsOneValue<T>()
                ? row => row.IsDBNull(0) ? default! : row.GetFieldValue<T>(0)
                : reader.GetRowParser<T>();
        }

        do
        {
            rows.Add(parser(reader));
        }
        while (reader.Read());
        return rows;
    }

    private static bool IsOneValue<T>() => typeof(T) == typeof(string) || typeof(T) == typeof(byte[]) || typeof(T) == typeof(long) || typeof(T) == typeof(int);

    private static int Place(List<string> names, string name)
    {
        var at = names.IndexOf(name);
        if (at < 0)
        {
            at = names.Count;
            names.Add(name);
        }

        return at + 1;
    }

    private static Func<object, NpgsqlParameter> Binding(Type? owner, string name)
    {
        var property = owner?.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
            ?? throw new InvalidOperationException($"A statement names the parameter @{name}, but {owner?.Name ?? "nothing"} was given.");
        return typeof(PostgresStatement).GetMethod(nameof(Bind), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(owner, property.PropertyType).Invoke(null, [property]) as Func<object, NpgsqlParameter>
            ?? throw new InvalidOperationException($"@{name} cannot be read.");
    }

    private static Func<object, NpgsqlParameter> Bind<TOwner, TValue>(PropertyInfo property)
        where TOwner : class
    {
        var get = property.GetMethod!.CreateDelegate<Func<TOwner, TValue>>();
        return owner => Parameter(get((TOwner)owner));
    }

    private static NpgsqlParameter Parameter<TValue>(TValue value) => value switch
    {
        string text => new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text },
        long number => new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint },
        byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea },
        IEnumerable<string> texts => new NpgsqlParameter<string[]> { TypedValue = [.. texts], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        IEnumerable<long> numbers => new NpgsqlParameter<long[]> { TypedValue = [.. numbers], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
        null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = Unknown<TValue>() },
        _ => new NpgsqlParameter { Value = value },
    };

    /// <summary>The type of a value that is not known.</summary>
    private static NpgsqlDbType Unknown<TValue>() => Nullable.GetUnderlyingType(typeof(TValue)) is { } number
        ? number == typeof(double) ? NpgsqlDbType.Double : number == typeof(bool) ? NpgsqlDbType.Boolean : number == typeof(int) ? NpgsqlDbType.Integer : NpgsqlDbType.Bigint
        : typeof(TValue) == typeof(byte[]) ? NpgsqlDbType.Bytea : NpgsqlDbType.Text;

    [GeneratedRegex(" IN @([A-Za-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex ListParameter();

    // What stands in quotes is text, whatever signs it holds.
    [GeneratedRegex("'[^']*'|@([A-Za-z_][A-Za-z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
