using Daylight.Conduct;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Review;

/// <summary>The index, the scope and the verification together find what reading everything finds, in pages of any size.</summary>
public sealed class SearchAgreementTests
{
    /// <summary>Pieces of which both what is said and what is sought are made, so that questions hit, nearly hit, and run across borders.</summary>
    private static readonly string[] Pieces =
    [
        "还", "款", "还款", "今天", "天", "還款", "法院", "起诉", "您好", "您", "。", "，", " ", "12", "3", "98", "ok", "OK", "Ｐay", "pay", "13912345678", "😀", "微信号 wx_1234567", "⑤", "诉", "*", "起",
    ];

    private static readonly string[] Roles = ["staff", "customer", "thirdParty", "system"];

    private static readonly Gen<string> Texts = Gen.Elements(Pieces).ListOf().Where(list => list.Count <= 14).Select(list => string.Concat(list));

    private static readonly Gen<string> Sought = Gen.Elements(Pieces).NonEmptyListOf().Where(list => list.Count <= 3).Select(list => string.Concat(list))
        .Where(word => word.Trim().Length is > 0 and <= 64);

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_is_found_is_what_reading_everything_finds(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var lines = await SayAsync(home, conversations: 14);
        var (asked, hits) = (0, 0);
        foreach (var request in Questions().Sample(400, 90))
        {
            var first = await Searching.TryAsync(home, inspector, request);
            if (first.Failure is { } failure)
            {
                failure.Code.ShouldBe("search-word-too-short", string.Join('|', request.Words!));
                continue;
            }

            var found = await Searching.AllAsync(home, inspector, request);
            var expected = NaiveSearch.Find(lines, request);
            found.ToHashSet().SetEquals(expected).ShouldBeTrue($"{request}: {string.Join('|', request.Words!)}: {found.Count} found, {expected.Count} expected");
            found.Count.ShouldBe(expected.Count, "Each hit stands on one page, once.");
            asked++;
            hits += expected.Count;
        }

        asked.ShouldBeGreaterThan(40);
        hits.ShouldBeGreaterThan(100);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Bounds_of_team_staff_case_kind_and_period_keep_exactly_what_lies_within(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        List<(string Id, DateTimeOffset At, bool Own)> calls = [];
        for (var i = 0; i < 8; i++)
        {
            var own = i % 3 != 0;
            var call = await Searching.CallAsync(home, own ? null : home.Colleague);
            calls.Add((call, home.Clock.Now, own));
            await home.SayAsync(call, 0, "今天还款吗", "customer", own ? null : home.Colleague);
            home.Clock.Now += TimeSpan.FromMinutes(7);
        }

        await Searching.IndexAsync(home);
        async Task<List<string>> IdsAsync(SearchRequest request) => (await Searching.AllAsync(home, inspector, request)).ConvertAll(hit => hit.Conversation);
        SearchRequest all = new(["还款"], "review");
        var mine = calls.Where(call => call.Own).Select(call => call.Id).Reverse().ToList();
        (await IdsAsync(all)).ShouldBe(calls.Select(call => call.Id).Reverse());
        (await IdsAsync(all with { StaffId = home.Collector.StaffId })).ShouldBe(mine);
        (await IdsAsync(all with { TeamId = ConductHome.TeamA })).ShouldBe(mine);
        (await IdsAsync(all with { CaseId = ConductHome.Case })).ShouldBe(mine);
        (await IdsAsync(all with { Kind = "chat" })).ShouldBeEmpty();
        (await IdsAsync(all with { From = calls[2].At, To = calls[5].At })).ShouldBe([calls[4].Id, calls[3].Id, calls[2].Id]);
        (await IdsAsync(all with { From = calls[7].At.AddMinutes(1) })).ShouldBeEmpty();
        (await IdsAsync(all with { StaffId = "st-nobody" })).ShouldBeEmpty();
    }

    private static async Task<List<SpokenLine>> SayAsync(ConductHome home, int conversations)
    {
        List<SpokenLine> lines = [];
        var texts = Texts.Sample(60, conversations * 9).Concat(["还款", "今天，还款。法院", ""]).ToArray();
        for (var i = 0; i < conversations; i++)
        {
            var caller = i % 3 == 0 ? home.Colleague : home.Collector;
            var call = await Searching.CallAsync(home, caller);
            var said = Enumerable.Range(0, 9).Select(seq => new UtteranceInput(seq, Roles[(seq + i) % 4], texts[((i * 9) + seq) % texts.Length], seq)).ToList();
            (await home.TrySayAsync(call, said, caller)).IsFailure.ShouldBeFalse();
            lines.AddRange(said.Select(item => new SpokenLine(call, item.Seq, item.Role, item.Text)));
            if (i % 4 == 0)
            {
                await Searching.IndexAsync(home);
            }
        }

        await Searching.IndexAsync(home);
        return lines;
    }

    private static Gen<SearchRequest> Questions() =>
        from words in Sought.NonEmptyListOf().Where(list => list.Count <= 3)
        from mode in Gen.Elements("any", "all", "characters", "turns")
        from characters in Gen.Choose(1, 20)
        from turns in Gen.Choose(0, 4)
        from role in Gen.Elements<string?>(null, null, "staff", "customer", "thirdParty")
        from limit in Gen.Choose(1, 7)
        select new SearchRequest(
            [.. words],
            "review",
            mode is "any" or "all" ? mode : "near",
            mode == "characters" ? characters : null,
            mode == "turns" ? turns : null,
            role,
            Limit: limit);
}
