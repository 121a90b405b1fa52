using System.Text;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Daylight.Portfolio;
using Daylight.Review;
using Shouldly;
using Xunit;

namespace Daylight.Retention;

/// <summary>A day in all rooms, and then everybody of it is erased: no word of it is left in any table or file.</summary>
public sealed class ErasedLifeTests
{
    /// <summary>Words of the day that stand in no rule: spoken, written, imported, the sender's own number, notes of reviews, a masked name.</summary>
    private static readonly string[] Words = ["你是谁", "什么事？", "请文明", "您好，我是某行", "REC-1", "确实辱骂", "听不清", "如所述", "张**"];

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nothing_of_a_day_is_left_once_its_people_are_erased_and_what_was_answered_is_not_answered_again(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect, pack: ConductHome.PackWithContentRules);
        await LedgerRebuildTests.LiveThroughADayAsync(home);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var answers = await AnswersAsync(home);
        answers.Count.ShouldBeGreaterThan(10);
        (await AgainAsync(home, answers)).ShouldAllBe(code => code == null);

        await EraseAsync(home, ConductHome.Debtor, ConductHome.OtherDebtor);
        (await home.Installation.Database.ScrubAsync(CancellationToken.None)).ShouldBeTrue();

        foreach (var word in Words)
        {
            foreach (var form in new[] { word, Escaped(word) })
            {
                ErasureTests.Scan(home.Installation.Folder, Encoding.UTF8.GetBytes(form)).ShouldBeEmpty($"{word} is in a file");
                (dialect == Dialect.Postgres ? await ErasureTests.RowsHoldingAsync(home.Installation, Encoding.UTF8.GetBytes(form)) : [])
                    .ShouldBeEmpty($"{word} is in a table");
            }
        }

        (await AgainAsync(home, answers)).ShouldAllBe(code => code == "idempotency-answer-erased");
        var view = await home.Get<LedgerVerification>().RunAsync(TestInstallation.Institution, null, deep: true, null, CancellationToken.None);
        view.Ok.ShouldBeTrue(string.Join("; ", view.Checks.Select(check => check.Text.En)));
    }

    private static Task<List<RequestKey>> AnswersAsync(ConductHome home) => home.ReadAsync(session =>
        session.Query<AnswerRow>("SELECT staff_id AS StaffId, idempotency_key AS Key FROM idempotency")
            .ConvertAll(row => new RequestKey(TestInstallation.Institution, row.StaffId, row.Key, new string('0', 64))));

    /// <summary>What repeating each of them is told: null for the answer.</summary>
    private static Task<List<string?>> AgainAsync(ConductHome home, List<RequestKey> answers) => home.Installation.WriteAsync(session =>
        answers.ConvertAll(key => home.Get<Idempotency>().Once<object>(session, key, () => throw new InvalidOperationException("done again")).Failure?.Code));

    private static async Task EraseAsync(ConductHome home, params string[] people)
    {
        await home.Installation.WriteAsync(session => Array.ForEach(people, person =>
            home.Get<SubjectStates>().Erase(session, new ErasureOrder(TestInstallation.Institution, person, "term", "st1", "st2"))));
        var forget = await home.Get<ForgetPerson>().ConsiderAsync(
            [.. people.Select(person => new SubjectErased(TestInstallation.Institution, person))], CancellationToken.None);
        await home.Installation.WriteAsync(forget);
    }

    /// <summary>As JSON writes what is not ASCII.</summary>
    private static string Escaped(string text) =>
        string.Concat(text.Select(one => one < 128 ? one.ToString() : $"\\u{(int)one:X4}"));

    private sealed class AnswerRow
    {
        public string StaffId { get; init; } = "";

        public string Key { get; init; } = "";
    }
}
