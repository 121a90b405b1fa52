using System.Text.Json;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>
/// What would have been decided under a draft of law: the stored decisions of a period are asked again, as they were asked,
/// under the draft. History stands as it was: a contact that the draft would have refused is still in the later questions.
/// </summary>
public sealed class AskWhatIf
{
    private const int DaysMax = 366;
    private const int OpenMax = 5;
    private const int ListedMax = 100;

    private readonly CaseAccess _access;
    private readonly CaseFiles _cases;
    private readonly StaffDirectory _staff;
    private readonly AdoptedPacks _packs;
    private readonly ContactLedger _ledger;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal AskWhatIf(
        CaseAccess access, CaseFiles cases, StaffDirectory staff, AdoptedPacks packs, ContactLedger ledger, IdSource ids, TimeProvider clock)
    {
        _access = access;
        _cases = cases;
        _staff = staff;
        _packs = packs;
        _ledger = ledger;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>Whether a draft would load; keeps nothing.</summary>
    public Result<DraftCheckView> Check(Session session, Caller caller, DraftCheckRequest request)
    {
        var read = DraftPolicy.Read(_packs, session, caller.InstitutionId, request.Draft, request.Packs);
        return read.IsFailure ? read.Failure! : read.Value.View();
    }

    /// <summary>Keeps the draft and puts the question in line, in the caller's transaction.</summary>
    public Result<WhatIfView> Ask(Session session, Caller caller, WhatIfRequest request)
    {
        if (RunRow.Objection(request.From, request.To, DaysMax) is { } wrong)
        {
            return wrong;
        }

        if (WhatIfStore.Runs.Open(session, caller.InstitutionId) >= OpenMax)
        {
            return ContactErrors.WhatIfsOpen(OpenMax);
        }

        var read = DraftPolicy.Read(_packs, session, caller.InstitutionId, request.Draft, request.Packs);
        if (read.IsFailure)
        {
            return read.Failure!;
        }

        if (read.Value is not { Policy: not null, Draft: { } draft })
        {
            var first = read.Value.Problems[0];
            return Failure.Invalid("draft", $"Line {first.Line}: {first.Field}: {first.Message} ({read.Value.Problems.Count} in all)");
        }

        var now = UtcMicros.From(_clock.GetUtcNow());
        var (from, to) = (UtcMicros.From(request.From), UtcMicros.From(request.To));
        WhatIfRow row = new()
        {
            Id = _ids.New("wi"),
            InstitutionId = caller.InstitutionId,
            FromAt = from,
            ToAt = to,
            Zone = caller.InstitutionZone,
            Pack = draft.Ref.Name,
            Draft = request.Draft,
            DraftHash = draft.Ref.Hash,
            Packs = JsonSerializer.Serialize(request.Packs),
            Status = RunRow.Waiting,
            AskedBy = caller.StaffId,
            AskedAt = now,
            BeatAt = now,
            Total = DecisionStore.Count(session, caller.InstitutionId, from, to),
        };
        WhatIfStore.Insert(session, row);
        _ledger.WhatIfAsked(session, row);
        return View(session, row);
    }

    /// <summary>The newest what-ifs.</summary>
    public Page<WhatIfView> List(Session session, Caller caller)
    {
        var staff = _staff.All(session, caller.InstitutionId);
        return new Page<WhatIfView>(
            WhatIfStore.Runs.Newest(session, caller.InstitutionId, ListedMax).ConvertAll(row => row.View(staff.GetValueOrDefault(row.AskedBy)?.DisplayName, withDraft: false)),
            null);
    }

    /// <summary>One what-if with its draft.</summary>
    public Result<WhatIfView> Read(Session session, Caller caller, string id) =>
        WhatIfStore.Runs.ById(session, caller.InstitutionId, id) is { } row ? View(session, row) : Failure.NotFound("what-if");

    /// <summary>Decisions that would change, at most a hundred each way; those of cases outside the caller's scope are left out.</summary>
    public Result<Page<WhatIfSample>> Samples(Session session, Caller caller, string id)
    {
        if (WhatIfStore.Runs.ById(session, caller.InstitutionId, id) is null)
        {
            return Failure.NotFound("what-if");
        }

        Dictionary<string, CaseCard?> seen = new(StringComparer.Ordinal);
        var rows = WhatIfStore.Samples(session, caller.InstitutionId, id).FindAll(row => Card(row.CaseId) is not null);
        var names = _cases.MaskedNames(session, caller.InstitutionId, rows.Select(row => row.PersonId));
        var staff = _staff.All(session, caller.InstitutionId);
        return new Page<WhatIfSample>(rows.ConvertAll(Sample), null, rows.Count);

        CaseCard? Card(string caseId)
        {
            if (!seen.TryGetValue(caseId, out var card))
            {
                var found = _access.Find(session, caller, caseId);
                seen[caseId] = card = found.IsFailure ? null : found.Value;
            }

            return card;
        }

        WhatIfSample Sample(WhatIfSampleRow row) => new(
            row.DecisionId,
            row.Change,
            row.CaseId,
            Card(row.CaseId)?.Reference,
            names.GetValueOrDefault(row.PersonId),
            staff.GetValueOrDefault(row.StaffId)?.DisplayName,
            row.Channel,
            UtcMicros.ToInstant(row.AskedAt),
            row.Was,
            row.WouldBe,
            JsonSerializer.Deserialize<List<WhatIfSampleRule>>(row.Rules, JsonSerializerOptions.Web)!); // Written as a list.
    }

    /// <summary>Stops one that waits or runs, in the caller's transaction.</summary>
    public Result<WhatIfView> Cancel(Session session, Caller caller, string id)
    {
        if (WhatIfStore.Runs.ById(session, caller.InstitutionId, id) is not { } row)
        {
            return Failure.NotFound("what-if");
        }

        if (!WhatIfStore.Runs.End(session, id, RunRow.Cancelled, null, _clock.GetUtcNow()))
        {
            return ContactErrors.WhatIfEnded;
        }

        _ledger.WhatIfEnded(session, row, RunRow.Cancelled, caller.StaffId, null);
        return View(session, WhatIfStore.Runs.ById(session, caller.InstitutionId, id)!); // Read above in this transaction.
    }

    private WhatIfView View(Session session, WhatIfRow row) =>
        row.View(_staff.Find(session, row.InstitutionId, row.AskedBy)?.DisplayName, withDraft: true);
}
