using Daylight.Platform.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Daylight.Server;

/// <summary>What <c>GET /healthz</c> asks: a server whose database does not answer takes no requests.</summary>
internal sealed class DatabaseAnswers(Database database) : IHealthCheck
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.ReadAsync(session => session.First<long>("SELECT 1"), cancellationToken).WaitAsync(Within, cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy();
        }
    }
}
