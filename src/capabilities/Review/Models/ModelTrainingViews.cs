using Daylight.Platform;

namespace Daylight.Review;

/// <summary>Asks for a model trained from the reviewed findings of a period.</summary>
/// <param name="Name">Its name, with <c>own-</c>: a new one, or that of a model that has versions.</param>
/// <param name="Category">Learns from the findings of this category.</param>
/// <param name="Rule">Only from those of this rule.</param>
/// <param name="From">From when conversations began, included.</param>
/// <param name="To">Until when, excluded.</param>
/// <param name="Background">Whether ordinary utterances of staff are learned from as negative too.</param>
public sealed record ModelTrainingRequest(string Name, string Category, DateTimeOffset From, DateTimeOffset To, string? Rule = null, bool Background = true);

/// <summary>A training: how far it is and what came of it.</summary>
/// <param name="Id">The training (<c>mt…</c>).</param>
/// <param name="Name">The model's name.</param>
/// <param name="Category">The category it learns from.</param>
/// <param name="Rule">Only this rule; null for all of the category.</param>
/// <param name="From">From when conversations began, included.</param>
/// <param name="To">Until when, excluded.</param>
/// <param name="Background">Whether ordinary utterances are learned from too.</param>
/// <param name="Status"><c>waiting</c>, <c>running</c>, <c>done</c>, <c>cancelled</c> or <c>refused</c>.</param>
/// <param name="Step"><c>reading</c> or <c>learning</c>.</param>
/// <param name="Share">Which share of the step is done, 0 to 1.</param>
/// <param name="Counts">How many texts there are, as far as they were counted.</param>
/// <param name="Error">Why it was refused: <c>too-few-reviewed</c>, <c>newest-too-few</c>, <c>too-alike</c> (too few different texts) or <c>person-erased</c>.</param>
/// <param name="VersionId">The version that came of it.</param>
/// <param name="AskedById">Who asked.</param>
/// <param name="AskedByName">Their name.</param>
/// <param name="AskedAt">When.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record ModelTrainingView(
    string Id,
    string Name,
    string Category,
    string? Rule,
    DateTimeOffset From,
    DateTimeOffset To,
    bool Background,
    string Status,
    string Step,
    double Share,
    TrainingCounts Counts,
    string? Error,
    string? VersionId,
    string AskedById,
    string? AskedByName,
    DateTimeOffset AskedAt,
    DateTimeOffset? EndedAt);

/// <summary>What there is to learn from in a period.</summary>
/// <param name="Categories">Each category in which utterances were decided.</param>
/// <param name="OfEachMin">The least number of upheld, and of overturned, utterances.</param>
/// <param name="HeldOutOfEachMin">The least number of either in the newest fifth, which is held out.</param>
/// <param name="CalibratedOfEach">Below so many of either that are learned from, probabilities are only rough.</param>
public sealed record ModelMaterialView(IReadOnlyList<CategoryMaterial> Categories, int OfEachMin, int HeldOutOfEachMin, int CalibratedOfEach);

/// <summary>What was decided in a category; an utterance that several rules found counts once.</summary>
public sealed record CategoryMaterial(string Category, long Upheld, long Overturned, IReadOnlyList<RuleMaterial> Rules);

/// <summary>What was decided about the findings of one rule.</summary>
public sealed record RuleMaterial(string Rule, Bilingual Title, long Upheld, long Overturned);
