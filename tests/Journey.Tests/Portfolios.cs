using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;

namespace Daylight.Journey;

/// <summary>Brings a small portfolio into a house through the API, as the console does.</summary>
internal static class Portfolios
{
    public const string FirstPhone = "12800000001";

    private const string Header = "account_id,person_id,name,id_number,phones,zone,product,currency,principal,balance,due_date,days_past_due\n";

    public static string Csv(int rows, int from = 1) => Header + string.Concat(Enumerable.Range(from, rows).Select(i =>
        $"A{i:00000},P{i:00000},测试{(char)('甲' + i % 5)},99070119970628{i % 10000:0000},mobile:128{i:00000000};home:0990-{i:0000000},Asia/Shanghai,信用卡,CNY,{1000 + i}.50,{900 + i}.25,2026-02-10,{20 + i % 90}\n"));

    /// <summary>Imports and assigns the first half of the cases to the first collector, the rest to the second.</summary>
    /// <returns>The case ids in the order of their references.</returns>
    public static async Task<List<string>> BringInAsync(House house, int rows = 10)
    {
        var import = await ImportAsync(house.Admin, "portfolio.csv", "portfolio", Encoding.UTF8.GetBytes(Csv(rows)));
        import.Text("status").ShouldBe("done", import.Body!.ToJsonString());
        var cases = await house.Admin.GetAsync("/cases?limit=200");
        var ids = cases["items"].AsArray().OrderBy(row => row!["reference"]!.GetValue<string>(), StringComparer.Ordinal).Select(row => row!["id"]!.GetValue<string>()).ToList();
        ids.Count.ShouldBe(rows);
        for (var i = 0; i < ids.Count; i++)
        {
            var answer = await house.Admin.PostAsync($"/cases/{ids[i]}/assignment", new { staffId = (i < ids.Count / 2 ? house.First : house.Second).StaffId });
            answer.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
        }

        return ids;
    }

    public static async Task<Answer> ImportAsync(ApiProgram admin, string fileName, string kind, byte[] bytes)
    {
        using MultipartFormDataContent form = new();
        form.Add(new ByteArrayContent(bytes), "file", fileName);
        form.Add(new StringContent(kind), "kind");
        var uploaded = await admin.SendAsync(HttpMethod.Post, "/imports", form);
        ((int)uploaded.Status).ShouldBeInRange(200, 201, uploaded.Body?.ToJsonString());
        var id = uploaded.Text("id");
        var started = await admin.PostAsync($"/imports/{id}/start", new { mapping = uploaded["mapping"].DeepClone() });
        ((int)started.Status).ShouldBeInRange(200, 202, started.Body?.ToJsonString());
        for (var i = 0; i < 600; i++)
        {
            var now = await admin.GetAsync($"/imports/{id}");
            if (now.Text("status") is "done" or "failed" or "cancelled")
            {
                return now;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The import did not end within a minute.");
    }

    /// <summary>The person and the mobile of a case, as a client reads them.</summary>
    public static async Task<(string PersonId, string MobileId)> DebtorAsync(ApiProgram program, string caseId)
    {
        var view = await program.GetAsync($"/cases/{caseId}");
        view.Status.ShouldBe(HttpStatusCode.OK, view.Body?.ToJsonString());
        var mobile = view["contactPoints"].AsArray().First(point => point!["kind"]!.GetValue<string>() == "mobile");
        return (view["person"]["id"]!.GetValue<string>(), mobile!["id"]!.GetValue<string>());
    }

    public static Task<Answer> AskAsync(ApiProgram program, string caseId, string personId, string? pointId, string channel = "call", string? key = null) =>
        program.PostAsync("/contacts/permits", new { caseId, personId, channel, contactPointId = pointId }, key);

    /// <summary>A conversation that was permitted and opened.</summary>
    public static async Task<string> OpenAsync(ApiProgram program, string caseId)
    {
        var (person, mobile) = await DebtorAsync(program, caseId);
        var asked = await AskAsync(program, caseId, person, mobile);
        asked.Body!["permit"].ShouldNotBeNull(asked.Body.ToJsonString());
        var opened = await program.PostAsync("/conversations", new { permitId = asked["permit"]["id"]!.GetValue<string>(), kind = "call", direction = "outbound" });
        ((int)opened.Status).ShouldBeInRange(200, 201, opened.Body?.ToJsonString());
        return opened.Text("id");
    }

    public static Task<Answer> SayAsync(ApiProgram program, string conversationId, int seq, string role, string text) =>
        program.PostAsync($"/conversations/{conversationId}/utterances", new { utterances = new[] { new { seq, role, start = seq * 4.0, end = seq * 4.0 + 3, text } } });

    /// <summary>Waits until a list has an item that fits, or gives up after a minute.</summary>
    public static async Task<JsonNode> WaitForAsync(ApiProgram program, string path, Func<JsonNode, bool> fits)
    {
        for (var i = 0; i < 1200; i++)
        {
            var page = await program.GetAsync(path);
            if (page.Status == HttpStatusCode.OK && page["items"].AsArray().FirstOrDefault(item => fits(item!)) is { } found)
            {
                return found;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"Nothing that fits came up under {path}.");
    }

    /// <summary>Asks until the answer fits, or gives up after a minute.</summary>
    public static async Task<Answer> UntilAsync(Func<Task<Answer>> ask, Func<Answer, bool> fits)
    {
        var answer = await ask();
        for (var i = 0; i < 1200 && !(answer.Status == HttpStatusCode.OK && fits(answer)); i++)
        {
            await Task.Delay(50);
            answer = await ask();
        }

        fits(answer).ShouldBeTrue(answer.Body?.ToJsonString());
        return answer;
    }
}
