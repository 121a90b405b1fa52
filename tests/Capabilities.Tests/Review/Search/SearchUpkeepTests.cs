using System.Text;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class SearchUpkeepTests
{
    private const string Institution = TestInstallation.Institution;

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_was_captured_before_comes_in_page_by_page_and_goes_on_after_a_stop(Dialect dialect)
    {
        var home = await ConductHome.OpenAsync(dialect);
        List<string> calls = [];
        for (var i = 0; i < 120; i++)
        {
            calls.Add(await Searching.CallAsync(home));
            await home.SayAsync(calls[i], 0, $"旧案还款第{i}次");
            home.Clock.Now += TimeSpan.FromSeconds(30);
        }

        await DropFactsAsync(home);
        (await home.Get<SearchArchive>().NextAsync(Institution, CancellationToken.None)).ShouldBeTrue();
        var half = await home.ReadAsync(session => SearchArchive.View(session, Institution));
        (half.Complete, half.Conversations, half.Seen, half.Added).ShouldBe((false, 120, 50, 50));

        // Another process goes on; meanwhile something new is captured and comes in before what is old.
        home = await home.RestartAsync(dialect);
        var fresh = await Searching.CallAsync(home);
        await home.SayAsync(fresh, 0, "新案还款");
        await Searching.IndexAsync(home);
        await Searching.UpkeepAsync(home);
        var done = await home.ReadAsync(session => SearchArchive.View(session, Institution));
        (done.Complete, done.Seen, done.Added, done.Unread).ShouldBe((true, 120, 120, 0));

        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        (await Searching.AllAsync(home, officer, "还款")).Select(hit => hit.Conversation).ShouldBe([fresh, .. calls.AsEnumerable().Reverse()], "Latest first, across both ends of the index.");
        await home.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Asked_again_the_archive_is_compared_and_what_is_missing_or_old_is_put_right(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var call = await Searching.CallAsync(home);
        await home.SayAsync(call, 0, "今天还款");
        await Searching.IndexAsync(home);
        await Searching.UpkeepAsync(home);
        await home.TrySayAsync(call, [new UtteranceInput(0, "staff", "今天换款", Revision: 1), new UtteranceInput(1, "staff", "听错了")]);
        await DropFactsAsync(home);
        (await Searching.AllAsync(home, officer, "听错")).ShouldBeEmpty();

        (await home.Installation.WriteAsync(session => home.Get<SearchArchive>().Ask(session, officer))).Value.Complete.ShouldBeFalse();
        (await home.Installation.WriteAsync(session => home.Get<SearchArchive>().Ask(session, officer))).Failure!.Code.ShouldBe("search-index-running");
        await Searching.UpkeepAsync(home);

        (await Searching.AllAsync(home, officer, "听错")).ShouldBe([(call, 1)]);
        (await Searching.AllAsync(home, officer, "换款")).ShouldBe([(call, 0)]);
        (await home.ReadAsync(session => SearchArchive.View(session, Institution))).Complete.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task After_an_erasure_nothing_is_found_no_token_stays_and_others_are_found_as_before(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var erased = await Searching.CallAsync(home);
        await home.TrySayAsync(erased, [.. Enumerable.Range(0, 230).Select(seq => new UtteranceInput(seq, "customer", seq == 7 ? "我姓欧阳龘" : $"还款承诺{seq}"))]);
        var kept = await Searching.CallAsync(home, home.Colleague);
        await home.SayAsync(kept, 0, "还款承诺", "customer", home.Colleague);
        await Searching.IndexAsync(home);
        await Searching.UpkeepAsync(home);
        var number = await home.ReadAsync(session => SearchStore.Find(session, Institution, erased)!.Number);
        var rare = await TokensAsync(home, number, "阳龘");
        (await PlacesOfTokenAsync(home, rare)).ShouldBe([SearchPlaces.Doc(number, 7)]);

        await home.Installation.WriteAsync(session =>
        {
            home.Get<SubjectStates>().Erase(session, new ErasureOrder(Institution, ConductHome.Debtor, "term", home.Collector.StaffId, officer.StaffId));
        });
        (await Searching.AllAsync(home, officer, "阳龘")).ShouldBeEmpty("The key is gone, before the index has heard of it.");
        await ForgetAsync(home);
        (await Searching.TryAsync(home, officer, new SearchRequest(["还款承诺"], "review"))).Value.Candidates.ShouldBe(1);
        await Searching.UpkeepAsync(home);
        await home.Installation.WriteAsync(session => { _ = home.Get<SearchArchive>().Ask(session, officer); });
        await Searching.UpkeepAsync(home);

        (await home.ReadAsync(session => SearchStore.Docs(session, number, 1000))).ShouldBeEmpty();
        (await home.ReadAsync(session => SearchStore.Find(session, Institution, erased))).ShouldBeNull();
        (await PlacesOfTokenAsync(home, rare)).ShouldBeEmpty();
        (await Searching.AllAsync(home, officer, "还款承诺")).ShouldBe([(kept, 0)]);
    }

    [Fact]
    public async Task No_byte_of_an_erased_persons_token_stays_in_the_database_files()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var call = await Searching.CallAsync(home);
        await home.SayAsync(call, 0, "我姓欧阳龘");
        await Searching.IndexAsync(home);
        await Searching.UpkeepAsync(home);
        var number = await home.ReadAsync(session => SearchStore.Find(session, Institution, call)!.Number);
        var token = await TokensAsync(home, number, "阳龘");
        var packed = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(packed, token.Of(0)[0]);
        (await HoldsAsync(home, packed)).ShouldBeTrue("The scan sees what is there.");

        await home.Installation.WriteAsync(session =>
        {
            home.Get<SubjectStates>().Erase(session, new ErasureOrder(Institution, ConductHome.Debtor, "term", home.Collector.StaffId, officer.StaffId));
        });
        await ForgetAsync(home);
        await Searching.UpkeepAsync(home);
        (await HoldsAsync(home, packed)).ShouldBeFalse();
        var pages = await home.ReadAsync(session => session.Query<byte[]>("SELECT block FROM search_word_data WHERE id > 10"));
        pages.ShouldAllBe(page => page.Length <= 4, "What is left of the full-text index is the heads of empty pages.");
    }

    [Fact]
    public async Task No_word_stands_in_the_database_files()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var call = await Searching.CallAsync(home);
        await home.SayAsync(call, 0, "龘龖麤字 unheardof 4815162342", "customer");
        await Searching.IndexAsync(home);
        (await Searching.AllAsync(home, officer, "龘龖", "unheardof")).ShouldBe([(call, 0)]);
        await home.Installation.Database.ScrubAsync(CancellationToken.None);

        foreach (var word in new[] { "龘龖", "龖麤", "龘", "unheardof", "unheard", "heardof", "4815162342", "48151" })
        {
            (await HoldsAsync(home, Encoding.UTF8.GetBytes(word))).ShouldBeFalse(word);
            (await HoldsAsync(home, Encoding.Unicode.GetBytes(word))).ShouldBeFalse(word);
        }

        (await HoldsAsync(home, Encoding.UTF8.GetBytes(call))).ShouldBeTrue("The scan sees what is there.");
    }

    [PostgresFact]
    public async Task On_PostgreSQL_the_index_holds_numbers_and_no_word()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Postgres);
        var call = await Searching.CallAsync(home);
        await home.SayAsync(call, 0, "龘龖麤字 unheardof", "customer");
        await Searching.IndexAsync(home);
        var rows = await home.ReadAsync(session => session.Query<string>("SELECT CAST(search_document AS TEXT) FROM search_document"));
        rows.Single().ShouldMatch(@"^\(\d+,\d+,""\{-?\d+(,-?\d+)+\}""\)$");
        (await home.ReadAsync(session => session.Query<string>("SELECT CAST(c AS TEXT) FROM search_conversation c"))).Single().ShouldNotContain("龘");
    }

    private static async Task<SearchClause> TokensAsync(ConductHome home, long number, string pair)
    {
        var key = await home.Get<SearchTokens>().KeyAsync(Institution, CancellationToken.None);
        var tokens = home.Get<SearchTokens>().Of(key, Institution, SearchPlaces.SliceOf(number));
        return new SearchClause([.. Enumerable.Range(0, 4).Select(role => new[] { tokens.Of((Inspection.UtteranceRole)role, SearchText.Pairs(pair).Single()) })]);
    }

    private static Task<List<long>> PlacesOfTokenAsync(ConductHome home, SearchClause clause) =>
        home.ReadAsync(session => SearchStore.Candidates(session, clause, new SearchStretch(0, long.MaxValue, null), 100));

    private static Task DropFactsAsync(ConductHome home) => home.Installation.WriteAsync(session => { session.Execute("DELETE FROM outbox"); });

    private static async Task ForgetAsync(ConductHome home)
    {
        var write = await home.Get<ForgetSearched>().ConsiderAsync([new SubjectErased(Institution, ConductHome.Debtor)], CancellationToken.None);
        await home.Installation.WriteAsync(write);
    }

    private static async Task<bool> HoldsAsync(ConductHome home, byte[] needle)
    {
        foreach (var path in Directory.EnumerateFiles(home.Installation.Folder, "daylight.db*", SearchOption.AllDirectories))
        {
            await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using MemoryStream bytes = new();
            await file.CopyToAsync(bytes);
            if (bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(needle) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
