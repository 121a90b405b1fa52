using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Facts;
using Daylight.Platform.Keys;
using Daylight.Portfolio;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Conduct;

/// <summary>Registers the room: conversations, messages, rulebooks.</summary>
public static class ConductModule
{
    /// <summary>Adds Conduct; after Contact. The rulebooks are read at first use, which the host makes its start.</summary>
    public static IServiceCollection AddConduct(this IServiceCollection services) => services
        .AddSingleton(_ => Rulebooks.Load(ProductFiles.Require("rulebooks")))
        .AddSingleton<RulebookLedger>()
        .AddSingleton(provider => new PublishedRulebooks(
            provider.GetRequiredService<Rulebooks>(),
            provider.GetRequiredService<OwnModels>(),
            provider.GetRequiredService<RulebookLedger>(),
            provider.GetRequiredService<IdSource>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<PublicationViews>()
        .AddSingleton<BrowseRulebooks>()
        .AddSingleton<UploadRulebook>()
        .AddSingleton<ProposeRulebook>()
        .AddSingleton<DecideOnRulebook>()
        .AddSingleton<ModelLedger>()
        .AddSingleton(provider => new OwnModels(
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<ModelLedger>(),
            provider.GetRequiredService<IdSource>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<BrowseModels>()
        .AddSingleton<ProposeModel>()
        .AddSingleton<DecideOnModel>()
        .AddFactConsumer<SubjectErased, ForgetTrainedTexts>(ForgetTrainedTexts.Consumer)
        .AddSingleton<CaseFile>()
        .AddSingleton<ConversationHeads>()
        .AddSingleton<ConversationLedger>()
        .AddSingleton<Conversations>()
        .AddSingleton<UtteranceIntake>()
        .AddSingleton<HeldConversation>()
        .AddSingleton<OpenConversation>()
        .AddSingleton<AppendUtterances>()
        .AddSingleton(_ => new SpeakerHints())
        .AddSingleton<UtteranceSocket>()
        .AddSingleton<CloseConversation>()
        .AddSingleton<RecordingUploads>()
        .AddSingleton(provider => new RecordedCalls(
            provider.GetRequiredService<Conversations>(),
            provider.GetRequiredService<ConversationLedger>(),
            provider.GetRequiredService<UtteranceIntake>(),
            provider.GetRequiredService<CaseFile>(),
            provider.GetRequiredService<CounterpartSearch>(),
            provider.GetRequiredService<ContactEvents>()))
        .AddSingleton<CounterpartSearch>()
        .AddSingleton<MessageScreening>()
        .AddSingleton<MessageThreads>()
        .AddSingleton<SendMessage>()
        .AddSingleton<ConductFigures>()
        .AddSingleton<ConversationTimes>()
        .AddSingleton<ImportKind, ImportConversations>()
        .AddSingleton<CloseSilent>()
        .AddHostedService(provider => provider.GetRequiredService<CloseSilent>())
        .AddSingleton(provider => new Transcripts(
            provider.GetRequiredService<Exhibits>(),
            provider.GetRequiredService<ConversationHeads>(),
            provider.GetRequiredService<CaseFile>()));

    /// <summary>Maps the writing endpoints under <c>/api/v1</c>; reading a conversation is composed by Review.</summary>
    public static IEndpointRouteBuilder MapConduct(this IEndpointRouteBuilder api)
    {
        OpenConversation.Map(api);
        AppendUtterances.Map(api);
        UtteranceSocket.Map(api);
        CloseConversation.Map(api);
        SendMessage.Map(api);
        RecordingUploads.Map(api);
        RulebookEndpoints.Map(api);
        ModelEndpoints.Map(api);
        return api;
    }
}
