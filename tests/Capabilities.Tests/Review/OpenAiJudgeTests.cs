using Daylight.Platform.OpenAi;
using Shouldly;
using Xunit;

namespace Daylight.Review;

/// <summary>The client of <c>POST /v1/chat/completions</c>, against a simulated peer over a real socket.</summary>
public sealed class OpenAiJudgeTests
{
    private const string Yes = """{"verdict":"yes","quote":"你家里人知道吗","reason":"暗示会找家人"}""";

    private static readonly JudgeExcerpt Shown = new(
        [new ExcerptLine(3, "staff", "欠这么多，你家里人知道吗？"), new ExcerptLine(4, "customer", "别找他们，打 138****8000")], 3, "家里人");

    [Fact]
    public async Task The_question_goes_with_its_schema_and_the_checked_answer_comes_back()
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(Yes));
        var prompt = JudgePrompt.Of(Settings(server), "员工是否在暗示会找家人？", Shown);

        var reply = await AskAsync(server, prompt);

        reply.Answer.Value.ShouldBe(new JudgeAnswer("yes", "你家里人知道吗", "暗示会找家人"));
        (reply.Model, reply.Usage).ShouldBe(("judge-7b-instruct", new JudgeUsage(812, 41)));
        var request = server.Received.ShouldHaveSingleItem();
        (request.Path, request.Authorization, request.ContentType).ShouldBe(("/v1/chat/completions", "Bearer very-secret", "application/json"));
        request.Body.ShouldBe(prompt.Body);
        prompt.Hash.ShouldBe("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(request.Body)));
        request.Json.GetProperty("model").GetString().ShouldBe("judge");
        request.Json.GetProperty("temperature").GetDouble().ShouldBe(0);
        request.Json.GetProperty("max_tokens").GetInt32().ShouldBe(400);
        var format = request.Json.GetProperty("response_format");
        format.GetProperty("type").GetString().ShouldBe("json_schema");
        format.GetProperty("json_schema").GetProperty("schema").GetProperty("properties").GetProperty("verdict").GetProperty("enum").EnumerateArray().Select(word => word.GetString()).ShouldBe(["yes", "no", "unsure"]);
        request.Question.ShouldContain("员工是否在暗示会找家人？");
        request.Question.ShouldContain("欠这么多，你家里人知道吗？");
    }

    [Theory]
    [InlineData(nameof(JudgeAnswerFormat.JsonObject), "json_object")]
    [InlineData(nameof(JudgeAnswerFormat.Words), null)]
    public async Task A_server_that_knows_no_schemas_is_asked_without(string format, string? type)
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(Yes));

        (await AskAsync(server, JudgePrompt.Of(Settings(server) with { Format = Enum.Parse<JudgeAnswerFormat>(format) }, "员工是否在暗示会找家人？", Shown))).Answer.IsFailure.ShouldBeFalse();

        (server.Received.Single().Json.TryGetProperty("response_format", out var sent) ? sent.GetProperty("type").GetString() : null).ShouldBe(type);
    }

    public static TheoryData<string, string> Refused() => new()
    {
        { "{\"verdict\":\"yes\",\"quote\":\"你家里人知道吗\"", "judge-wrong-schema" },
        { "是的，这是威胁。", "judge-wrong-schema" },
        { "[]", "judge-wrong-schema" },
        { """{"verdict":"maybe","quote":"你家里人知道吗","reason":""}""", "judge-wrong-schema" },
        { """{"verdict":"yes","quote":"你家里人知道吗"}""", "judge-wrong-schema" },
        { """{"verdict":"yes","quote":"你家里人知道吗","reason":"","confidence":1}""", "judge-wrong-schema" },
        { """{"verdict":"yes","quote":["你家里人知道吗"],"reason":""}""", "judge-wrong-schema" },
        { """{"verdict":"yes","verdict":"no","quote":"你家里人知道吗"}""", "judge-wrong-schema" },
        { """{"verdict":"yes","quote":"我会去你家","reason":"他这样说"}""", "judge-unfounded" },
        { """{"verdict":"no","quote":"我不会去你家","reason":"他这样说"}""", "judge-unfounded" },
        { """{"verdict":"yes","quote":"  ","reason":"明显如此"}""", "judge-unfounded" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_not_of_the_schema_or_quotes_what_nobody_said_is_refused_and_its_tokens_are_counted(string said, string code)
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(said));

        var reply = await AskAsync(server);

        reply.Answer.Failure!.Code.ShouldBe(code);
        reply.Usage.ShouldBe(new JudgeUsage(812, 41));
    }

    [Theory]
    [InlineData("""{"verdict":"no","quote":"","reason":"只是询问"}""", "no")]
    [InlineData("""{"verdict":"unsure","quote":"打 138****8000","reason":"看不出"}""", "unsure")]
    public async Task A_no_and_an_unsure_may_quote_nothing_or_any_line(string said, string verdict)
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(said));

        (await AskAsync(server)).Answer.Value.Verdict.ShouldBe(verdict);
    }

    [Theory]
    [InlineData(429, """{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}""", "judge-busy")]
    [InlineData(500, """{"error":{"message":"internal"}}""", "judge-busy")]
    [InlineData(503, "overloaded", "judge-busy")]
    [InlineData(400, """{"object":"error","message":"response_format is not supported","code":400}""", "judge-refused")]
    [InlineData(401, """{"error":{"message":"Incorrect API key"}}""", "judge-refused")]
    [InlineData(302, "", "judge-refused")]
    [InlineData(200, "", "judge-unreadable")]
    [InlineData(200, "{\"choices\":[{\"message\":", "judge-unreadable")]
    [InlineData(200, "{\"choices\":[]}", "judge-unreadable")]
    [InlineData(200, "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"no\"},\"finish_reason\":\"stop\"}]}", "judge-unreadable")]
    public async Task Each_kind_of_failure_is_told_apart(int status, string body, string code)
    {
        await using var server = await SimulatedChatServer.StartAsync(new RecordedChat(status, body));

        (await AskAsync(server)).Answer.Failure!.Code.ShouldBe(code);
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_is_not_taken_for_whole()
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(Yes, finish: "length"));

        (await AskAsync(server)).Answer.Failure!.Code.ShouldBe("judge-unreadable");
    }

    [Fact]
    public async Task A_huge_answer_is_not_read_to_its_end()
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(new string('好', 2_000_000)));

        (await AskAsync(server)).Answer.Failure!.Code.ShouldBe("judge-too-long");
    }

    [Fact]
    public async Task A_server_that_breaks_off_or_is_not_there_is_away()
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(Yes) with { BreaksOff = true });

        (await AskAsync(server)).Answer.Failure!.Code.ShouldBe("judge-away");
        var nobody = Settings(server) with { Address = new OpenAiAddress(new Uri("http://127.0.0.1:9"), TimeSpan.FromSeconds(30)) };
        using OpenAiJudge judge = new(nobody);
        (await judge.AskAsync(JudgePrompt.Of(nobody, "员工是否在暗示会找家人？", Shown), Shown, CancellationToken.None)).Answer.Failure!.Code.ShouldBe("judge-away");
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_on_in_the_time_the_settings_allow()
    {
        await using var server = await SimulatedChatServer.StartAsync(new RecordedChat(200, "") { IsSilent = true });
        var settings = Settings(server) with { Address = new OpenAiAddress(server.Endpoint, TimeSpan.FromMilliseconds(200)) };
        using OpenAiJudge judge = new(settings);

        var reply = await judge.AskAsync(JudgePrompt.Of(settings, "员工是否在暗示会找家人？", Shown), Shown, CancellationToken.None);

        reply.Answer.Failure!.Code.ShouldBe("judge-timeout");
        reply.Usage.ShouldBe(JudgeUsage.Unknown, "nobody knows whether it was done");
    }

    [Fact]
    public void The_settings_never_print_the_key() =>
        new JudgeSettings { Address = new OpenAiAddress(new Uri("http://judge.example"), TimeSpan.FromSeconds(1)) { Key = "very-secret" } }.ToString().ShouldNotContain("very-secret");

    private static JudgeSettings Settings(SimulatedChatServer server) => new()
    {
        Address = new OpenAiAddress(server.Endpoint, TimeSpan.FromSeconds(30)) { Key = "very-secret" },
        Model = "judge",
    };

    private static async Task<JudgeReply> AskAsync(SimulatedChatServer server, JudgePrompt? prompt = null)
    {
        using OpenAiJudge judge = new(Settings(server));
        return await judge.AskAsync(prompt ?? JudgePrompt.Of(Settings(server), "员工是否在暗示会找家人？", Shown), Shown, CancellationToken.None);
    }
}
