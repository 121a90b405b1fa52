using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daylight.Platform;

/// <summary>A file of settings that the operator writes: read strictly, and refused with the place where it says something that cannot be meant.</summary>
public sealed class ConfigFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly string _path;

    private ConfigFile(string path) => _path = path;

    /// <summary>A file of the folder <c>config</c>; null if there is none.</summary>
    public static ConfigFile? Find(DataDirectory data, string name)
    {
        ArgumentNullException.ThrowIfNull(data);
        var path = Path.Combine(data.Config, name);
        return File.Exists(path) ? new ConfigFile(path) : null;
    }

    /// <summary>The whole file.</summary>
    /// <typeparam name="T">A record whose required parameters are its required fields.</typeparam>
    /// <exception cref="InvalidOperationException">It is no JSON, or has a field nobody knows.</exception>
    public T Read<T>()
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(_path), Strict) ?? throw Wrong("is empty");
        }
        catch (JsonException failure)
        {
            throw Wrong(failure.Message);
        }
    }

    /// <summary>The field <c>endpoint</c> as an address with one of these schemes.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public Uri Endpoint(string? written, params string[] schemes) =>
        Uri.TryCreate(written, UriKind.Absolute, out var endpoint) && schemes.Contains(endpoint.Scheme, StringComparer.Ordinal)
            ? endpoint
            : throw Wrong($"endpoint: is not an address with {string.Join(" or ", schemes)}");

    /// <summary>The text of a file that the settings name, from their own folder on; null if they name none.</summary>
    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public string? TextBeside(string? file)
    {
        if (file is null)
        {
            return null;
        }

        var full = Path.Combine(Path.GetDirectoryName(_path)!, file); // A file has a folder.
        return File.Exists(full) ? File.ReadAllText(full) : throw Wrong($"{file}: there is no such file");
    }

    /// <summary>A whole number within its range.</summary>
    /// <exception cref="InvalidOperationException">It is outside.</exception>
    public int Within(int? written, int otherwise, int least, int most, string field) => (written ?? otherwise) is var number && number >= least && number <= most
        ? number
        : throw Wrong($"{field}: {least} to {most}");

    /// <summary>What is wrong, with the file.</summary>
    public InvalidOperationException Wrong(string what) => new($"{_path}: {what}");
}
