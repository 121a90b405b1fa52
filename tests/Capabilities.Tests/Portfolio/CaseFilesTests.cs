using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Portfolio;

public sealed class CaseFilesTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Cards_of_unknown_cases_are_left_out(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);

        var cards = await home.ReadAsync(session => home.Get<CaseFiles>().Cards(session, TestInstallation.Institution, ["cs1", "cs2"]));

        cards.ShouldBeEmpty();
    }
}
