using System.Globalization;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daylight.Witness;

/// <summary>How a witness is to run.</summary>
/// <param name="DataFolder">Its directory: <c>logs.txt</c>, the newest checkpoints, and the key if it lies nowhere else.</param>
/// <param name="Key">Its private key.</param>
/// <param name="Urls">The addresses to listen on.</param>
/// <param name="Clock">The clock whose time it signs.</param>
public sealed record WitnessOptions(string DataFolder, NoteSigner Key, string Urls, TimeProvider Clock);

/// <summary>The witness as a web server (C2SP tlog-witness v1.0.0).</summary>
public sealed partial class WitnessServer : IAsyncDisposable
{
    private const string SizeMediaType = "text/x.tlog.size";

    private readonly WitnessOptions _options;
    private readonly DataDirectory _data;
    private readonly WitnessLogs _logs;
    private readonly WitnessMemory _memory;

    private WitnessServer(WitnessOptions options, DataDirectory data)
    {
        _options = options;
        _data = data;
        _logs = new WitnessLogs(Path.Combine(data.Path, "logs.txt"));
        _memory = new WitnessMemory(Path.Combine(data.Path, "checkpoints"));
        App = Build();
    }

    /// <summary>The web application, for its addresses.</summary>
    public WebApplication App { get; }

    /// <summary>Opens the directory and puts everything together; nothing listens yet.</summary>
    /// <exception cref="InvalidOperationException">Another witness holds the directory, or <c>logs.txt</c> cannot be meant.</exception>
    public static WitnessServer Open(WitnessOptions options)
    {
        var data = DataDirectory.Open(options.DataFolder);
        try
        {
            WitnessServer server = new(options, data);
            server._logs.Keys();
            return server;
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

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Daylight.Witness", EnvironmentName = "Production" });
        builder.WebHost.UseUrls(_options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = AddCheckpointRequest.BytesMax;
            kestrel.AddServerHeader = false;
        });
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.MapGet("/", () => Results.Text(_options.Key.Verifier + "\n"));
        app.MapPost("/add-checkpoint", (Delegate)AddCheckpointAsync); // As a RequestDelegate its result would be dropped.
        return app;
    }

    private async Task<IResult> AddCheckpointAsync(HttpContext http)
    {
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        AddCheckpointRequest request;
        try
        {
            request = AddCheckpointRequest.Parse(body.ToArray());
        }
        catch (LedgerFormatException failure)
        {
            return Refuse(StatusCodes.Status400BadRequest, failure.Message);
        }

        var logger = http.RequestServices.GetRequiredService<ILogger<WitnessServer>>();
        try
        {
            return Answer(request, _memory.Judge(request, _logs.Keys()), logger);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            LogFailure(logger, failure);
            return Refuse(StatusCodes.Status500InternalServerError, "the witness cannot remember, so it does not sign");
        }
    }

    private IResult Answer(AddCheckpointRequest request, WitnessVerdict verdict, ILogger logger)
    {
        if (verdict is WitnessVerdict.BadProof or WitnessVerdict.Conflict)
        {
            // Signed by the log: perhaps proof that it shows different histories. It is worth keeping what was shown.
            LogRefused(logger, verdict, request.OldSize, request.Note.ToString());
        }

        return verdict switch
        {
            WitnessVerdict.Cosign => Results.Text(_options.Key.Cosign(request.Note.Text, _options.Clock.GetUtcNow().ToUnixTimeSeconds()).Line + "\n"),
            WitnessVerdict.UnknownOrigin => Refuse(StatusCodes.Status404NotFound, "this log is not watched here"),
            WitnessVerdict.UnknownKey => Refuse(StatusCodes.Status403Forbidden, "not signed by a key of this log"),
            WitnessVerdict.Malformed malformed => Refuse(StatusCodes.Status400BadRequest, malformed.Problem),
            WitnessVerdict.Conflict conflict => Results.Text(
                conflict.KnownSize.ToString(CultureInfo.InvariantCulture) + "\n", SizeMediaType, contentEncoding: null, StatusCodes.Status409Conflict),
            WitnessVerdict.BadProof => Refuse(StatusCodes.Status422UnprocessableEntity, "the proof does not show that the log only grew"),
            _ => throw new InvalidOperationException("A verdict is one of the above."),
        };
    }

    private static IResult Refuse(int status, string why) => Results.Text(why + "\n", "text/plain", Encoding.UTF8, status);

    [LoggerMessage(Level = LogLevel.Error, Message = "Not cosigned")]
    private static partial void LogFailure(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused ({Verdict}) from size {OldSize}: {Note}")]
    private static partial void LogRefused(ILogger logger, WitnessVerdict verdict, long oldSize, string note);
}
