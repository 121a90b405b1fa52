using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;

namespace Daylight.Platform.Storage;

/// <summary>
/// Lists as SQLite takes them: one parameter with a JSON array instead of a parameter for each member, which SQLite looks up
/// by name one by one and of which it takes only so many.
/// </summary>
internal static partial class SqliteLists
{
    /// <summary>The statement and its parameters with each <c>IN @list</c> rewritten.</summary>
    public static (string Sql, object? Parameters) Flatten(string sql, object? parameters)
    {
        if (parameters is null or SqlMapper.IDynamicParameters || !sql.Contains(" IN @", StringComparison.Ordinal))
        {
            return (sql, parameters);
        }

        DynamicParameters flat = new();
        foreach (var property in parameters.GetType().GetProperties())
        {
            var value = property.GetValue(parameters);
            flat.Add(property.Name, value is IEnumerable list and not (string or byte[]) ? JsonSerializer.Serialize(list, list.GetType()) : value);
        }

        return (ListParameter().Replace(sql, " IN (SELECT value FROM json_each(@$1))"), flat);
    }

    [GeneratedRegex(" IN @([A-Za-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex ListParameter();
}
