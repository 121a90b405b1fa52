using System.Security.Cryptography;
using System.Text;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Shouldly;
using Xunit;

namespace Daylight.Platform;

public sealed class IdempotencyTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_request_with_a_known_key_is_answered_as_before_and_another_request_under_it_is_refused(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);

        (await AskAsync(home, "k-1", "a", 1)).Value.ShouldBe(1);
        (await AskAsync(home, "k-1", "a", 2)).Value.ShouldBe(1);
        var other = await AskAsync(home, "k-1", "b", 3);

        other.Failure!.Code.ShouldBe("idempotency-mismatch");
        other.Failure.Kind.ShouldBe(FailureKind.Conflict);
        other.Failure.Detail.ShouldContain("use a new key");
    }

    [Fact]
    public async Task A_failure_is_not_kept_so_the_same_key_may_try_again()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);

        var failed = await home.WriteAsync(session => home.Get<Idempotency>().Once<int>(session, Key("k-1", "a"), () => Failure.NotFound("thing")));

        failed.Failure!.Code.ShouldBe("not-found");
        (await AskAsync(home, "k-1", "a", 2)).Value.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_answer_is_kept_for_72_hours_and_then_purged(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await AskAsync(home, "old", "a", 1);
        home.Clock.Now += TimeSpan.FromHours(1);
        await AskAsync(home, "young", "a", 2);
        home.Clock.Now += TimeSpan.FromHours(71);
        var early = await SweepAsync(home);
        home.Clock.Now += TimeSpan.FromSeconds(1);

        (early, await SweepAsync(home)).ShouldBe((0, 1));

        (await AskAsync(home, "old", "b", 7)).Value.ShouldBe(7);
        (await AskAsync(home, "young", "a", 8)).Value.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_purge_takes_at_most_a_batch_in_one_transaction(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await home.WriteAsync(session =>
        {
            for (var i = 0; i < IdempotencyPurge.BatchMax + 5; i++)
            {
                session.Execute(
                    """
                    INSERT INTO idempotency (institution_id, staff_id, idempotency_key, response, created_at)
                    VALUES (@Institution, 's', @key, @empty, @i)
                    """,
                    new { TestInstallation.Institution, key = $"k-{i}", empty = Array.Empty<byte>(), i = (long)i });
            }
        });

        (await SweepAsync(home), await SweepAsync(home), await SweepAsync(home)).ShouldBe((IdempotencyPurge.BatchMax, 5, 0));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_answer_about_a_person_dies_with_their_key_and_the_request_is_not_carried_out_again(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        (await AskAsync(home, "about", "a", 1, "pn-1")).Value.ShouldBe(1);
        (await AskAsync(home, "other", "a", 2, "pn-2")).Value.ShouldBe(2);
        (await AskAsync(home, "about", "a", 3, "pn-1")).Value.ShouldBe(1);
        (await AskAsync(home, "about", "b", 3, "pn-1")).Failure!.Code.ShouldBe("idempotency-mismatch");

        await home.WriteAsync(session => home.Get<KeyRing>().Destroy(session, TestInstallation.Institution, "pn-1"));

        (await AskAsync(home, "about", "a", 4, "pn-1")).Failure!.Code.ShouldBe("idempotency-answer-erased");
        (await AskAsync(home, "other", "a", 5, "pn-2")).Value.ShouldBe(2);
        (await AskAsync(home, "late", "a", 6, "pn-1")).Value.ShouldBe(6);
        (await AskAsync(home, "late", "a", 7, "pn-1")).Failure!.Code.ShouldBe("idempotency-answer-erased", "What was done is known, and nothing of it was kept.");
    }

    private static Task<Result<int>> AskAsync(TestInstallation home, string key, string hash, int answer, string? person = null) =>
        home.WriteAsync(session => home.Get<Idempotency>().Once<int>(session, Key(key, hash), () =>
        {
            session.Concerns(person);
            return answer;
        }));

    private static Task<int> SweepAsync(TestInstallation home) => home.Get<IdempotencyPurge>().SweepAsync(CancellationToken.None);

    private static RequestKey Key(string key, string hash) => new(TestInstallation.Institution, "st00000000000000000001", key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hash))));
}
