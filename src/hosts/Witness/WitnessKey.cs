using System.Security.Cryptography;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform.Objects;

namespace Daylight.Witness;

/// <summary>The file with the witness's private key: one line <c>PRIVATE+KEY+name+id+…</c> of type 4.</summary>
public static class WitnessKey
{
    /// <summary>Reads the key, or makes one of that name if there is no file yet.</summary>
    /// <exception cref="InvalidOperationException">The file holds no witness key, or there is none and no name for a new one.</exception>
    public static NoteSigner Open(string path, string? name)
    {
        if (!File.Exists(path))
        {
            Make(path, name ?? throw new InvalidOperationException($"{path}: there is no key yet; name the witness with --name to make one, for example --name witness.bank.example/w1."));
        }

        var signer = Read(path);
        return signer.Verifier.Type == NoteKeyType.CosignatureV1 && (name is null || name == signer.Name)
            ? signer
            : throw new InvalidOperationException($"{path}: this is the key of {signer.Name}, or no witness key.");
    }

    private static NoteSigner Read(string path)
    {
        try
        {
            return NoteSigner.Parse(File.ReadAllText(path).TrimEnd('\n'));
        }
        catch (LedgerFormatException failure)
        {
            throw new InvalidOperationException($"{path}: {failure.Message}");
        }
    }

    private static void Make(string path, string name)
    {
        NoteSigner signer;
        try
        {
            signer = new NoteSigner(name, RandomNumberGenerator.GetBytes(32), NoteKeyType.CosignatureV1);
        }
        catch (LedgerFormatException failure)
        {
            throw new InvalidOperationException($"--name: {failure.Message}");
        }

        Durable.Write(path, Encoding.UTF8.GetBytes(signer.ToSecretText() + "\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
