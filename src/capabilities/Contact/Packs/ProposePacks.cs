using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>Proposes another set of packs. It changes nothing until a second person approves it.</summary>
public sealed class ProposePacks
{
    private const int PacksMax = 40;
    private const int ReasonMax = 500;
    private const int DaysAheadMax = 366;

    private readonly AdoptedPacks _adopted;
    private readonly PackDocuments _texts;
    private readonly PackLedger _ledger;
    private readonly ProposalViews _views;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal ProposePacks(AdoptedPacks adopted, PackDocuments texts, PackLedger ledger, ProposalViews views, IdSource ids, TimeProvider clock)
    {
        _adopted = adopted;
        _texts = texts;
        _ledger = ledger;
        _views = views;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>Proposes, in the caller's transaction.</summary>
    public Result<ProposalView> Propose(Session session, Caller caller, ProposePacksRequest request)
    {
        var now = _clock.GetUtcNow();
        if (Objection(request, now) is { } objection)
        {
            return objection;
        }

        _adopted.Establish(session, caller.InstitutionId, now);
        session.Lock(AdoptedPacks.LockOf(caller.InstitutionId));
        var members = Members(session, caller, request, now);
        if (members.IsFailure)
        {
            return members.Failure!;
        }

        var latest = PackStore.Proposals.Latest(session, caller.InstitutionId);
        if (latest is not null && !ProposalViews.Changes(PackMember.Read(latest.Members), members.Value).Any())
        {
            return Failure.Invalid("packs", "This is what has been approved already.");
        }

        ProposalRow row = new()
        {
            Id = _ids.New("pp"),
            InstitutionId = caller.InstitutionId,
            Status = ProposalRow.Proposed,
            Members = PackMember.Write(members.Value),
            BaseId = latest?.Id,
            Reason = request.Reason.Trim(),
            EffectiveFrom = request.EffectiveFrom is { } from ? UtcMicros.From(from) : null,
            ProposedBy = caller.StaffId,
            ProposedAt = UtcMicros.From(now),
        };
        _adopted.Archive(session, caller.InstitutionId, members.Value, now);
        PackStore.Insert(session, row);
        return _views.Of(session, row, _ledger.Proposed(session, caller, row));
    }

    private static Failure? Objection(ProposePacksRequest request, DateTimeOffset now)
    {
        if (request.Packs is not { Count: >= 1 and <= PacksMax })
        {
            return Failure.Invalid("packs", $"Name 1 to {PacksMax} packs: the whole set.");
        }

        if (request.Packs.DistinctBy(pack => pack.Name, StringComparer.Ordinal).Count() < request.Packs.Count)
        {
            return Failure.Invalid("packs", "Name each pack once.");
        }

        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > ReasonMax)
        {
            return Failure.Invalid("reason", $"Say why, in at most {ReasonMax} characters.");
        }

        return request.EffectiveFrom < now || request.EffectiveFrom > now.AddDays(DaysAheadMax)
            ? Failure.Invalid("effectiveFrom", $"Give a moment from now on, at most {DaysAheadMax} days ahead, or leave it out.")
            : null;
    }

    private Result<IReadOnlyList<PackMember>> Members(Session session, Caller caller, ProposePacksRequest request, DateTimeOffset now)
    {
        List<PackDocument> packs = [];
        foreach (var wanted in request.Packs)
        {
            if (_texts.Find(session, caller.InstitutionId, wanted.Name, wanted.Hash) is not { } text)
            {
                return Failure.NotFound("pack text");
            }

            packs.Add(text);
        }

        if (packs.All(pack => _texts.IsHouse(session, caller.InstitutionId, pack.Hash)))
        {
            return Failure.Invalid("packs", "House rules only add to the law: keep at least one pack that the installation ships.");
        }

        var members = _texts.WithCalendars(session, caller.InstitutionId, packs, now);
        var loaded = _adopted.Load(session, caller.InstitutionId, members);
        return loaded.Problems.Count > 0
            ? Failure.Invalid("packs", $"This set does not load, and would refuse everything: {loaded.Problems[0]}")
            : new List<PackMember>(members);
    }
}
