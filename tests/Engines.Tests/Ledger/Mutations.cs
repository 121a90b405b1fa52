using System.Text;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>Which bytes of a bundle are flipped.</summary>
internal static class Mutations
{
    // The two verifiers are many times longer than everything else and are only hashed: one byte in so many is flipped there.
    private const int VerifierStep = 211;

    /// <summary>Every offset of the container and of all files; of the two verifiers a sample.</summary>
    public static IEnumerable<int> EachByteOf(byte[] zip)
    {
        var verifiers = new[] { "verify.html", "verify.py" }.Select(name => Extent(zip, name)).ToList();
        return Enumerable.Range(0, zip.Length).Where(i => i % VerifierStep == 0 || !verifiers.Exists(extent => extent.From <= i && i < extent.To));
    }

    private static (int From, int To) Extent(byte[] zip, string name)
    {
        var at = zip.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name + (name.EndsWith("html", StringComparison.Ordinal) ? "<!doctype" : "#!/usr"))) + name.Length;
        return (at, at + BitConverter.ToInt32(zip, at - name.Length - 30 + 22));
    }
}
