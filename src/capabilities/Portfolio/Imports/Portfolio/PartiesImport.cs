using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>parties.csv: further people on a case. Each is an entry <c>party.added</c> with the basis of the contact data.</summary>
internal sealed class PartiesImport(KeyRing keys, IdSource ids, EvidenceLog log, CaseFiles files) : ImportKind
{
    private static readonly Dictionary<string, string> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CoDebtor"] = "CoDebtor", ["共同债务人"] = "CoDebtor", ["共借人"] = "CoDebtor", ["共同借款人"] = "CoDebtor",
        ["Guarantor"] = "Guarantor", ["担保人"] = "Guarantor", ["保证人"] = "Guarantor",
        ["Spouse"] = "Spouse", ["配偶"] = "Spouse",
        ["Guardian"] = "Guardian", ["监护人"] = "Guardian",
        ["Executor"] = "Executor", ["遗产管理人"] = "Executor",
        ["Attorney"] = "Attorney", ["律师"] = "Attorney", ["代理律师"] = "Attorney",
        ["ListedContact"] = "ListedContact", ["联系人"] = "ListedContact", ["紧急联系人"] = "ListedContact",
        ["Employer"] = "Employer", ["单位"] = "Employer", ["工作单位"] = "Employer", ["雇主"] = "Employer",
        ["Unrelated"] = "Unrelated", ["其他"] = "Unrelated",
    };

    public override string Name => "parties";

    public override ImportShape Shape => ImportShape.Table;

    public override IReadOnlyList<ImportField> Fields => PortfolioFields.Parties;

    public override ImportTally Write(Session session, ImportScope scope, IReadOnlyList<ImportRow> rows, ImportRejects rejects)
    {
        PeopleWriting people = new(session, scope.InstitutionId, keys, ids, rows.Select(row => row["person_id"] ?? ""));
        List<EntryDraft> entries = [];
        var (added, updated, unchanged) = (0, 0, 0);
        foreach (var row in rows)
        {
            if (Read(session, scope, row, people, rejects) is not { } party)
            {
                continue;
            }

            var person = row["name"] is null ? new WrittenPerson(people.IdOf(party.Person.Reference)!, false) : people.PutParty(party.Person);
            var before = Known(session, party.CaseId, person.Id);
            if (before is not null && before.Role == party.Role && before.Basis == party.Person.Basis && !person.Touched)
            {
                unchanged++;
                continue;
            }

            _ = before is null ? added++ : updated++;
            Store(session, scope, party, person.Id);
            entries.Add(new EntryDraft(scope.InstitutionId, "party.added")
            {
                CaseId = party.CaseId,
                SubjectId = person.Id,
                StaffId = scope.StaffId,
                Content = new EvidenceContent(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(party.Person), "application/json"),
                Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = party.Role },
            });
        }

        people.Flush();
        log.AppendAll(session, entries);
        return new ImportTally(added, updated, unchanged);
    }

    private RawParty? Read(Session session, ImportScope scope, ImportRow row, PeopleWriting people, ImportRejects rejects)
    {
        if (!Roles.TryGetValue(row["role"]!, out var role))
        {
            rejects.Add(row, "role", "is not a role; write CoDebtor, Guarantor, Spouse, Guardian, Executor, Attorney, ListedContact, Employer or Unrelated");
            return null;
        }

        if (row["person_id"]!.Length > 64)
        {
            rejects.Add(row, "person_id", "must have 1 to 64 characters");
            return null;
        }

        if (row["name"] is null && people.IdOf(row["person_id"]!) is null)
        {
            rejects.Add(row, "name", "is empty, but this person is not known yet; give the name");
            return null;
        }

        var (points, problem) = ContactPointParsing.Phones(row["phones"]);
        if (problem is not null)
        {
            rejects.Add(row, "phones", problem);
            return null;
        }

        if (files.FindByReference(session, scope.InstitutionId, row["case_or_account_id"]!) is not { } found)
        {
            rejects.Add(row, "case_or_account_id", "is not the number of a case or an account; import the portfolio first");
            return null;
        }

        return new RawParty(found.Id, role, new RawPerson(row["person_id"]!, row["name"] ?? "", null, found.Zone, points, row["basis"]!));
    }

    private static KnownParty? Known(Session session, string caseId, string personId) => session.First<KnownParty>(
        "SELECT role AS Role, basis AS Basis FROM party WHERE case_id = @caseId AND person_id = @personId",
        new { caseId, personId });

    private static void Store(Session session, ImportScope scope, RawParty party, string personId) => session.Execute(
        """
        INSERT INTO party (case_id, person_id, institution_id, role, basis) VALUES (@CaseId, @personId, @InstitutionId, @Role, @Basis)
        ON CONFLICT (case_id, person_id) DO UPDATE SET role = excluded.role, basis = excluded.basis
        """,
        new { party.CaseId, personId, scope.InstitutionId, party.Role, party.Person.Basis });

    private sealed record RawParty(string CaseId, string Role, RawPerson Person);

    private sealed class KnownParty
    {
        public string Role { get; init; } = "";

        public string Basis { get; init; } = "";
    }
}
