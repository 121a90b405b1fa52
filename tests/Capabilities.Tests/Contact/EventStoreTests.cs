using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class EventStoreTests
{
    /// <summary>A question must not cost what the institution has ever done: with a million contacts it took seconds.</summary>
    [Fact]
    public async Task The_history_of_a_person_is_found_by_the_person()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var plan = await home.ReadAsync(session => session.Query<PlanStep>(
            $"EXPLAIN QUERY PLAN {EventStore.Counting}",
            new { institutionId = TestInstallation.Institution, people = new[] { ContactHome.Debtor }, now = 2L, since = 1L }).ConvertAll(step => step.Detail));

        var reads = plan.FindAll(step => step.Contains(" contact_event ", StringComparison.Ordinal));
        reads.Count.ShouldBe(2, string.Join('\n', plan));
        reads.ShouldAllBe(step => step.Contains("(institution_id=? AND person_id=?", StringComparison.Ordinal), string.Join('\n', plan));
    }

    private sealed class PlanStep
    {
        public string Detail { get; init; } = "";
    }
}
