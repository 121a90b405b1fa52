using Xunit;

namespace Daylight;

/// <summary>A fact about PostgreSQL alone; runs where DAYLIGHT_POSTGRES holds a connection string.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (Databases.Postgres is null)
        {
            Skip = "DAYLIGHT_POSTGRES is not set.";
        }
    }
}
