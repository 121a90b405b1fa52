using System.Security.Cryptography;

namespace Daylight.Platform.Objects;

/// <summary>
/// An object that is written piece by piece and gets its name from its bytes at the end. What is not kept leaves nothing behind
/// but, after a crash, a temporary file that is nobody's.
/// </summary>
public sealed class ObjectDraft : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FileStream _file;
    private readonly Func<string, string> _pathOf;
    private bool _kept;

    internal ObjectDraft(string root, Func<string, string> pathOf)
    {
        _pathOf = pathOf;
        Directory.CreateDirectory(root);
        var temporary = Path.Combine(root, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + ".tmp");
        _file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    /// <summary>How many bytes were written.</summary>
    public long Length { get; private set; }

    /// <summary>Writes the next piece.</summary>
    public void Write(ReadOnlySpan<byte> piece)
    {
        _hash.AppendData(piece);
        _file.Write(piece);
        Length += piece.Length;
    }

    /// <summary>Makes it durable under its name, the SHA-256 of its bytes.</summary>
    /// <returns>The hash.</returns>
    public byte[] Keep()
    {
        var hash = _hash.GetHashAndReset();
        var path = _pathOf(Convert.ToHexStringLower(hash));
        if (File.Exists(path))
        {
            return hash; // The same bytes lie there already; these go.
        }

        Durable.Place(_file, path);
        _kept = true;
        return hash;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hash.Dispose();
        _file.Dispose();
        if (!_kept)
        {
            DurableBatch.Remove(_file.Name);
        }
    }
}
