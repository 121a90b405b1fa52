using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Capabilities.Platform;

/// <summary>A key that was rolled back must never seal anything again: nothing could open it after a restart.</summary>
public sealed class KeyRingTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_key_made_in_a_transaction_that_fails_is_forgotten(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var keys = home.Get<KeyRing>();
        var failed = await home.WriteAsync<Result<bool>>(session =>
        {
            keys.Institution(session, TestInstallation.Institution, "trial");
            keys.Institution(session, TestInstallation.Institution, "trial");
            keys.Subject(session, TestInstallation.Institution, "pn-trial");
            keys.Subject(session, TestInstallation.Institution, "pn-trial");
            return Failure.NotFound("thing");
        });
        failed.IsFailure.ShouldBeTrue();

        var institution = await home.WriteAsync(session => keys.Institution(session, TestInstallation.Institution, "trial"));
        var subject = await home.WriteAsync(session => keys.Subject(session, TestInstallation.Institution, "pn-trial"));

        var stored = await home.ReadAsync(session => session.First<string>("SELECT id FROM subject_key WHERE subject_id = 'pn-trial'"));
        stored.ShouldBe(subject.Id);
        (await home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM institution_key WHERE purpose = 'trial'"))).ShouldBe(1);
        (await home.ReadAsync(session => keys.Institution(session, TestInstallation.Institution, "trial"))).ShouldBe(institution);
    }
}
