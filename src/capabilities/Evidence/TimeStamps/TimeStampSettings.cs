using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Daylight.Ledger;
using Daylight.Platform;

namespace Daylight.Evidence;

/// <summary>A time-stamp authority that is asked.</summary>
/// <param name="Name">Its short name: lower-case letters, digits, hyphens; it stands in file names.</param>
/// <param name="Url">Where it answers RFC 3161 queries.</param>
/// <param name="Roots">The certificates its tokens must lead to.</param>
/// <param name="Policies">Accepted policies; empty accepts all.</param>
/// <param name="Digests">The digests it is asked for, one token each.</param>
internal sealed record Authority(string Name, Uri Url, TimeStampRoots Roots, IReadOnlyList<string> Policies, IReadOnlyList<StampDigest> Digests)
{
    /// <summary>How it knows us, if it wants to.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }
}

/// <summary>Which authorities are asked: <c>config/time-stamps.json</c> in the data directory; without the file, none.</summary>
internal sealed partial class TimeStampSettings(IReadOnlyList<Authority> authorities)
{
    public const int AuthoritiesMax = 2;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public IReadOnlyList<Authority> Authorities { get; } = authorities;

    public Authority? Find(string name) => Authorities.FirstOrDefault(authority => authority.Name == name);

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidOperationException">It says something that cannot be meant.</exception>
    public static TimeStampSettings Read(DataDirectory data)
    {
        var path = Path.Combine(data.Config, "time-stamps.json");
        return File.Exists(path) ? new SettingsFile(path).Read() : new TimeStampSettings([]);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    private sealed class SettingsFile(string path)
    {
        public TimeStampSettings Read()
        {
            try
            {
                var written = JsonSerializer.Deserialize<Written>(File.ReadAllBytes(path), Strict) ?? throw Wrong("authorities: is missing");
                var authorities = written.Authorities.Select(Authority).ToList();
                return authorities.Count <= AuthoritiesMax && authorities.DistinctBy(one => one.Name).Count() == authorities.Count
                    ? new TimeStampSettings(authorities)
                    : throw Wrong($"authorities: at most {AuthoritiesMax}, each name once");
            }
            catch (JsonException failure)
            {
                throw Wrong(failure.Message);
            }
        }

        private Authority Authority(WrittenAuthority written)
        {
            if (!Name().IsMatch(written.Name))
            {
                throw Wrong($"name: {written.Name} is not 1 to 40 lower-case letters, digits and hyphens");
            }

            if (!Uri.TryCreate(written.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            {
                throw Wrong($"url of {written.Name}: is not an http or https address");
            }

            var digests = (written.Digests ?? ["sha256"]).Select(word => StampDigests.FromWord(word) ?? throw Wrong($"digests of {written.Name}: sha256 and sm3 are known")).Distinct().ToList();
            return new Authority(written.Name, url, Roots(written), written.Policies ?? [], digests)
            {
                Authorization = written.User is null ? null : new AuthenticationHeaderValue(
                    "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{written.User}:{(written.PasswordFile is null ? "" : Beside(written.PasswordFile).Trim())}"))),
            };
        }

        private TimeStampRoots Roots(WrittenAuthority written)
        {
            try
            {
                return TimeStampRoots.Parse(Beside(written.Roots));
            }
            catch (LedgerFormatException failure)
            {
                throw Wrong($"roots of {written.Name}: {failure.Problem}");
            }
        }

        private string Beside(string file)
        {
            var full = Path.Combine(Path.GetDirectoryName(path)!, file);
            return File.Exists(full) ? File.ReadAllText(full) : throw Wrong($"{file}: there is no such file");
        }

        private InvalidOperationException Wrong(string what) => new($"{path}: {what}");
    }

    private sealed record Written(IReadOnlyList<WrittenAuthority> Authorities);

    private sealed record WrittenAuthority(
        string Name, string Url, string Roots, IReadOnlyList<string>? Policies = null, IReadOnlyList<string>? Digests = null, string? User = null, string? PasswordFile = null);
}
