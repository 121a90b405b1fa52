using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daylight.Gate;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>
/// Loads the contact history of a former dialer, so that counters do not begin at nothing. A line that comes again changes
/// nothing: it is known by case, person, moment, channel, direction and contact point. Each batch is an entry, and what a former
/// dialer has stated of the same people is compared anew.
/// </summary>
internal sealed class ImportHistory(CaseFiles cases, StaffDirectory staff, FormerCounters counters, ContactLedger ledger, IdSource ids, TimeProvider clock) : ImportKind
{
    public override string Name => "history";

    public override ImportShape Shape => ImportShape.Table;

    public override IReadOnlyList<ImportField> Fields { get; } =
    [
        new("account_or_case_id", true, false, "account_id", "case_id", "账户号", "案件号", "合同号"),
        new("person_id", false, false, "customer_id", "客户号", "自然人号"),
        new("at", true, false, "call_time", "start_time", "呼叫时间", "触达时间"),
        new("channel", true, false, "渠道", "方式"),
        new("outcome", true, false, "result", "disposition", "status", "结果", "呼叫结果"),
        new("direction", false, false, "方向"),
        new("point", false, false, "phone_type", "number_type", "号码类型"),
        new("agent", false, false, "user", "坐席", "催收员"),
        new("purpose", false, false, "目的"),
        new("seconds", false, false, "duration", "talk_time", "通话时长"),
    ];

    public override ImportTally Write(Session session, ImportScope scope, IReadOnlyList<ImportRow> rows, ImportRejects rejects)
    {
        HistoryReading reading = new(session, scope, HistoryStore.Codes(session, scope.InstitutionId), UtcMicros.From(clock.GetUtcNow()));
        var (added, unchanged) = (0, 0);
        HashSet<string> people = new(StringComparer.Ordinal), caseIds = new(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var read = Read(reading, row);
            if (read.Failure is { } failure)
            {
                rejects.Add(row, failure.Field ?? "at", failure.Detail);
                continue;
            }

            var contact = read.Value;
            if (!HistoryStore.Mark(session, scope.InstitutionId, MarkOf(contact), contact.Id))
            {
                unchanged++;
                continue;
            }

            EventStore.Insert(session, contact);
            people.Add(contact.PersonId);
            caseIds.Add(contact.CaseId);
            added++;
        }

        if (added > 0)
        {
            ledger.HistoryImported(session, scope, added);
            counters.Again(session, scope.InstitutionId, people, caseIds);
        }

        return new ImportTally(added, 0, unchanged);
    }

    private Result<EventRow> Read(HistoryReading reading, ImportRow row)
    {
        var (session, scope) = (reading.Session, reading.Scope);
        if (cases.FindByReference(session, scope.InstitutionId, row["account_or_case_id"]!) is not { } card)
        {
            return Failure.Invalid("account_or_case_id", "is not a case or account of this institution; import the portfolio first, or correct the number");
        }

        var file = reading.File(card.Id, () => GateFile.Read(session, cases, scope.InstitutionId, card.Id));
        var personId = row["person_id"] is { } reference ? cases.PersonByReference(session, scope.InstitutionId, reference) : card.PersonId;
        if (personId is null || file.Person(personId) is not { } person)
        {
            return Failure.Invalid("person_id", "is not a party of this case; import the parties first, or correct the number");
        }

        var words = HistoryWords.Read(row, reading);
        if (words.IsFailure)
        {
            return words.Failure!;
        }

        var (said, account) = (words.Value, file.Debts.FirstOrDefault(debt => debt.State.Account == row["account_or_case_id"]));
        return new EventRow
        {
            Id = ids.New("ct"),
            InstitutionId = scope.InstitutionId,
            CaseId = card.Id,
            PersonId = person.Id,
            PersonRole = person.Role == PartyRole.Unknown ? "Unknown" : Words.Of(person.Role),
            StaffId = row["agent"] is { } agent ? staff.FindBySignInName(session, scope.InstitutionId, agent)?.Id ?? "import" : "import",
            Direction = said.Direction,
            Channel = said.Channel,
            Point = said.Point,
            Purpose = said.Purpose,
            AccountIds = JsonSerializer.Serialize(account is null ? file.Debts.Select(debt => debt.Id) : [account.Id]),
            Status = EventRow.Made,
            BeganAt = said.At,
            Outcome = said.Outcome,
            OutcomeAt = said.At,
            DurationSeconds = said.Seconds,
        };
    }

    private static string MarkOf(EventRow row) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', row.CaseId, row.PersonId, row.BeganAt.ToString(CultureInfo.InvariantCulture), row.Channel, row.Direction, row.Point))));
}

/// <summary>What a batch is read with.</summary>
internal sealed class HistoryReading(Session session, ImportScope scope, IReadOnlyDictionary<string, string> codes, long now)
{
    private readonly Dictionary<string, GateFile> _files = new(StringComparer.Ordinal);

    public Session Session => session;

    public ImportScope Scope => scope;

    /// <summary>The institution's own result codes.</summary>
    public IReadOnlyDictionary<string, string> Codes => codes;

    public long Now => now;

    public GateFile File(string caseId, Func<GateFile> read) => _files.TryGetValue(caseId, out var known) ? known : _files[caseId] = read();
}
