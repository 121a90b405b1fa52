using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>Shows packs: what there is, what decides, each text taken apart, its vectors run now, and how two texts differ.</summary>
public sealed class BrowsePacks
{
    internal const string Installation = "installation", House = "house";

    private readonly PackShelf _shelf;
    private readonly AdoptedPacks _adopted;
    private readonly PackDocuments _texts;
    private readonly ProposalViews _views;
    private readonly TimeProvider _clock;

    internal BrowsePacks(PackShelf shelf, AdoptedPacks adopted, PackDocuments texts, ProposalViews views, TimeProvider clock)
    {
        _shelf = shelf;
        _adopted = adopted;
        _texts = texts;
        _views = views;
        _clock = clock;
    }

    /// <summary>The packs with their rules: those that decide, then those that could.</summary>
    public IReadOnlyList<PackView> List(Session session, Caller caller)
    {
        var deciding = _adopted.PolicyOf(session, caller.InstitutionId, _clock.GetUtcNow()).Packs;
        return
        [
            .. deciding.Select(pack => DecisionViews.Pack(pack, applies: true)),
            .. _shelf.Packs.Where(pack => deciding.All(one => one.Ref.Hash != pack.Ref.Hash)).Select(pack => DecisionViews.Pack(pack, applies: false)),
        ];
    }

    /// <summary>Everything on the desk.</summary>
    public PackDeskView Desk(Session session, Caller caller)
    {
        var now = _clock.GetUtcNow();
        var inForce = _adopted.InForce(session, caller.InstitutionId, now);
        var all = PackStore.Proposals.Newest(session, caller.InstitutionId, PackStore.ListMax);
        var current = PackStore.Proposals.InForce(session, caller.InstitutionId, UtcMicros.From(now)).First;
        return new PackDeskView(
            current is null ? null : _views.Of(session, current),
            [.. all.Where(row => row.Status == ProposalRow.Approved && row.EffectiveFrom > UtcMicros.From(now) && row.DecidedAt >= (current?.DecidedAt ?? 0)).Select(row => _views.Of(session, row))],
            [.. all.Where(row => row.Status == ProposalRow.Proposed).Select(row => _views.Of(session, row))],
            new PackDesk(_shelf, _adopted).Texts(session, caller.InstitutionId, inForce),
            [.. _shelf.Problems.GroupBy(problem => problem.File, StringComparer.Ordinal).Select(file => new BrokenFileView(file.Key, [.. file.Select(Problem)]))],
            [.. _adopted.Load(session, caller.InstitutionId, inForce).Problems.Select(Problem)]);
    }

    /// <summary>All proposals, newest first.</summary>
    public IReadOnlyList<ProposalView> Proposals(Session session, Caller caller) =>
        PackStore.Proposals.Newest(session, caller.InstitutionId, PackStore.ListMax).ConvertAll(row => _views.Of(session, row));

    /// <summary>The texts a pack has had, newest first, with who approved each.</summary>
    public Result<IReadOnlyList<PackVersionView>> Versions(Session session, Caller caller, string name)
    {
        var texts = _texts.Versions(session, caller.InstitutionId, name);
        if (texts.Count == 0)
        {
            return Failure.NotFound("pack");
        }

        var inForce = _adopted.InForce(session, caller.InstitutionId, _clock.GetUtcNow());
        var decisions = Proposals(session, caller);
        return texts.Select(text => new PackVersionView(
            text.Hash,
            text.Version,
            SourceOf(session, caller, text),
            UtcMicros.ToInstant(PackStore.FirstSeen(session, caller.InstitutionId, text.Hash)),
            _shelf.ByHash(text.Hash) is not null,
            inForce.Any(member => member.Hash == text.Hash),
            [.. decisions.Where(one => one.Changes.Any(change => change.ToHash == text.Hash))])).ToList();
    }

    /// <summary>A text taken apart.</summary>
    public Result<PackDetailView> Detail(Session session, Caller caller, string name, string hash)
    {
        if (_texts.Find(session, caller.InstitutionId, name, hash) is not { } text)
        {
            return Failure.NotFound("pack text");
        }

        var (pack, problems) = _texts.Load(session, caller.InstitutionId, text, _clock.GetUtcNow());
        return PackDetails.Of(text, SourceOf(session, caller, text), pack, pack is null ? problems : []);
    }

    /// <summary>Runs a text's vectors now.</summary>
    public Result<PackCheckView> Check(Session session, Caller caller, string name, string hash)
    {
        if (_texts.Find(session, caller.InstitutionId, name, hash) is not { } text)
        {
            return Failure.NotFound("pack text");
        }

        var (pack, problems) = _texts.Load(session, caller.InstitutionId, text, _clock.GetUtcNow());
        List<VectorResultView> results = pack is null
            ? [.. text.Outline!.Vectors.Select(vector => NotLoaded(vector, problems))]
            : Run(pack);
        return new PackCheckView(
            results.Count(one => one.Passed == true), results.Count(one => one.Passed == false), results.Count(one => one.Passed is null), results);
    }

    /// <summary>How one text differs from another.</summary>
    public Result<PackComparisonView> Compare(Session session, Caller caller, string name, string from, string to) =>
        _texts.Find(session, caller.InstitutionId, name, from) is { } old && _texts.Find(session, caller.InstitutionId, name, to) is { } now
            ? PackComparison.Of(old, now)
            : Failure.NotFound("pack text");

    internal static PackProblemView Problem(PackProblem problem) => new(problem.File, problem.Line, problem.Field, problem.Message);

    private static List<VectorResultView> Run(PolicyPack pack)
    {
        var policy = new GatePolicy([pack]);
        return [.. pack.Vectors.Select(vector => VectorRun.Run(vector, policy, pack.Ref.Name)).Select(result => new VectorResultView(
            result.Id, result.Line, result.Passed, result.Decision is { } decision ? Words.Of(decision.Verdict) : null, result.Failures))];
    }

    /// <summary>A text that does not load says which vectors fail; of the others nothing is known.</summary>
    private static VectorResultView NotLoaded(PartOutline vector, IReadOnlyList<PackProblem> problems)
    {
        var failures = problems.Where(problem => problem.Line == vector.Line && problem.Field == vector.Id).Select(problem => problem.Message).ToList();
        return new VectorResultView(vector.Id, vector.Line, failures.Count > 0 ? false : null, null, failures);
    }

    private string SourceOf(Session session, Caller caller, PackDocument text) =>
        _texts.IsHouse(session, caller.InstitutionId, text.Hash) ? House : Installation;
}
