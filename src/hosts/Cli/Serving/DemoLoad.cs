using System.Net;
using System.Text.Json.Nodes;
using Daylight.Platform;
using Spectre.Console;

namespace Daylight.Cli.Serving;

/// <summary>
/// Brings the demonstration portfolio into the running server, states the standing of the institution and its collectors, and
/// shares the cases out among them, through the public API and nothing else. Run again after an interruption it goes on where it
/// stopped: imports, statements and assignments repeat harmlessly.
/// </summary>
internal sealed class DemoLoad(DemoFile demo, Uri server, string dataFolder)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);

    public async Task<DemoFile> RunAsync(CancellationToken cancellation)
    {
        if (demo.Loaded)
        {
            return demo;
        }

        using RemoteServer api = new(server.ToString(), demo.AdminToken);
        await Output.ProgressAsync(async context =>
        {
            var portfolio = context.AddTask("导入资产包 Importing the portfolio");
            var parties = context.AddTask("导入相关人 Importing the parties");
            var standing = context.AddTask("登记从业资质 Stating the standing");
            var sharing = context.AddTask("分派案件 Assigning the cases");
            await ImportAsync(api, "portfolio", "portfolio.csv", portfolio, cancellation);
            await ImportAsync(api, "parties", "parties.csv", parties, cancellation);
            await new DemoStanding(demo, api).StateAsync(standing, cancellation);
            await AssignAsync(api, sharing, cancellation);
            return true;
        });
        var loaded = demo with { Loaded = true };
        loaded.Write(dataFolder);
        return loaded;
    }

    private static async Task ImportAsync(RemoteServer api, string kind, string fileName, ProgressTask bar, CancellationToken cancellation)
    {
        using MultipartFormDataContent form = new()
        {
            { new ByteArrayContent(await File.ReadAllBytesAsync(ProductFiles.Require(Path.Combine("samples", fileName)), cancellation)), "file", fileName },
            { new StringContent(kind), "kind" },
        };
        var uploaded = await api.PostAsync("imports", form, cancellation);
        var id = uploaded["id"]!.GetValue<string>();
        await api.PostAsync($"imports/{id}/start", new { mapping = uploaded["mapping"]!.DeepClone() }, cancellation);
        while (true)
        {
            var now = await api.GetAsync($"imports/{id}", cancellation);
            var total = now["rowsTotal"]?.GetValue<long>() ?? 1;
            (bar.MaxValue, bar.Value) = (Math.Max(1, total), now["rowsRead"]!.GetValue<long>());
            switch (now["status"]!.GetValue<string>())
            {
                case "done":
                    bar.Value = bar.MaxValue;
                    return;
                case "failed" or "cancelled":
                    throw new InvalidOperationException($"{fileName}: {now["error"]}");
                default:
                    await Task.Delay(PollEvery, cancellation);
                    break;
            }
        }
    }

    private async Task AssignAsync(RemoteServer api, ProgressTask bar, CancellationToken cancellation)
    {
        string? cursor = null;
        var assigned = 0;
        do
        {
            var page = await api.GetAsync($"cases?limit=200{(cursor is null ? "" : $"&cursor={WebUtility.UrlEncode(cursor)}")}", cancellation);
            bar.MaxValue = page["total"]?.GetValue<long>() ?? 500;
            foreach (var row in page["items"]!.AsArray())
            {
                var staffId = demo.Collectors[assigned++ % demo.Collectors.Count].StaffId;
                await api.PostAsync($"cases/{row!["id"]}/assignment", new JsonObject { ["staffId"] = staffId }, cancellation);
                bar.Value = assigned;
            }

            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        bar.Value = bar.MaxValue;
    }
}
