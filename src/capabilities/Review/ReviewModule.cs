using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Portfolio;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Review;

/// <summary>Registers the room: inspection of what is captured, alerts, reviews, scores, the live wall, the search.</summary>
public static class ReviewModule
{
    /// <summary>Adds Review; after Platform and Conduct. The host adds SignalR.</summary>
    /// <exception cref="InvalidOperationException"><c>config/judge.json</c> says something that cannot be meant.</exception>
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddSingleton(JudgeSettings.Read((DataDirectory)services.Last(service => service.ServiceType == typeof(DataDirectory)).ImplementationInstance!)) // Platform adds the opened one.
        .AddSingleton<CaseMask>()
        .AddSingleton<ExportRedacted>()
        .AddSingleton<Judgements>()
        .AddSingleton<QueueJudgements>()
        .AddSingleton<OpenAiJudge>()
        .AddSingleton<KeepJudgement>()
        .AddSingleton<ReadJudge>()
        .AddSingleton<JudgeFindings>()
        .AddHostedService(provider => provider.GetRequiredService<JudgeFindings>())
        .AddSingleton<EarlierConversations>()
        .AddSingleton<OpenInspections>()
        .AddSingleton<SettleFindings>()
        .AddSingleton<KeepFindings>()
        .AddSingleton<ConversationRows>()
        .AddSingleton<ConversationScope>()
        .AddSingleton<ReadConversations>()
        .AddSingleton<ModelAlerts>()
        .AddSingleton<AlertList>()
        .AddSingleton<AcknowledgeAlert>()
        .AddSingleton<ReviewItems>()
        .AddSingleton<ClaimReview>()
        .AddSingleton<DecideReview>()
        .AddSingleton<LiveSignal>()
        .AddSingleton<LiveFeed>()
        .AddSingleton<ReadWall>()
        .AddSingleton<PlayRecording>()
        .AddSingleton<RecordingPeaks>()
        .AddFactConsumer<EmergencyChanged, Notices>("review.emergency-notice")
        .AddFactConsumer<LedgerDamaged, Notices>("review.health-notice")
        .AddSingleton<ReviewFigures>()
        .AddSingleton<TryDraft>()
        .AddSingleton<DraftSamples>()
        .AddSingleton<InspectAgain>()
        .AddSingleton<RulebookRunLedger>()
        .AddSingleton<RulebookRuns>()
        .AddSingleton<RulebookRunWork>()
        .AddHostedService<RulebookRunService>()
        .AddSingleton<TrainingTexts>()
        .AddSingleton<ModelTrainingLedger>()
        .AddSingleton<ModelTrainings>()
        .AddSingleton<ModelTrainingWork>()
        .AddHostedService<ModelTrainingService>()
        .AddSingleton<ModelScores>()
        .AddSingleton<ModelWatch>()
        .AddSingleton<AlertOfDrift>()
        .AddHostedService<AlertOfDriftService>()
        .AddHostedService<LivePush>()
        .AddSingleton<LiveConnections>()
        .AddHostedService<LiveCut>()
        .AddFactConsumer<ConversationCaptured, InspectConversations>(InspectConversations.Consumer)
        .AddSingleton<SearchTokens>()
        .AddSingleton<SearchIndex>()
        .AddSingleton<SearchSignal>()
        .AddSingleton<SearchArchive>()
        .AddSingleton<SearchUpkeep>()
        .AddSingleton<SearchWalk>()
        .AddSingleton<SearchConversations>()
        .AddHostedService<SearchUpkeepService>()
        .AddFactConsumer<ConversationCaptured, IndexConversations>(IndexConversations.Consumer)
        .AddFactConsumer<SubjectErased, ForgetSearched>(ForgetSearched.Consumer);

    /// <summary>Maps the endpoints under <c>/api/v1</c> and the live connection <c>/hub/live</c>.</summary>
    /// <param name="root">The host's routes.</param>
    /// <param name="api">The group <c>/api/v1</c>.</param>
    public static IEndpointRouteBuilder MapReview(this IEndpointRouteBuilder root, IEndpointRouteBuilder api)
    {
        ReadConversations.Map(api);
        SearchEndpoints.Map(api);
        PlayRecording.Map(api);
        ExportRedacted.Map(api);
        RecordingPeaks.Map(api);
        AlertList.Map(api);
        AcknowledgeAlert.Map(api);
        ReviewItems.Map(api);
        ClaimReview.Map(api);
        DecideReview.Map(api);
        ReadWall.Map(api);
        RulebookRunEndpoints.Map(api);
        ModelTrainingEndpoints.Map(api);
        ReadJudge.Map(api);
        LiveHub.Map(root);
        return root;
    }
}
