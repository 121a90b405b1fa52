using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Platform;

public sealed class SeveralServersTests
{
    [PostgresFact]
    public async Task One_of_two_servers_leads_a_task_and_the_other_takes_over_when_it_ends()
    {
        await using var first = await TestInstallation.OpenAsync(Dialect.Postgres);
        var second = await TestInstallation.OpenAsync(Dialect.Postgres, folder: first.Folder, schema: first.Schema);
        (await second.Database.LeadsAsync("ledger", CancellationToken.None)).ShouldBeTrue();
        (await first.Database.LeadsAsync("ledger", CancellationToken.None)).ShouldBeFalse();
        (await second.Database.LeadsAsync("ledger", CancellationToken.None)).ShouldBeTrue();
        (await first.Database.LeadsAsync("permit-expiry", CancellationToken.None)).ShouldBeTrue();

        await second.CloseAsync();

        for (var tries = 0; !await first.Database.LeadsAsync("ledger", CancellationToken.None); tries++)
        {
            tries.ShouldBeLessThan(100, "Nobody leads although the leader has ended.");
            await Task.Delay(50);
        }
    }

    [PostgresFact]
    public async Task A_server_with_a_folder_of_its_own_cannot_make_a_second_root_key_for_a_database_that_has_one()
    {
        await using var first = await TestInstallation.OpenAsync(Dialect.Postgres);
        await first.WriteAsync(session => first.Get<KeyRing>().Institution(session, TestInstallation.Institution, "subjects"));
        var elsewhere = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        var second = await TestInstallation.OpenAsync(Dialect.Postgres, folder: elsewhere, schema: first.Schema);

        var without = Should.Throw<InvalidOperationException>(() => second.Get<KeyRing>());
        Directory.CreateDirectory(Path.Combine(elsewhere, "keys"));
        await File.WriteAllBytesAsync(Path.Combine(elsewhere, "keys", "root.key"), new byte[32]);
        var wrong = Should.Throw<InvalidOperationException>(() => second.Get<KeyRing>());
        File.Copy(Path.Combine(first.Folder, "keys", "root.key"), Path.Combine(elsewhere, "keys", "root.key"), overwrite: true);

        without.Message.ShouldContain("root key is missing");
        wrong.Message.ShouldContain("not the root key of this database");
        (await second.ReadAsync(session => second.Get<KeyRing>().Institution(session, TestInstallation.Institution, "subjects")))
            .ShouldBe(await first.ReadAsync(session => first.Get<KeyRing>().Institution(session, TestInstallation.Institution, "subjects")));
        await second.CloseAsync();
        Directory.Delete(elsewhere, recursive: true);
    }

    [Fact]
    public void A_shared_data_directory_admits_servers_beside_each_other_and_an_exclusive_one_nobody()
    {
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        using (DataDirectory.OpenShared(folder))
        using (DataDirectory.OpenShared(folder))
        {
            Should.Throw<InvalidOperationException>(() => DataDirectory.Open(folder));
        }

        using (DataDirectory.Open(folder))
        {
            Should.Throw<InvalidOperationException>(() => DataDirectory.OpenShared(folder));
        }

        Directory.Delete(folder, recursive: true);
    }
}
