using Daylight.Conduct;
using Daylight.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Transcription;

/// <summary>Registers the room: recordings, recognisers, transcripts.</summary>
public static class TranscriptionModule
{
    /// <summary>Adds Transcription; after Platform and Conduct. Settings that cannot be meant are told at once.</summary>
    /// <exception cref="InvalidOperationException"><c>config/transcription.json</c> says something that cannot be meant.</exception>
    public static IServiceCollection AddTranscription(this IServiceCollection services)
    {
        var data = (DataDirectory)services.Last(service => service.ServiceType == typeof(DataDirectory)).ImplementationInstance!; // Platform adds the opened one.
        var settings = TranscriptionSettings.Read(data);
        services.AddSingleton(settings);
        services.AddSingleton(new RecogniserOf(settings.Recogniser));
        services.AddSingleton<TranscriptionSignal>();
        services.AddFactConsumer<RecordingKept, NoteRecordings>(NoteRecordings.Consumer);
        services.AddSingleton<KeepRecording>().AddSingleton<ReadTranscriptions>();
        services.AddSingleton<TranscribeRecordings>();
        services.AddHostedService(provider => provider.GetRequiredService<TranscribeRecordings>());
        return services;
    }

    /// <summary>Maps the endpoints under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapTranscription(this IEndpointRouteBuilder api)
    {
        RecordingEndpoint.Map(api);
        ReadTranscriptions.Map(api);
        return api;
    }
}
