using Daylight.Platform.Facts;
using Daylight.Platform.Keys;
using Daylight.Platform.Objects;
using Daylight.Platform.Objects.S3;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Platform;

/// <summary>Registers the platform and what the capabilities hang into it.</summary>
public static class PlatformModule
{
    /// <summary>Adds storage, keys, ids and idempotency over an opened data directory.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="data">The data directory; the caller disposes it after the host.</param>
    /// <param name="clock">The clock everything reads.</param>
    /// <param name="human">The clock of sessions and leases; real even where <paramref name="clock"/> is simulated.</param>
    /// <param name="postgres">A PostgreSQL connection string, or null for the embedded database.</param>
    public static IServiceCollection AddPlatform(this IServiceCollection services, DataDirectory data, TimeProvider clock, TimeProvider human, string? postgres)
    {
        FactRegistry facts = new();
        var isNew = !File.Exists(data.DatabaseFile) && postgres is null;
        services.AddSingleton(data);
        services.AddSingleton(clock);
        services.AddSingleton(new HumanClock(human));
        services.AddSingleton(facts);
        services.AddSingleton<IdSource>();
        services.AddSingleton<Database>(_ => postgres is null ? new SqliteDatabase(data.DatabaseFile, facts) : new PostgresDatabase(postgres, facts));
        services.AddSingleton(provider => postgres is null
            ? RootKeys.Open(data, mayCreate: isNew)
            : RootKeys.OpenShared(data, (PostgresDatabase)provider.GetRequiredService<Database>()));
        services.AddSingleton(new EpochKeyFiles(data.EpochKeys));
        services.AddSingleton(provider => new KeyRotation(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<RootKeys>(),
            provider.GetRequiredService<InstitutionKeys>(),
            provider.GetRequiredService<EpochKeyFiles>(),
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<KeyStates>();
        services.AddSingleton<DestroyedKeyWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DestroyedKeyWatch>());
        services.AddSingleton<KeyUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUpkeep>());
        services.AddSingleton<InstitutionKeys>();
        services.AddSingleton(provider => new KeyRing(
            provider.GetRequiredService<InstitutionKeys>(), provider.GetRequiredService<IdSource>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Idempotency>();
        services.AddSingleton<IdempotencyPurge>();
        services.AddHostedService(provider => provider.GetRequiredService<IdempotencyPurge>());
        ObjectFolder folder = new(data.Objects);
        var outside = S3Objects.Open(data); // Settings that cannot be meant are told before anything is served.
        services.AddSingleton(folder);
        services.AddSingleton(_ => new StagedObjects(folder, outside));
        return services;
    }

    /// <summary>Lets a room hear of a kind of fact.</summary>
    /// <param name="services">The host's services; <see cref="AddPlatform"/> came before.</param>
    /// <param name="consumer">The stable name under which facts wait, for example <c>review.inspect</c>.</param>
    public static IServiceCollection AddFactConsumer<TFact, TConsumer>(this IServiceCollection services, string consumer)
        where TConsumer : class, IFactConsumer<TFact>
    {
        var registry = (FactRegistry)services.Last(service => service.ServiceType == typeof(FactRegistry)).ImplementationInstance!;
        registry.Add(typeof(TFact), consumer);
        services.AddSingleton<TConsumer>();
        services.AddSingleton<IHostedService>(provider => new FactDelivery<TFact>(
            consumer,
            provider.GetRequiredService<TConsumer>,
            provider.GetRequiredService<Database>(),
            registry,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FactDelivery<TFact>>>()));
        return services;
    }
}
