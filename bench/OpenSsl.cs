using System.Diagnostics;
using System.Globalization;

namespace Daylight.Bench;

/// <summary>What openssl does of the same kind on this machine, as a peer.</summary>
internal static class OpenSsl
{
    /// <summary>Bytes a second of one algorithm in pieces of one length, as <c>openssl speed</c> measures it for a second.</summary>
    public static double BytesPerSecond(string algorithm, int piece)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", ["speed", "-seconds", "1", "-bytes", piece.ToString(CultureInfo.InvariantCulture), "-evp", algorithm])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var noise = process.StandardError.ReadToEndAsync();
        var last = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        process.WaitForExit();
        noise.Wait();
        // The last line ends in thousands of bytes a second: "SHA256   1234567.89k".
        return double.Parse(last.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].TrimEnd('k'), CultureInfo.InvariantCulture) * 1000;
    }
}
