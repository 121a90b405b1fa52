using Daylight.Ledger;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

public sealed class EntryQueueTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Acts_of_many_callers_are_chained_by_case_and_each_caller_holds_the_receipt_of_its_own(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var queue = home.Get<EntryQueue>();
        string[] cases = ["cs00000000000000000001", "cs00000000000000000002", "cs00000000000000000003"];

        var receipts = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(async () => (Number: i, Receipt: await queue.AppendAsync(
            new EntryDraft(TestInstallation.Institution, "conversation.read")
            {
                CaseId = cases[i % cases.Length],
                Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["thing"] = $"{i}" },
            },
            default)))));

        foreach (var caseId in cases)
        {
            var rows = await home.ReadAsync(session => EntryStore.OfCase(session, TestInstallation.Institution, caseId, 100));
            var leaves = rows.ConvertAll(row => EntryLeaf.Parse(row.Leaf));
            leaves.Select(leaf => leaf.Previous).ShouldBe([null, .. rows.SkipLast(1).Select(row => (Hash32?)LeafHash.Of(row.Leaf))]);
            leaves.Select(leaf => (leaf.Id, leaf.Details["thing"])).ShouldBe(
                receipts.Where(one => cases[one.Number % cases.Length] == caseId).Select(one => (one.Receipt.EntryId, (LeafValue)$"{one.Number}")), ignoreOrder: true);
        }
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Content_sealed_for_a_shared_transaction_opens_to_its_own_bytes(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var queue = home.Get<EntryQueue>();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => queue.AppendAsync(
            new EntryDraft(TestInstallation.Institution, "conversation.utterances")
            {
                SubjectId = $"pn{i % 7:D20}",
                Content = new EvidenceContent(BitConverter.GetBytes(i), "application/octet-stream"),
            },
            default))));

        await home.WriteAsync(session =>
        {
            for (var i = 0; i < receipts.Length; i++)
            {
                home.Get<Exhibits>().OpenForInspection(session, TestInstallation.Institution, receipts[i].ExhibitId!).ShouldBe(BitConverter.GetBytes(i));
            }
        });
    }
}
