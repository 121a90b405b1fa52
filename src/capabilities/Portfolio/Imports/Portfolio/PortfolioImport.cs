using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>
/// portfolio.csv: one account a row, one case an account. A new account opens a case (<c>case.opened</c>), a changed row updates
/// it (<c>account.changed</c>); both entries hold the whole row, sealed under the person's key.
/// </summary>
internal sealed class PortfolioImport(KeyRing keys, IdSource ids, EvidenceLog log, TimeProvider clock) : ImportKind
{
    // Kept readable for people who open an exhibit; it is never sent to a browser as HTML.
    private static readonly JsonSerializerOptions RowJson = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override string Name => "portfolio";

    public override ImportShape Shape => ImportShape.Table;

    public override IReadOnlyList<ImportField> Fields => PortfolioFields.Portfolio;

    public override ImportTally Write(Session session, ImportScope scope, IReadOnlyList<ImportRow> rows, ImportRejects rejects)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var read = rows.Select(row => PortfolioRowReading.Read(row, scope.Zone, today, rejects)).OfType<PortfolioRow>().ToList();
        if (read.Count == 0)
        {
            return new ImportTally(0, 0, 0);
        }

        PeopleWriting people = new(session, scope.InstitutionId, keys, ids, read.Select(row => row.Person));
        Batch batch = new(session, scope, people, AccountStore.Known(session, scope.InstitutionId, read.Select(row => row.Account)));
        read.ForEach(row => Put(batch, row));
        people.Flush();
        AccountStore.Insert(session, batch.Added);
        AccountStore.Update(session, batch.Changed);
        log.AppendAll(session, batch.Entries);
        return new ImportTally(batch.AddedRows, batch.UpdatedRows, batch.UnchangedRows);
    }

    private void Put(Batch batch, PortfolioRow row)
    {
        var person = batch.People.Put(new RawPerson(row.Person, row.Name, row.IdNumber, row.Zone, row.Points, "contract"));
        var json = JsonSerializer.SerializeToUtf8Bytes(row, RowJson);
        var print = keys.Fingerprint(batch.Session, batch.Scope.InstitutionId, System.Text.Encoding.UTF8.GetString(json));
        var known = batch.Known.GetValueOrDefault(row.Account);
        if (known is not null && known.Print == print && !person.Touched)
        {
            batch.UnchangedRows++;
            return;
        }

        var (accountId, caseId) = known is null ? (ids.New("ac"), ids.New("cs")) : (known.Id, known.CaseId);
        var account = Account(batch, row, person.Id, accountId, caseId, print);
        (known is null ? batch.Added : batch.Changed).Add(account);
        if (known is null)
        {
            batch.AddedRows++;
        }
        else
        {
            batch.UpdatedRows++;
        }

        batch.Known[row.Account] = new KnownAccount { Id = accountId, CaseId = caseId, Reference = row.Account, Print = print };
        batch.Entries.Add(new EntryDraft(batch.Scope.InstitutionId, known is null ? "case.opened" : "account.changed")
        {
            CaseId = caseId,
            SubjectId = person.Id,
            StaffId = batch.Scope.StaffId,
            Content = new EvidenceContent(json, "application/json"),
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["account"] = accountId,
                ["balance"] = row.Balance.ToString(CultureInfo.InvariantCulture),
                ["currency"] = row.Currency,
                ["daysPastDue"] = row.DaysPastDue.ToString(CultureInfo.InvariantCulture),
            },
        });
    }

    private AccountRow Account(Batch batch, PortfolioRow row, string personId, string accountId, string caseId, string print) => new()
    {
        Id = accountId,
        InstitutionId = batch.Scope.InstitutionId,
        CaseId = caseId,
        PersonId = personId,
        Reference = row.Account,
        Product = row.Product,
        Currency = row.Currency,
        Principal = row.Principal,
        Balance = row.Balance,
        CreditLimit = row.Limit,
        DaysPastDue = row.DaysPastDue,
        DueDate = row.DueDate,
        OpenedOn = row.OpenedOn,
        Region = row.Region,
        Law = row.Law,
        Attributes = keys.Subject(batch.Session, batch.Scope.InstitutionId, personId)
            .Seal(PersonPlaces.Attributes(accountId), JsonSerializer.Serialize(row.Attributes, RowJson)),
        Print = print,
        Bucket = Buckets.Of(row.DaysPastDue),
        Zone = row.Zone,
        OpenedAt = UtcMicros.From(clock.GetUtcNow()),
    };

    private sealed class Batch(Session session, ImportScope scope, PeopleWriting people, Dictionary<string, KnownAccount> known)
    {
        public Session Session => session;

        public ImportScope Scope => scope;

        public PeopleWriting People => people;

        public Dictionary<string, KnownAccount> Known => known;

        public List<AccountRow> Added { get; } = [];

        public List<AccountRow> Changed { get; } = [];

        public List<EntryDraft> Entries { get; } = [];

        public int AddedRows { get; set; }

        public int UpdatedRows { get; set; }

        public int UnchangedRows { get; set; }
    }
}

/// <summary>How late an account is, in months as the trade counts them.</summary>
internal static class Buckets
{
    public static string Of(long daysPastDue) => daysPastDue switch
    {
        <= 0 => "M0",
        > 180 => "M6+",
        _ => "M" + ((daysPastDue + 29) / 30).ToString(CultureInfo.InvariantCulture),
    };
}
