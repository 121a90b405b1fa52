using System.Text.Json;
using Daylight.Evidence;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

/// <summary>What an import says of the quality of telephone numbers.</summary>
public sealed class InvalidNumbersTests
{
    private static readonly AskPermitRequest AskFriend = new(ContactHome.Case, ContactHome.Friend, "call", ContactHome.FriendMobile, "location");

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_debtor_whose_only_number_is_invalid_cannot_be_reached_and_the_record_says_whence_that_is_known(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var before = (await home.AskAsync(AskFriend)).Value;
        await SetQualityAsync(home, ContactHome.Mobile, "invalid");

        var after = (await home.AskAsync(AskFriend)).Value;

        before.Permit.ShouldBeNull();
        after.Permit.ShouldNotBeNull();
        var fact = (await RecordAsync(home, after.Decision.Id!)).GetProperty("question").GetProperty("state").GetProperty("facts").EnumerateArray().Single();
        fact.GetProperty("kind").GetString().ShouldBe("invalid-number");
        fact.GetProperty("point").GetString().ShouldBe("mobile1");
        fact.GetProperty("source").GetString().ShouldBe("contact-point-quality");
        (await home.ReadAsync(session => FactStore.About(session, TestInstallation.Institution, [ContactHome.Debtor]))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_debtor_with_one_number_left_is_not_taken_for_out_of_reach()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await AddNumberAsync(home);
        await SetQualityAsync(home, ContactHome.Mobile, "invalid");

        (await home.AskAsync(AskFriend)).Value.Permit.ShouldBeNull();
    }

    [Fact]
    public async Task An_invalid_address_says_nothing_of_the_telephone()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await SetQualityAsync(home, ContactHome.Home, "invalid");

        (await home.AskAsync(AskFriend)).Value.Permit.ShouldBeNull();
    }

    [Fact]
    public async Task A_number_that_has_reached_the_debtor_is_not_believed_to_be_invalid()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.ContactAsync("effective-talk");
        await SetQualityAsync(home, ContactHome.Mobile, "invalid");

        (await home.AskAsync(AskFriend)).Value.Permit.ShouldBeNull();
    }

    [Fact]
    public async Task A_decision_that_rests_on_it_is_decided_again_to_the_same_bytes()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await SetQualityAsync(home, ContactHome.Mobile, "invalid");
        var asked = (await home.AskAsync(AskFriend)).Value;
        await SetQualityAsync(home, ContactHome.Mobile, "valid");

        var replay = await home.WriteAsync(session => home.Get<ReplayDecision>().Replay(session, home.Collector, asked.Decision.Id!));

        replay.Value.Outcome.ShouldBe("same");
    }

    private static Task SetQualityAsync(ContactHome home, string point, string quality) =>
        home.WriteAsync(session => session.Execute("UPDATE contact_point SET quality = @quality WHERE id = @point", new { quality, point }));

    private static Task AddNumberAsync(ContactHome home) => home.WriteAsync(session => session.Execute(
        """
        INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source)
        VALUES ('cp00000000000000000008', @Institution, @Debtor, 'mobile', 'mobile2', @empty, '139****0000', 'cp8', 'unknown', 'contract', 'import')
        """,
        new { TestInstallation.Institution, ContactHome.Debtor, empty = Array.Empty<byte>() }));

    private static Task<JsonElement> RecordAsync(ContactHome home, string decisionId) => home.ReadAsync(session =>
    {
        var row = DecisionStore.ById(session, TestInstallation.Institution, decisionId)!;
        return JsonDocument.Parse(home.Get<Exhibits>().OpenForInspection(session, TestInstallation.Institution, row.ExhibitId)).RootElement;
    });
}
