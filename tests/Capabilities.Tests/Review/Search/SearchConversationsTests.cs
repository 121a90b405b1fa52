using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class SearchConversationsTests
{
    private const string OtherInstitution = "in00000000000000000002";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Everyone_finds_what_their_role_reaches_and_nothing_else(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var inA = await SayAsync(home, "今天一定还款");
        var inB = await SayAsync(home, "明天一定还款", home.Colleague);
        await Searching.IndexAsync(home);
        await home.Installation.AddInstitutionAsync(OtherInstitution, "另一机构");
        var foreigner = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "foreigner", institution: OtherInstitution);
        var lead = await home.Installation.AddStaffAsync(Role.Supervisor, "lead", ConductHome.TeamA);
        var teamless = await home.Installation.AddStaffAsync(Role.Supervisor, "teamless");
        var auditor = await home.Installation.AddStaffAsync(Role.Auditor, "auditor");

        (await Searching.AllAsync(home, auditor, "还款")).ShouldBe([(inB, 0), (inA, 0)]);
        (await Searching.AllAsync(home, lead, "还款")).ShouldBe([(inA, 0)]);
        (await Searching.AllAsync(home, teamless, "还款")).ShouldBeEmpty();
        (await Searching.AllAsync(home, foreigner, "还款")).ShouldBeEmpty();
        (await Searching.TryAsync(home, lead, new SearchRequest(["还款"], "review"))).Value.Candidates.ShouldBe(1, "How much there is beyond the scope is not told either.");

        // The case goes to the other team: what the own team held stays readable, as in the list of conversations.
        await home.Installation.WriteAsync(session => session.Execute("UPDATE case_file SET team_id = @TeamB WHERE id = @Case", new { ConductHome.TeamB, ConductHome.Case }));
        (await Searching.AllAsync(home, lead, "还款")).ShouldBe([(inA, 0)]);
        var other = await home.Installation.AddStaffAsync(Role.Supervisor, "other", ConductHome.TeamB);
        (await Searching.AllAsync(home, other, "还款")).ShouldBe([(inB, 0), (inA, 0)]);
    }

    [Fact]
    public void Who_may_search_stands_in_the_permission_map()
    {
        var roles = Enum.GetValues<Role>().Where(role => Permissions.Of(role).Contains(Permissions.ConversationSearch)).ToArray();
        roles.ShouldBe([Role.Inspector, Role.Supervisor, Role.ComplianceOfficer, Role.Auditor], ignoreOrder: true);
        roles.ShouldAllBe(role => Permissions.Of(role).Contains(Permissions.ConversationRead));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_search_leaves_an_entry_that_says_of_what_and_holds_no_word(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var call = await SayAsync(home, "我要投诉你们");
        await Searching.IndexAsync(home);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");

        var first = (await Searching.TryAsync(home, officer, new SearchRequest(["投诉", "你们"], "complaint", "all", Role: "customer"))).Value;
        var again = (await Searching.TryAsync(home, officer, new SearchRequest(["你们", "投訴"], "complaint", "all", Role: "customer"))).Value;
        var none = (await Searching.TryAsync(home, officer, new SearchRequest(["没有这话"], "court"))).Value;

        first.Items.Select(item => item.Conversation.Id).ShouldBe([call]);
        none.Items.ShouldBeEmpty();
        var entries = await home.ReadAsync(session => new[] { first, again, none }.Select(answer => EntryStore.ById(session, TestInstallation.Institution, answer.Receipt.EntryId)!).ToArray());
        entries.ShouldAllBe(entry => entry.Act == "conversation.searched" && entry.StaffId == officer.StaffId);
        var leaves = entries.Select(entry => System.Text.Encoding.UTF8.GetString(entry.Leaf)).ToArray();
        leaves.ShouldAllBe(leaf => !leaf.Contains("投", StringComparison.Ordinal) && !leaf.Contains("你们", StringComparison.Ordinal) && !leaf.Contains("没有这话", StringComparison.Ordinal));
        leaves[0].ShouldContain(call);
        leaves[0].ShouldContain("complaint");
        Question(leaves[1]).ShouldBe(Question(leaves[0]), "The same question, typed otherwise, has the same fingerprint.");
        Question(leaves[2]).ShouldNotBe(Question(leaves[0]));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Corrected_and_late_words_are_found_and_the_words_before_are_not(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var call = await home.OpenCallAsync();
        await home.TrySayAsync(call, [new UtteranceInput(0, "staff", "你这个老乡"), new UtteranceInput(3, "customer", "我没有工资")]);
        await Searching.IndexAsync(home);
        (await Searching.AllAsync(home, inspector, "老乡")).ShouldBe([(call, 0)]);

        await home.TrySayAsync(call, [new UtteranceInput(0, "staff", "你这个老赖", Revision: 2), new UtteranceInput(1, "customer", "请你文明")]);
        (await Searching.AllAsync(home, inspector, "老乡")).ShouldBeEmpty("What counts no more is not shown even before the index knows.");
        await Searching.IndexAsync(home);
        await home.TrySayAsync(call, [new UtteranceInput(0, "staff", "你这个老鼠", Revision: 1)]);
        await Searching.IndexAsync(home);
        await Searching.IndexAsync(home);

        (await Searching.AllAsync(home, inspector, "老乡")).ShouldBeEmpty();
        (await Searching.AllAsync(home, inspector, "老鼠")).ShouldBeEmpty();
        (await Searching.AllAsync(home, inspector, "老赖")).ShouldBe([(call, 0)]);
        (await Searching.AllAsync(home, inspector, "文明")).ShouldBe([(call, 1)]);
        (await Searching.AllAsync(home, inspector, "工资")).ShouldBe([(call, 3)]);
        (await Searching.TryAsync(home, inspector, new SearchRequest(["老乡"], "review"))).Value.Candidates.ShouldBe(0, "Its tokens are gone.");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Excerpts_are_masked_and_marked_and_a_masked_number_is_not_found(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var call = await SayAsync(home, new string('嗯', 200) + "我的手机是13912345678，還款日改到15号");
        await Searching.IndexAsync(home);

        var hit = (await Searching.TryAsync(home, inspector, new SearchRequest(["还款", "15号"], "review", "all"))).Value.Items.Single();
        hit.Parts.Where(part => part.Marked).Select(part => part.Text).ShouldBe(["還款", "15号"]);
        var shown = string.Concat(hit.Parts.Select(part => part.Text));
        shown.ShouldStartWith("…");
        shown.ShouldContain("我的手机是139****5678");
        shown.Length.ShouldBeLessThan(200);
        foreach (var number in new[] { "13912345678", "1234", "91234", "3456" })
        {
            var answer = (await Searching.TryAsync(home, inspector, new SearchRequest([number], "review"))).Value;
            answer.Items.ShouldBeEmpty(number);
            answer.Candidates.ShouldBe(0, $"Nor does the number of candidates tell of {number}.");
        }

        (await Searching.AllAsync(home, inspector, "5678")).ShouldBe([(call, 0)], "What a masked number shows is found, because it is shown.");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_restricted_people_nothing_is_found_until_they_are_released(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var call = await SayAsync(home, "今天还款");
        await Searching.IndexAsync(home);
        var states = home.Get<SubjectStates>();
        await home.Installation.WriteAsync(session => { states.Restrict(session, TestInstallation.Institution, ConductHome.Debtor, officer.StaffId, "person-request"); });
        (await Searching.AllAsync(home, officer, "还款")).ShouldBeEmpty();
        (await Searching.TryAsync(home, officer, new SearchRequest(["还款"], "review"))).Value.Candidates.ShouldBe(0);
        await home.Installation.WriteAsync(session => { states.Release(session, TestInstallation.Institution, ConductHome.Debtor, officer.StaffId, "denied"); });
        (await Searching.AllAsync(home, officer, "还款")).ShouldBe([(call, 0)]);
    }

    [Theory]
    [InlineData("search-word-too-short", "any", new[] { "还" })]
    [InlineData("search-word-too-short", "any", new[] { "还款", "a" })]
    [InlineData("search-word-too-short", "all", new[] { "还", "款" })]
    [InlineData("search-word-too-short", "turns", new[] { "还款", "款" })]
    [InlineData("search-word-too-short", "any", new[] { "我，他" })]
    [InlineData("invalid-field", "any", new[] { "还款", " " })]
    [InlineData("invalid-field", "any", new string[0])]
    [InlineData("invalid-field", "near", new[] { "还款" })]
    [InlineData("invalid-field", "none", new[] { "还款" })]
    [InlineData(null, "all", new[] { "还款", "他" })]
    [InlineData(null, "characters", new[] { "还款", "他" })]
    public void What_cannot_be_searched_is_named(string? code, string mode, string[] words) => SearchReading.Of(new SearchRequest(
        words,
        "review",
        mode is "turns" or "characters" ? "near" : mode,
        mode == "characters" ? 10 : null,
        mode == "turns" ? 2 : null)).Failure?.Code.ShouldBe(code);

    [Fact]
    public void A_search_without_a_purpose_or_with_an_unknown_role_is_refused()
    {
        SearchReading.Of(new SearchRequest(["还款"], null)).Failure!.Field.ShouldBe("purpose");
        SearchReading.Of(new SearchRequest(["还款"], "curiosity")).Failure!.Field.ShouldBe("purpose");
        SearchReading.Of(new SearchRequest(["还款"], "review", Role: "boss")).Failure!.Field.ShouldBe("role");
        SearchReading.Of(new SearchRequest(["还款"], "review", Kind: "fax")).Failure!.Field.ShouldBe("kind");
        SearchReading.Of(new SearchRequest(Enumerable.Range(10, 9).Select(n => $"还款{n}").ToArray(), "review")).Failure!.Field.ShouldBe("words");
    }

    private static async Task<string> SayAsync(ConductHome home, string text, Caller? caller = null)
    {
        var call = await Searching.CallAsync(home, caller);
        await home.SayAsync(call, 0, text, "customer", caller);
        return call;
    }

    private static string Question(string leaf) => System.Text.RegularExpressions.Regex.Match(leaf, "\"question\":\"([0-9a-f]{32})\"").Groups[1].Value;
}
