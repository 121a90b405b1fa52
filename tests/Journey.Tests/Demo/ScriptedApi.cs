using System.Net;
using System.Text;
using System.Text.Json;

namespace Daylight.Journey.Demo;

/// <summary>A wire that records what a client sends and answers as told: the public API as seen from outside.</summary>
internal sealed class ScriptedApi : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<SentRequest> _sent = [];
    private int _permits;
    private int _messages;

    /// <summary>How many requests are answered with 503 before the server is well.</summary>
    public int FailuresLeft { get; set; }

    /// <summary>Whether the gate permits the case.</summary>
    public Func<string, bool> Permits { get; init; } = _ => true;

    /// <summary>What the screening says to a text.</summary>
    public Func<string, string> Screens { get; init; } = _ => "allowed";

    public int Cases { get; init; } = 3;

    /// <summary>A conversation that an earlier run left open.</summary>
    public string? LeftOpen { get; init; }

    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? default : JsonDocument.Parse(await request.Content.ReadAsStringAsync(cancellationToken)).RootElement;
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        var sent = new SentRequest(request.Method.Method, request.RequestUri!.AbsolutePath["/api/v1/".Length..], key, request.Headers.Authorization?.Parameter, body);
        lock (_lock)
        {
            _sent.Add(sent);
            if (sent.Method == "POST" && FailuresLeft > 0)
            {
                FailuresLeft--;
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
            }

            return Json(Answer(sent));
        }
    }

    private object Answer(SentRequest sent) => (sent.Method, sent.Path.Split('/')) switch
    {
        ("GET", ["session"]) => new
        {
            staff = new { id = "st1", displayName = "林晓" },
            institution = new { id = "in1", name = "示例消费金融", zone = "Asia/Shanghai" },
            clock = new { now = "2026-03-02T01:00:00Z", simulated = true, pace = 3600.0 },
        },
        ("GET", ["cases"]) => new { items = Enumerable.Range(1, Cases).Select(Row), next = (string?)null },
        ("GET", ["cases", var id]) => CaseView(int.Parse(id[2..], System.Globalization.CultureInfo.InvariantCulture)),
        ("GET", ["conversations"]) => new { items = LeftOpen is null ? [] : new[] { new { id = LeftOpen, kind = "call" } }, next = (string?)null },
        ("POST", ["contacts", "permits"]) => Permit(sent.Body.GetProperty("caseId").GetString() ?? ""),
        ("POST", ["conversations"]) => new { id = "cv1" },
        ("POST", ["messages"]) => Screened(Screens(sent.Body.GetProperty("text").GetString() ?? "")),
        _ => new { },
    };

    private object Screened(string verdict) => verdict == "allowed"
        ? new { verdict, findings = Array.Empty<object>(), conversationId = (string?)"cv-thread", seq = (int?)_messages++ }
        : new { verdict, findings = new[] { new { rule = "cn.rule" } }, conversationId = (string?)null, seq = (int?)null };

    private object Permit(string caseId) => Permits(caseId)
        ? new { decision = new { verdict = "permit", next = (string?)null }, permit = new { id = $"pm{++_permits}-{caseId}" } }
        : new { decision = new { verdict = "refuse", next = "2026-03-03T00:00:00Z" }, permit = (object?)null };

    private static object Row(int number) => new
    {
        id = $"cs{number}", personId = $"pn{number}", personName = "张**", product = "信用卡", balance = new { minor = 123456, currency = "CNY" }, daysPastDue = 40,
    };

    private static object CaseView(int number) => new
    {
        @case = Row(number),
        accounts = new[] { new { id = $"ac{number}", product = "信用卡", attributes = new Dictionary<string, string> { ["salutation"] = "女士", ["stage"] = "M2" } } },
        parties = Array.Empty<object>(),
        contactPoints = new[] { new { id = $"cp{number}", personId = $"pn{number}", kind = "mobile", quality = "unknown" } },
        attributes = new Dictionary<string, string>(),
    };

    private static HttpResponseMessage Json(object value) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json"),
    };
}

/// <summary>One request as it went over the wire.</summary>
internal sealed record SentRequest(string Method, string Path, string? Key, string? Token, JsonElement Body);
