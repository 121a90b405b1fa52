using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Platform;

public sealed class GroupedWritingTests
{
    private const string Insert = "INSERT INTO party (case_id, person_id, institution_id, role, basis) VALUES (@Id, @Id, @Id, @Role, '')";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_of_many_callers_gets_its_own_answer_and_they_share_transactions(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var transactions = 0;
        using GroupedWriting<Party, string> writing = new(home.Database, (session, parties) =>
        {
            Interlocked.Increment(ref transactions);
            session.Execute(Insert, parties);
            return [.. parties.Select(party => $"{party.Id} is written")];
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => Task.Run(() => writing.WriteAsync(new Party($"p{i}", "r"), default))));

        answers.ShouldBe(Enumerable.Range(0, 600).Select(i => $"p{i} is written"));
        (await home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM party"))).ShouldBe(600);
        if (dialect == Dialect.Postgres)
        {
            transactions.ShouldBeLessThan(600); // The embedded database gathers them below.
        }
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_piece_that_cannot_be_written_fails_alone(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        using GroupedWriting<Party, bool> writing = new(home.Database, Write);

        // Half of them come twice: of two with one key the second fails, whichever that is, and nobody else does.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(async () =>
        {
            try
            {
                return await writing.WriteAsync(new Party($"p{i % 200}", "r"), default);
            }
            catch (System.Data.Common.DbException)
            {
                return false;
            }
        })));

        outcomes.Count(written => written).ShouldBe(200);
        (await home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM party"))).ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_piece_is_written_if_and_only_if_its_caller_was_not_told_that_it_was_taken_back(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        using GroupedWriting<Party, bool> writing = new(home.Database, Write);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            using CancellationTokenSource impatient = new(TimeSpan.FromMilliseconds(i % 4));
            try
            {
                return (Id: $"p{i:D3}", Written: await writing.WriteAsync(new Party($"p{i:D3}", "r"), impatient.Token));
            }
            catch (OperationCanceledException)
            {
                return (Id: $"p{i:D3}", Written: false);
            }
        })));
        await writing.WriteAsync(new Party("the last", "r"), default);

        (await home.ReadAsync(session => session.Query<string>("SELECT case_id FROM party WHERE case_id <> 'the last' ORDER BY case_id")))
            .ShouldBe(outcomes.Where(one => one.Written).Select(one => one.Id));
    }

    private static List<bool> Write(Session session, IReadOnlyList<Party> parties)
    {
        session.Execute(Insert, parties);
        return [.. parties.Select(_ => true)];
    }

    private sealed record Party(string Id, string Role);
}
