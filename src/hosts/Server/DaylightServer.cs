using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Daylight.Conduct;
using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Daylight.Portfolio;
using Daylight.Reports;
using Daylight.Retention;
using Daylight.Review;
using Daylight.Transcription;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Server;

/// <summary>The composition root: every capability, one HTTP server, one data directory.</summary>
public sealed class DaylightServer : IAsyncDisposable
{
    private const long BodyMax = 4 * 1024 * 1024;
    private readonly DataDirectory _data;

    private DaylightServer(WebApplication app, DataDirectory data)
    {
        App = app;
        _data = data;
    }

    /// <summary>The capabilities' assemblies in the order of <c>src/layers.txt</c>: migrations run in it.</summary>
    public static IReadOnlyList<Assembly> Rooms { get; } =
    [
        typeof(PlatformModule).Assembly, typeof(EvidenceModule).Assembly, typeof(IdentityModule).Assembly, typeof(PortfolioModule).Assembly,
        typeof(ContactModule).Assembly, typeof(ConductModule).Assembly, typeof(ReviewModule).Assembly, typeof(RetentionModule).Assembly, typeof(TranscriptionModule).Assembly, typeof(ReportsModule).Assembly,
    ];

    /// <summary>The web application, for its services and addresses.</summary>
    public WebApplication App { get; }

    /// <summary>Opens the data directory, brings the tables up to date and puts everything together; nothing listens yet.</summary>
    /// <exception cref="InvalidOperationException">The data directory is in use, or cannot be trusted to be durable.</exception>
    public static async Task<DaylightServer> OpenAsync(ServerOptions options, CancellationToken cancellation)
    {
        var data = options.Postgres is null ? DataDirectory.Open(options.DataFolder) : DataDirectory.OpenShared(options.DataFolder);
        try
        {
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Daylight.Server", EnvironmentName = Environments.Production });
            Configure(builder, options, data);
            var app = builder.Build();
            await Migrations.RunAsync(app.Services.GetRequiredService<Database>(), Rooms, cancellation);
            app.Services.GetRequiredService<KeyRing>(); // A root key that does not fit is told before anything is served.
            Map(app);
            return new DaylightServer(app, data);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _data.Dispose();
    }

    private static void Configure(WebApplicationBuilder builder, ServerOptions options, DataDirectory data)
    {
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = BodyMax;
            kestrel.AddServerHeader = false;
        });
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(options.LogLevel)
            .AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None); // Problems logs what is ours to mend.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => ConfigureJson(json.SerializerOptions));
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        builder.Services.AddHealthChecks().AddCheck<DatabaseAnswers>("database");
        builder.Services.AddOpenApi("v1", ApiDocument.Configure);
        builder.Services.AddSignalR(hub => hub.MaximumReceiveMessageSize = 32 * 1024).AddJsonProtocol(json => ConfigureJson(json.PayloadSerializerOptions));
        builder.Services.AddPlatform(data, options.Clock, options.Human, options.Postgres);
        builder.Services.AddEvidence().AddIdentity().AddPortfolio().AddContact().AddConduct().AddReview().AddRetention().AddTranscription().AddReports();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
    }

    private static void ConfigureJson(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.RespectNullableAnnotations = true;
        json.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatIsNotNullable } };
    }

    /// <summary>A body without a field that may not be null is refused with the field's name, instead of failing later.</summary>
    private static void RequireWhatIsNotNullable(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } parameter
                && (!parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is null))
            {
                property.IsRequired = true;
            }
        }
    }

    private static void Map(WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Daylight.Server.Http");
        app.UseExceptionHandler(failed => failed.Run(context => Problems.HandleAsync(context, log)));
        app.UseResponseCompression();
        app.Use(SecurityHeaders);
        app.UseCallers();
        app.UseNulGuard();
        ConsoleFiles.Use(app);
        app.UseRouting();
        app.MapHealthChecks("/healthz");
        app.MapOpenApi("/openapi/{documentName}.json");
        var api = app.MapGroup("/api/v1");
        api.MapIdentity();
        api.MapPortfolio();
        api.MapContact();
        api.MapConduct();
        api.MapRetention();
        api.MapTranscription();
        api.MapReports();
        api.MapFallback("/{**rest}", () => Problems.From(new Failure(FailureKind.NotFound, "no-such-endpoint", "There is no such endpoint; see /openapi/v1.json.")))
            .ExcludeFromDescription();
        app.MapEvidence(api);
        app.MapReview(api);
        ConsoleFiles.MapFallback(app);
    }

    private static Task SecurityHeaders(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            + $"media-src 'self' blob:; connect-src 'self' ws://{http.Request.Host} wss://{http.Request.Host}; object-src 'none'; frame-ancestors 'none'; base-uri 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=(self)";
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
        }

        return next(http);
    }
}
