using Daylight.Evidence;
using Daylight.Inspection;

namespace Daylight.Conduct;

/// <summary>An institution's own model, by its name.</summary>
/// <param name="Name">As rulebooks name it, for example <c>own-threat</c>.</param>
/// <param name="Category">The category of the findings it learns from.</param>
/// <param name="Rule">The rule of the findings; null for all of the category.</param>
/// <param name="Champion">The version that rules are given; null until one was published.</param>
/// <param name="Newest">The version trained last.</param>
/// <param name="Versions">How many versions there are.</param>
/// <param name="Awaiting">How many proposals wait for a second person.</param>
public sealed record ModelSummaryView(
    string Name, string Category, string? Rule, ModelVersionView? Champion, ModelVersionView Newest, int Versions, int Awaiting);

/// <summary>An own model with all its versions and what was proposed and decided.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Category">The category of the findings it learns from.</param>
/// <param name="Rule">The rule of the findings; null for all of the category.</param>
/// <param name="ChampionId">The version that rules are given; null until one was published.</param>
/// <param name="Versions">Newest first.</param>
/// <param name="Publications">Newest first.</param>
public sealed record ModelView(
    string Name, string Category, string? Rule, string? ChampionId, IReadOnlyList<ModelVersionView> Versions, IReadOnlyList<ModelPublicationView> Publications);

/// <summary>One trained version of an own model.</summary>
/// <param name="Id">The version (<c>mo…</c>).</param>
/// <param name="Hash">sha256 of its file: findings and entries name it.</param>
/// <param name="State"><c>champion</c>, <c>awaiting</c>, <c>trained</c>, <c>retired</c> (was champion), or <c>gone</c> (its file was removed).</param>
/// <param name="TrainedBy">Who asked for the training.</param>
/// <param name="TrainedByName">Their name.</param>
/// <param name="TrainedAt">When it was kept.</param>
/// <param name="TrainAnewSince">When somebody was erased whose texts went in: it is to be trained anew without them; null if nobody was.</param>
/// <param name="Report">What it learned from and how well it did.</param>
/// <param name="Rough">Why its probabilities are only rough: it learned from too few texts of a kind; null if from enough.</param>
public sealed record ModelVersionView(
    string Id,
    string Hash,
    string State,
    string TrainedBy,
    string? TrainedByName,
    DateTimeOffset TrainedAt,
    DateTimeOffset? TrainAnewSince,
    ModelReport Report,
    RoughCalibration? Rough);

/// <summary>A version proposed as champion, and what a second person said.</summary>
/// <param name="Id">The publication (<c>mp…</c>).</param>
/// <param name="Name">The model's name.</param>
/// <param name="VersionId">The version.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Status"><c>awaiting</c>, <c>published</c> or <c>rejected</c>.</param>
/// <param name="Reason">Why it was proposed.</param>
/// <param name="ProposedBy">Who proposed.</param>
/// <param name="ProposedByName">Their name.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedByName">Their name.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="DecisionReason">Why.</param>
/// <param name="AuthorId">Who had it trained: they may not approve it either.</param>
/// <param name="Receipt">The entry, of what was just done.</param>
public sealed record ModelPublicationView(
    string Id,
    string Name,
    string VersionId,
    string Hash,
    string Status,
    string Reason,
    string ProposedBy,
    string? ProposedByName,
    DateTimeOffset ProposedAt,
    string? DecidedBy,
    string? DecidedByName,
    DateTimeOffset? DecidedAt,
    string? DecisionReason,
    string AuthorId,
    ReceiptView? Receipt);
