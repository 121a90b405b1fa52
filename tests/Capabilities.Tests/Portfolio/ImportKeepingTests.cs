using System.Security.Cryptography;
using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Portfolio;

public sealed class ImportKeepingTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task After_an_erasure_no_rejected_row_of_any_import_is_left_and_no_byte_of_one_in_the_files(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await ImportTests.ImportAsync(home, ImportTests.Csv(3) + "A9,P9,王五,,,,,,卡,CNY,-1,1,2026-01-01,,,,,\n");
        var box = await home.ReadAsync(session => session.First<byte[]>("SELECT reject FROM import_reject")!);
        await home.Database.ScrubAsync(CancellationToken.None);
        FilesHolding(home.Folder, box).Count.ShouldBe(dialect == Dialect.Sqlite ? 1 : 0, "the scan sees what is there");
        var person = await home.ReadAsync(session => session.First<string>("SELECT id FROM person ORDER BY id LIMIT 1")!);

        var write = await home.Get<ForgetPerson>().ConsiderAsync([new SubjectErased(TestInstallation.Institution, person)], CancellationToken.None);
        await home.WriteAsync(write);

        (await RejectsAsync(home)).ShouldBe(0);
        (await home.Database.ScrubAsync(CancellationToken.None)).ShouldBeTrue();
        FilesHolding(home.Folder, box).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Rejected_rows_go_after_thirty_days_and_a_file_nobody_imports_after_a_week(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var administrator = await home.AddStaffAsync(Role.Administrator, "admin");
        await ImportTests.ImportAsync(home, ImportTests.Csv(1) + "A9,P9,王五,,,,,,卡,CNY,-1,1,2026-01-01,,,,,\n");
        var waiting = (await home.Get<UploadImport>().RunAsync(administrator, "portfolio", "f.csv", System.Text.Encoding.UTF8.GetBytes(ImportTests.Csv(2)), CancellationToken.None)).Value;
        (await home.Get<ImportKeeping>().SweepAsync(CancellationToken.None)).ShouldBe(new ImportsForgotten(0, 0));

        home.Clock.Now += ImportKeeping.FilesKept + TimeSpan.FromMinutes(1);
        (await home.Get<ImportKeeping>().SweepAsync(CancellationToken.None)).ShouldBe(new ImportsForgotten(0, 1));
        home.Get<ObjectFolder>().Names().ShouldBeEmpty();
        var given = (await home.Get<ImportRuns>().ViewAsync(administrator.InstitutionId, waiting.Id, CancellationToken.None)).Value;
        (given.Status, given.Error).ShouldBe(("cancelled", "The file waited for a week and was removed; upload it again."));

        (await RejectsAsync(home)).ShouldBe(1);
        home.Clock.Now += ImportKeeping.RejectsKept - ImportKeeping.FilesKept;
        (await home.Get<ImportKeeping>().SweepAsync(CancellationToken.None)).ShouldBe(new ImportsForgotten(1, 0));
        (await RejectsAsync(home)).ShouldBe(0);
    }

    private static Task<long> RejectsAsync(TestInstallation home) => home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM import_reject"));

    private static List<string> FilesHolding(string folder, byte[] needle) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("daylight.lock", StringComparison.Ordinal)).Where(path =>
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(needle) >= 0;
        })];
}
