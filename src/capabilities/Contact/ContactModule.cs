using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daylight.Contact;

/// <summary>Registers the room.</summary>
public static class ContactModule
{
    /// <summary>Adds the gate's desk, permits, outcomes and facts; after Portfolio.</summary>
    public static IServiceCollection AddContact(this IServiceCollection services) => services
        .AddSingleton(_ => PackShelf.FromFolder(ProductFiles.Find("packs")))
        .AddHostedService<PackOpening>()
        .AddSingleton<PackArchive>()
        .AddSingleton<PackLedger>()
        .AddSingleton<PackDocuments>()
        .AddSingleton<ProposalViews>()
        .AddSingleton(provider => new AdoptedPacks(
            Get<PackShelf>(provider), Get<PackLedger>(provider), Get<IdSource>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new ProposePacks(
            Get<AdoptedPacks>(provider),
            Get<PackDocuments>(provider),
            Get<PackLedger>(provider),
            Get<ProposalViews>(provider),
            Get<IdSource>(provider),
            Get<TimeProvider>(provider)))
        .AddSingleton(provider => new DecideOnPacks(Get<PackLedger>(provider), Get<ProposalViews>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new UploadPack(Get<PackShelf>(provider), Get<PackDocuments>(provider), Get<PackLedger>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new BrowsePacks(
            Get<PackShelf>(provider), Get<AdoptedPacks>(provider), Get<PackDocuments>(provider), Get<ProposalViews>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new ContactWindow(
            Get<AdoptedPacks>(provider), Get<ContactLedger>(provider), Get<StaffDirectory>(provider), Get<TimeProvider>(provider)))
        .AddSingleton<GateDesk>()
        .AddSingleton<ContactLedger>()
        .AddSingleton<StandingPermits>()
        .AddSingleton(_ => new ContentLaws())
        .AddSingleton<OutcomeStatement>()
        .AddSingleton(provider => new AskPermit(
            Get<CaseAccess>(provider),
            Get<CaseFiles>(provider),
            Get<GateDesk>(provider),
            Get<AdoptedPacks>(provider),
            Get<PackArchive>(provider),
            Get<ContactLedger>(provider),
            Get<SubjectStates>(provider),
            Get<IdSource>(provider),
            Get<TimeProvider>(provider)))
        .AddSingleton(provider => new Permits(
            Get<CaseAccess>(provider),
            Get<CaseFiles>(provider),
            Get<CaseActivity>(provider),
            Get<GateDesk>(provider),
            Get<StandingPermits>(provider),
            Get<ContactLedger>(provider),
            Get<TimeProvider>(provider)))
        .AddSingleton(provider => new ForeseeStanding(
            Get<CaseFiles>(provider), Get<GateDesk>(provider), Get<SenderStandings>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new ReportOutcome(
            Get<CaseFiles>(provider), Get<CaseActivity>(provider), Get<OutcomeStatement>(provider), Get<ContactLedger>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new ReleasePermit(Get<CaseFiles>(provider), Get<ContactLedger>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new ContactEvents(
            Get<CaseAccess>(provider), Get<CaseFiles>(provider), Get<CaseActivity>(provider), Get<OutcomeStatement>(provider), Get<IdSource>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new RecordFact(
            Get<CaseAccess>(provider),
            Get<CaseFiles>(provider),
            Get<StandingPermits>(provider),
            Get<ContactLedger>(provider),
            Get<Exhibits>(provider),
            Get<StaffDirectory>(provider),
            Get<IdSource>(provider),
            Get<TimeProvider>(provider)))
        .AddSingleton(provider => new ReplayDecision(
            Get<Exhibits>(provider), Get<PackArchive>(provider), Get<ContactLedger>(provider), Get<Database>(provider)))
        .AddSingleton(provider => new ExploreContact(
            Get<CaseAccess>(provider), Get<CaseFiles>(provider), Get<GateDesk>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new AskWhatIf(
            Get<CaseAccess>(provider),
            Get<CaseFiles>(provider),
            Get<StaffDirectory>(provider),
            Get<AdoptedPacks>(provider),
            Get<ContactLedger>(provider),
            Get<IdSource>(provider),
            Get<TimeProvider>(provider)))
        .AddSingleton(provider => new WhatIfRun(
            Get<Database>(provider),
            Get<ReplayDecision>(provider),
            Get<AdoptedPacks>(provider),
            Get<StaffDirectory>(provider),
            Get<ContactLedger>(provider),
            Get<TimeProvider>(provider)))
        .AddHostedService<WhatIfService>()
        .AddSingleton(provider => new OverrideDesk(
            Get<CaseAccess>(provider), Get<CaseFiles>(provider), Get<GateDesk>(provider), Get<ReplayDecision>(provider), Get<StaffDirectory>(provider), Get<Exhibits>(provider)))
        .AddSingleton(provider => new RequestOverride(
            Get<OverrideDesk>(provider), Get<AskPermit>(provider), Get<ReplayDecision>(provider), Get<ContactLedger>(provider), Get<IdSource>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new DecideOverride(
            Get<OverrideDesk>(provider), Get<AskPermit>(provider), Get<ContactLedger>(provider), Get<TimeProvider>(provider)))
        .AddSingleton<ImportKind, ImportHistory>()
        .AddSingleton<ImportKind, ImportFormerCounters>()
        .AddSingleton<FormerCounters>()
        .AddSingleton(provider => new HistoryCheck(
            Get<CaseFiles>(provider),
            Get<AdoptedPacks>(provider),
            Get<FormerCounters>(provider),
            Get<StaffDirectory>(provider),
            Get<Exhibits>(provider),
            Get<ContactLedger>(provider),
            Get<IdSource>(provider),
            Get<TimeProvider>(provider)))
        .AddSingleton(provider => new HistoryCounters(
            Get<CaseFiles>(provider), Get<GateDesk>(provider), Get<AdoptedPacks>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new KeepingTerms(Get<AdoptedPacks>(provider), Get<TimeProvider>(provider)))
        .AddSingleton<ContactFigures>()
        .AddSingleton<PlanLedger>()
        .AddSingleton(provider => new ContactPlans(
            Get<CaseSheets>(provider), Get<CaseFiles>(provider), Get<PlanLedger>(provider), Get<IdSource>(provider), Get<TimeProvider>(provider), Get<HumanClock>(provider)))
        .AddSingleton(provider => new PlanWork(
            Get<Database>(provider),
            Get<CaseSheets>(provider),
            Get<AdoptedPacks>(provider),
            Get<SenderStandings>(provider),
            Get<ContactWindow>(provider),
            Get<TimeProvider>(provider),
            Get<HumanClock>(provider),
            Get<ILogger<PlanWork>>(provider)))
        .AddHostedService(Get<PlanWork>)
        .AddSingleton(provider => new ExportPlan(
            Get<Database>(provider), Get<ContactPlans>(provider), Get<CaseSheets>(provider), Get<OpenNumbers>(provider), Get<PlanLedger>(provider)))
        .AddSingleton(provider => new PermitNumber(Get<Permits>(provider), Get<OpenNumbers>(provider)))
        .AddSingleton(provider => new PermitExpiry(
            Get<Database>(provider), Get<StandingPermits>(provider), Get<TimeProvider>(provider), Get<ILogger<PermitExpiry>>(provider)))
        .AddHostedService(Get<PermitExpiry>);

    /// <summary>Maps the endpoints under <c>/api/v1/contacts</c>.</summary>
    public static IEndpointRouteBuilder MapContact(this IEndpointRouteBuilder api)
    {
        PermitEndpoints.Map(api);
        ForeseeStanding.Map(api);
        FactEndpoints.Map(api);
        ExploreEndpoints.Map(api);
        ReplayEndpoints.Map(api);
        WhatIfEndpoints.Map(api);
        OverrideEndpoints.Map(api);
        PlanEndpoints.Map(api);
        PackEndpoints.Map(api);
        WindowEndpoints.Map(api);
        HistoryEndpoints.Map(api);
        HistoryCheckEndpoints.Map(api);
        return api;
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();
}
