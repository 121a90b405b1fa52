using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class PlanReadingTests
{
    [Fact]
    public async Task An_outcome_that_a_restriction_remembers_counts_however_old_it_is()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.WriteAsync(session => session.Execute(
            """
            INSERT INTO contact_event (id, institution_id, case_id, person_id, person_role, staff_id, direction, channel, purpose, account_ids, status, began_at, outcome)
            VALUES ('ct00000000000000000001', @Institution, @Case, @Debtor, 'Debtor', 'st1', 'outbound', 'call', 'collection', '[]', 'made', 1, 'refused'),
              ('ct00000000000000000002', @Institution, @Case, @Debtor, 'Debtor', 'st1', 'outbound', 'call', 'collection', '[]', 'made', 1, 'no-answer'),
              ('ct00000000000000000003', @Institution, @Case, @Debtor, 'Debtor', 'st1', 'inbound', 'call', 'collection', '[]', 'made', 1, 'no-answer'),
              ('ct00000000000000000004', @Institution, @Case, @Debtor, 'Debtor', 'st1', 'outbound', 'telepathy', 'collection', '[]', 'made', 1, 'no-answer')
            """,
            new { TestInstallation.Institution, ContactHome.Case, ContactHome.Debtor }));

        var read = await home.ReadAsync(session => PlanStore.Events(session, TestInstallation.Institution, [ContactHome.Debtor], 10, 5, ["refused"]));

        read.ConvertAll(row => row.Id[^1]).Order().ShouldBe(['1', '3', '4']);
    }
}
