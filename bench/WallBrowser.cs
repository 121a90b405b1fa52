using System.Diagnostics;
using System.Globalization;
using Daylight.Platform;

namespace Daylight.Bench;

/// <summary>
/// A real Chromium beside the benchmark that shows the live wall and says when an alert stood in its page
/// (<c>ui/e2e/wall-watch.mjs</c>). Both take the time from this machine's clock.
/// </summary>
internal sealed class WallBrowser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private WallBrowser(Process process) => _process = process;

    /// <summary>Opens the wall; null, with the reason on the error output, if this machine cannot.</summary>
    public static async Task<WallBrowser?> OpenAsync(Uri server, string name, string password)
    {
        if (ProductFiles.Find("ui/e2e/wall-watch.mjs") is not { } script || ProductFiles.Find("ui/dist/console/index.html") is null || ProductFiles.Find("ui/node_modules/@playwright") is null)
        {
            Console.Error.WriteLine("The console is not built here: run npm --prefix ui ci and npm --prefix ui run build first.");
            return null;
        }

        ProcessStartInfo start = new("node", [script, server.ToString(), name]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DAYLIGHT_PASSWORD"] = password;
        WallBrowser browser = new(Process.Start(start) ?? throw new InvalidOperationException("node did not start."));
        if (await browser.LineAsync() == "ready")
        {
            return browser;
        }

        Console.Error.WriteLine("The browser did not get to the live wall; its reason stands above.");
        await browser.DisposeAsync();
        return null;
    }

    /// <summary>When the next alert of a conversation stood in the page; alerts of others before it are passed over.</summary>
    public async Task<DateTimeOffset> AlertOfAsync(string conversation)
    {
        while (await LineAsync() is { } line)
        {
            if (line.Split(' ') is [var id, var at] && id == conversation)
            {
                return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException("The browser has gone.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string?> LineAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        return await _process.StandardOutput.ReadLineAsync(patience.Token);
    }
}
