using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Daylight.Bench;

/// <summary>The few calls the benchmarks make, as any client makes them.</summary>
internal static class Api
{
    private const string Header = "account_id,person_id,name,id_number,phones,zone,product,currency,principal,balance,due_date,days_past_due\n";

    public static async Task<JsonNode> PostAsync(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {text}");
    }

    public static async Task<JsonNode> GetAsync(HttpClient client, string path) => JsonNode.Parse(await client.GetStringAsync(path))!;

    /// <summary>A portfolio of invented people whose numbers cannot be dialled.</summary>
    public static string Portfolio(int rows)
    {
        StringBuilder csv = new(Header);
        for (var i = 1; i <= rows; i++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"A{i:0000000},P{i:0000000},测试{(char)('一' + i % 2000)},990701{i % 1000000:000000}{i % 10000:0000}00,mobile:128{i:00000000};home:0990-{i % 10000000:0000000},Asia/Shanghai,信用卡,CNY,{1000 + i % 90000}.50,{900 + i % 90000}.25,2026-02-10,{1 + i % 180}\n");
        }

        return csv.ToString();
    }

    /// <summary>Imports through the API and waits for the end.</summary>
    public static async Task<JsonNode> ImportAsync(HttpClient admin, string csv)
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent(csv, Encoding.UTF8, new MediaTypeHeaderValue("text/csv")), "file", "bench.csv" },
            { new StringContent("portfolio"), "kind" },
        };
        using var response = await admin.PostAsync("imports", form);
        var uploaded = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        await PostAsync(admin, $"imports/{uploaded["id"]}/start", new { mapping = uploaded["mapping"]!.DeepClone() });
        while (true)
        {
            var now = await GetAsync(admin, $"imports/{uploaded["id"]}");
            if (now["status"]!.GetValue<string>() is "done" or "failed")
            {
                return now;
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Cases of the collector with person and mobile, ready to be called.</summary>
    public static async Task<List<(string Case, string Person, string Mobile)>> AssignedAsync(Installation installation, int rows)
    {
        await ImportAsync(installation.Admin, Portfolio(rows));
        List<(string, string, string)> assigned = [];
        string? cursor = null;
        do
        {
            var page = await GetAsync(installation.Admin, $"cases?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}");
            foreach (var row in page["items"]!.AsArray())
            {
                var id = row!["id"]!.GetValue<string>();
                using var answer = await installation.Admin.PostAsJsonAsync($"cases/{id}/assignment", new { staffId = installation.CollectorId });
                answer.EnsureSuccessStatusCode();
                var view = await GetAsync(installation.Admin, $"cases/{id}");
                assigned.Add((id, view["person"]!["id"]!.GetValue<string>(), view["contactPoints"]!.AsArray().First(point => point!["kind"]!.GetValue<string>() == "mobile")!["id"]!.GetValue<string>()));
            }

            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return assigned;
    }
}
