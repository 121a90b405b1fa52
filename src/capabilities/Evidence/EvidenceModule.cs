using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence;

/// <summary>Registers the room.</summary>
public static class EvidenceModule
{
    /// <summary>Adds the ledger and sealed content; after <see cref="PlatformModule.AddPlatform"/>.</summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services)
    {
        services.AddSingleton(new EvidenceOptions());
        services.AddSingleton<SequencerSignal>();
        services.AddSingleton<EntryClock>();
        services.AddSingleton<ExhibitSealing>();
        services.AddSingleton<LogKeys>();
        services.AddSingleton<LogPublishing>();
        services.AddSingleton<EntryReading>();
        AddEntries(services);
        AddLogs(services);
        AddTimeStamps(services);
        AddWitnesses(services);
        AddObjects(services);
        AddHealth(services);
        services.AddHostedService<SequencerService>();
        services.AddFactConsumer<KeyChanged, KeyHistory>("evidence.keys");
        services.AddHostedService<StampingService>();
        services.AddHostedService<CosigningService>();
        return services;
    }

    /// <summary>Maps the endpoints under <c>/api/v1/evidence</c> and the log files under <c>/log</c>.</summary>
    /// <param name="root">The host's root, for <c>/log</c>.</param>
    /// <param name="api">The group <c>/api/v1</c>.</param>
    public static IEndpointRouteBuilder MapEvidence(this IEndpointRouteBuilder root, IEndpointRouteBuilder api)
    {
        LogFileEndpoints.Map(root);
        EvidenceEndpoints.Map(api);
        KeyEndpoints.Map(api);
        HealthEndpoints.Map(api);
        return root;
    }

    // What only this room may make has internal constructors, so it is made here by hand.
    private static void AddEntries(IServiceCollection services)
    {
        services.AddSingleton(provider => new EvidenceLog(
            provider.GetRequiredService<IdSource>(),
            provider.GetRequiredService<EntryClock>(),
            provider.GetRequiredService<ExhibitSealing>(),
            provider.GetRequiredService<SequencerSignal>()));
        services.AddSingleton<ErasureScrub>();
        services.AddHostedService(provider => provider.GetRequiredService<ErasureScrub>());
        services.AddSingleton(provider => new SubjectStates(
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<EvidenceLog>(),
            provider.GetRequiredService<ErasureScrub>()));
        services.AddSingleton(provider => new ErasureReplay(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<LogKeys>(),
            provider.GetRequiredService<SubjectStates>()));
        services.AddSingleton(provider => new KeyCustody(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<KeyRotation>(),
            provider.GetRequiredService<KeyStates>(),
            provider.GetRequiredService<EvidenceLog>()));
        services.AddSingleton(provider => new Exhibits(
            provider.GetRequiredService<ExhibitSealing>(),
            provider.GetRequiredService<EvidenceLog>(),
            provider.GetRequiredService<ReadingLog>()));
        services.AddSingleton(provider => new Uploads(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<ObjectFolder>(),
            provider.GetRequiredService<EvidenceLog>(),
            provider.GetRequiredService<IdSource>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<UploadSweep>();
        services.AddSingleton(provider => new EntryQueue(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<EvidenceLog>()));
        services.AddSingleton(provider => new ReadingLog(
            provider.GetRequiredService<EntryQueue>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SealedFields(
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<EvidenceLog>(),
            provider.GetRequiredService<SubjectStates>()));
    }

    private static void AddHealth(IServiceCollection services)
    {
        services.AddSingleton(provider => SelfCheckSettings.Read(provider.GetRequiredService<DataDirectory>()));
        services.AddSingleton<SelfCheckService>();
        services.AddHostedService(provider => provider.GetRequiredService<SelfCheckService>());
        services.AddSingleton<Health>();
    }

    private static void AddObjects(IServiceCollection services)
    {
        services.AddSingleton(provider => new ObjectMove(provider.GetRequiredService<Database>(), provider.GetRequiredService<StagedObjects>()));
        services.AddSingleton(provider => new OutsideOrphans(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<StagedObjects>(),
            provider.GetServices<ObjectReferences>(),
            provider.GetRequiredService<HumanClock>()));
        services.AddSingleton<ObjectShipping>();
        services.AddSingleton(new ObjectReferences(ExhibitStore.Referenced)).AddSingleton(new ObjectReferences(UploadStore.Referenced));
        services.AddSingleton<Leftovers>().AddHostedService<LeftoversService>();
        services.AddHostedService(provider => provider.GetRequiredService<ObjectShipping>());
    }

    private static void AddWitnesses(IServiceCollection services)
    {
        services.AddSingleton(provider => WitnessSettings.Read(provider.GetRequiredService<DataDirectory>()));
        services.AddSingleton<WitnessClient>();
        services.AddSingleton<Cosigning>();
    }

    private static void AddTimeStamps(IServiceCollection services)
    {
        services.AddSingleton(provider => TimeStampSettings.Read(provider.GetRequiredService<DataDirectory>()));
        services.AddSingleton<AuthorityClient>();
        services.AddSingleton<Func<Authority, Stamping>>(provider => authority => new Stamping(
            authority,
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<DataDirectory>(),
            provider.GetRequiredService<AuthorityClient>(),
            provider.GetRequiredService<InstitutionZones>(),
            provider.GetRequiredService<HumanClock>()));
    }

    private static void AddLogs(IServiceCollection services)
    {
        services.AddSingleton(provider => new Sequencer(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<LogKeys>(),
            provider.GetRequiredService<LogPublishing>(),
            provider.GetRequiredService<ILogger<Sequencer>>()));
        services.AddSingleton(provider => new LogStatus(
            provider.GetRequiredService<LogKeys>(),
            provider.GetRequiredService<TimeStampSettings>(),
            provider.GetRequiredService<WitnessSettings>(),
            provider.GetRequiredService<StagedObjects>(),
            provider.GetRequiredService<ObjectShipping>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LedgerVerification(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<DataDirectory>(),
            provider.GetRequiredService<LogKeys>(),
            provider.GetRequiredService<ExhibitSealing>(),
            provider.GetRequiredService<EvidenceLog>(),
            provider.GetRequiredService<TimeStampSettings>(),
            provider.GetRequiredService<WitnessSettings>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IdSource>()));
        services.AddSingleton(provider => new BundleExport(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<DataDirectory>(),
            provider.GetRequiredService<Sequencer>(),
            provider.GetRequiredService<EvidenceLog>(),
            provider.GetRequiredService<LogKeys>(),
            provider.GetRequiredService<ExhibitSealing>(),
            new BundleVouching(
                provider.GetRequiredService<InstitutionNames>(),
                provider.GetRequiredService<WitnessSettings>(),
                provider.GetRequiredService<Cosigning>()),
            provider.GetRequiredService<TimeProvider>()));
    }
}
