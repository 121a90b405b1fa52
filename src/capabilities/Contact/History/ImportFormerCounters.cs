using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>
/// Loads the counters of a former dialer as it states them itself, and compares each with what the imported history yields. A
/// figure that comes again, about the same person, counter and instant, is stated anew. Each batch is an entry.
/// </summary>
internal sealed class ImportFormerCounters(CaseFiles cases, AdoptedPacks packs, FormerCounters counters, ContactLedger ledger, IdSource ids, TimeProvider clock) : ImportKind
{
    private const long CountMax = 1_000_000;

    public override string Name => "history-counters";

    public override ImportShape Shape => ImportShape.Table;

    public override IReadOnlyList<ImportField> Fields { get; } =
    [
        new("account_or_case_id", true, false, "account_id", "case_id", "账户号", "案件号", "合同号"),
        new("person_id", false, false, "customer_id", "客户号", "自然人号"),
        new("counter", true, false, "metric", "rule", "计数项", "计数规则", "指标"),
        new("window", false, false, "period", "窗口", "统计期", "周期"),
        new("count", true, false, "value", "calls", "次数", "数值"),
        new("as_of", true, false, "at", "snapshot_time", "截至", "截至时间", "统计时间"),
        new("counted_by", false, false, "scope", "key", "计数对象"),
        new("channel", false, false, "渠道", "方式"),
        new("point", false, false, "phone_type", "number_type", "号码类型"),
    ];

    public override ImportTally Write(Session session, ImportScope scope, IReadOnlyList<ImportRow> rows, ImportRejects rejects)
    {
        var policy = packs.PolicyNow(session, scope.InstitutionId);
        var now = UtcMicros.From(clock.GetUtcNow());
        var (added, updated, unchanged, differing) = (0, 0, 0, 0);
        foreach (var row in rows)
        {
            var read = Read(session, scope, policy, row, now);
            if (read.Failure is { } failure)
            {
                rejects.Add(row, failure.Field ?? "counter", failure.Detail);
                continue;
            }

            var found = counters.Compare(session, policy, read.Value);
            var figure = read.Value with { Ours = found.Ours, Hindrance = found.Hindrance };
            differing += figure.Agrees ? 0 : 1;
            if (FormerCounterStore.ByMark(session, scope.InstitutionId, figure.Mark) is not { } known)
            {
                FormerCounterStore.Insert(session, figure);
                added++;
                continue;
            }

            var same = (known.Theirs, known.Ours, known.Hindrance) == (figure.Theirs, figure.Ours, figure.Hindrance);
            (updated, unchanged) = same ? (updated, unchanged + 1) : (updated + 1, unchanged);
            FormerCounterStore.Restate(session, figure with { Id = known.Id });
        }

        if (added + updated > 0)
        {
            ledger.FormerCountersCompared(session, scope, added + updated + unchanged, differing);
        }

        return new ImportTally(added, updated, unchanged);
    }

    private Result<FormerCounterRow> Read(Session session, ImportScope scope, GatePolicy policy, ImportRow row, long now)
    {
        if (cases.FindByReference(session, scope.InstitutionId, row["account_or_case_id"]!) is not { } card)
        {
            return Failure.Invalid("account_or_case_id", "is not a case or account of this institution; import the portfolio first, or correct the number");
        }

        var file = GateFile.Read(session, cases, scope.InstitutionId, card.Id);
        var personId = row["person_id"] is { } reference ? cases.PersonByReference(session, scope.InstitutionId, reference) : card.PersonId;
        if (personId is null || file.Person(personId) is null)
        {
            return Failure.Invalid("person_id", "is not a party of this case; import the parties first, or correct the number");
        }

        var counted = Counted(policy, row);
        if (counted.IsFailure)
        {
            return counted.Failure!;
        }

        var countedBy = (row["counted_by"] ?? (row["point"] is null ? "person" : "point")).ToLowerInvariant();
        if (countedBy is not ("person" or "account" or "point"))
        {
            return Failure.Invalid("counted_by", "is not known; give person, account or point");
        }

        var account = file.Debts.FirstOrDefault(debt => debt.State.Account == row["account_or_case_id"])?.Id;
        if (countedBy == "account" && account is null)
        {
            return Failure.Invalid("account_or_case_id", "names no account of the case, which a figure counted by account needs");
        }

        if (row["point"] is { } point ? Words.KindOf(point) == PointKind.Unknown : countedBy == "point")
        {
            return Failure.Invalid("point", $"is not known; give one of: {Words.All<PointKind>()}, with a number where there are several");
        }

        if (HistoryWords.Moment(row["as_of"]!, scope.Zone) is not { } asOf || asOf > now)
        {
            return Failure.Invalid("as_of", "is no moment of the past; give one such as 2026-03-02T10:00:00+08:00");
        }

        if (!long.TryParse(row["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var theirs) || theirs > CountMax)
        {
            return Failure.Invalid("count", $"give a number from 0 to {CountMax}");
        }

        FormerCounterRow figure = new()
        {
            Id = ids.New("fc"),
            InstitutionId = scope.InstitutionId,
            CaseId = card.Id,
            PersonId = personId,
            CountedBy = countedBy,
            AccountId = countedBy == "account" ? account : null,
            Point = HistoryWords.Numbered(row["point"]),
            Channel = counted.Value.Channel,
            Counter = counted.Value.Counter,
            Span = counted.Value.Span,
            AsOf = asOf,
            Theirs = theirs,
            ComparedAt = now,
        };
        return figure with { Mark = MarkOf(figure) };
    }

    /// <summary>Which counter, over which window: a rule has its own, a word needs one.</summary>
    private static Result<CounterWords> Counted(GatePolicy policy, ImportRow row)
    {
        var channel = row["channel"] is { } text ? HistoryWords.Usual(text) : null;
        if (channel is not null && channel != "any" && !Words.TryRead<Channel>(channel, out _))
        {
            return Failure.Invalid("channel", $"is not known; give any, or one of: {Words.All<Channel>()}");
        }

        if (FormerCounts.WordOf(row["counter"]!) is not { } word)
        {
            var rule = policy.Packs.SelectMany(pack => pack.Rules).OfType<CapRule>().FirstOrDefault(one => one.Id == row["counter"]);
            return rule is null ? Failure.Invalid("counter", $"is not known; give {FormerCounts.Known}")
                : row["window"] is not null ? Failure.Invalid("window", $"leave it empty: the rule {rule.Id} counts over {rule.Count.Window}")
                : new CounterWords(rule.Id, null, channel);
        }

        return row["window"] is not { } window ? Failure.Invalid("window", $"is empty; give one {FormerCounts.KnownSpans}")
            : FormerCounts.SpanOf(window) is not { } span ? Failure.Invalid("window", $"is not known; give one {FormerCounts.KnownSpans}")
            : new CounterWords(word, span, channel);
    }

    private static string MarkOf(FormerCounterRow row) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', row.CaseId, row.PersonId, row.CountedBy, row.AccountId, row.Point, row.Channel, row.Counter, row.Span, row.AsOf.ToString(CultureInfo.InvariantCulture)))));

    private sealed record CounterWords(string Counter, string? Span, string? Channel);
}
