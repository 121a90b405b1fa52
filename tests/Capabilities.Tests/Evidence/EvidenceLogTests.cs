using Daylight.Ledger;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

public sealed class EvidenceLogTests
{
    private const string Case = "cs00000000000000000001";
    private const string Person = "pn00000000000000000001";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_entry_of_a_case_names_the_one_before(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var log = home.Get<EvidenceLog>();
        var draft = new EntryDraft(TestInstallation.Institution, "case.opened") { CaseId = Case };

        var receipts = await home.WriteAsync(session => log.AppendAll(session, [draft, draft with { Act = "case.assigned" }]));
        var third = await home.WriteAsync(session => log.Append(session, draft with { Act = "contact.decided" }));

        var rows = await home.ReadAsync(session => EntryStore.OfCase(session, TestInstallation.Institution, Case, 10));
        var leaves = rows.ConvertAll(row => EntryLeaf.Parse(row.Leaf));
        leaves.Select(leaf => leaf.Act).ShouldBe(["case.opened", "case.assigned", "contact.decided"]);
        leaves.Select(leaf => leaf.Previous?.ToBase64()).ShouldBe([null, receipts[0].LeafHash, receipts[1].LeafHash]);
        third.LeafHash.ShouldBe(LeafHash.Of(rows[2].Leaf).ToBase64());
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_entry_vanishes_with_the_act_that_failed(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var log = home.Get<EvidenceLog>();
        var draft = new EntryDraft(TestInstallation.Institution, "case.opened") { CaseId = Case, SubjectId = Person, Content = new EvidenceContent("x"u8.ToArray(), "text/plain") };

        await Should.ThrowAsync<InvalidOperationException>(() => home.WriteAsync<bool>(session =>
        {
            log.Append(session, draft);
            throw new InvalidOperationException("The act failed.");
        }));

        var rows = await home.ReadAsync(session => EntryStore.OfCase(session, TestInstallation.Institution, Case, 10));
        rows.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_clock_that_steps_back_does_not_take_the_entries_with_it(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var log = home.Get<EvidenceLog>();
        await home.WriteAsync(session => log.Append(session, new EntryDraft(TestInstallation.Institution, "case.opened") { CaseId = Case }));
        home.Clock.Now -= TimeSpan.FromHours(1);
        await home.WriteAsync(session => log.Append(session, new EntryDraft(TestInstallation.Institution, "case.assigned") { CaseId = Case }));

        var rows = await home.ReadAsync(session => EntryStore.OfCase(session, TestInstallation.Institution, Case, 10));
        rows[1].ReceivedAt.ShouldBe(rows[0].ReceivedAt);
        EntryLeaf.Parse(rows[1].Leaf).Details["clockBehindMicros"].ShouldBe(new LeafNumber(3_600_000_000));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Content_opens_to_the_same_bytes_small_or_large_and_the_reading_leaves_an_entry(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var reader = await home.AddStaffAsync(Role.ComplianceOfficer, "reader");
        var log = home.Get<EvidenceLog>();
        foreach (var size in new[] { 0, 20, 200_000 })
        {
            var plain = Enumerable.Range(0, size).Select(i => (byte)(i * 7)).ToArray();
            var receipt = await home.WriteAsync(session => log.Append(session, new EntryDraft(TestInstallation.Institution, "conversation.closed")
            {
                CaseId = Case,
                SubjectId = Person,
                Content = new EvidenceContent(plain, "application/json"),
            }));
            var opened = await home.WriteAsync(session => home.Get<Exhibits>().Open(session, new Access(reader, "review", Case), receipt.ExhibitId!));
            opened.ShouldBe(plain);
        }

        var rows = await home.ReadAsync(session => EntryStore.OfCase(session, TestInstallation.Institution, Case, 10));
        rows.Count(row => row.Act == "exhibit.opened" && row.StaffId == reader.StaffId).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Another_institution_cannot_open_an_exhibit(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        const string Other = "in00000000000000000002";
        await home.AddInstitutionAsync(Other, "别家");
        var receipt = await home.WriteAsync(session => home.Get<EvidenceLog>().Append(session, new EntryDraft(TestInstallation.Institution, "case.opened")
        {
            Content = new EvidenceContent("secret"u8.ToArray(), "text/plain"),
        }));

        await Should.ThrowAsync<KeyNotFoundException>(() => home.WriteAsync(session => home.Get<Exhibits>().OpenForInspection(session, Other, receipt.ExhibitId!)));
    }
}
