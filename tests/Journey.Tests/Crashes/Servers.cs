using System.Diagnostics;
using System.Net;
using Shouldly;

namespace Daylight.Journey.Crashes;

/// <summary>Waiting for a server process.</summary>
internal static class Servers
{
    public static async Task ReadyAsync(HttpClient http, Process server)
    {
        for (var i = 0; i < 600; i++)
        {
            server.HasExited.ShouldBeFalse("The server ended before it was ready.");
            try
            {
                if ((await http.GetAsync("/healthz")).StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The server was not ready within a minute.");
    }
}
