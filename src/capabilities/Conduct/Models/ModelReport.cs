using Daylight.Inspection;

namespace Daylight.Conduct;

/// <summary>What a training learned from and how well its model did: kept with the model, without a word of any text.</summary>
public sealed record ModelReport
{
    /// <summary>From when the conversations began whose findings it learned from, included.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when, excluded.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Utterances whose finding was upheld, of the whole period.</summary>
    public required int Upheld { get; init; }

    /// <summary>Utterances whose finding was overturned.</summary>
    public required int Overturned { get; init; }

    /// <summary>Ordinary utterances of staff, in which nothing was found, that it learned from as negative beside them.</summary>
    public required int Background { get; init; }

    /// <summary>Texts it learned from, each once.</summary>
    public required int Learned { get; init; }

    /// <summary>How many of them are positive.</summary>
    public required int LearnedPositive { get; init; }

    /// <summary>How many conversations went in; while the model is kept, so is their list.</summary>
    public required int Conversations { get; init; }

    /// <summary>From which moment on conversations were held out: the newest part, which it has not seen.</summary>
    public required DateTimeOffset HeldOutFrom { get; init; }

    /// <summary>How many of the reviewed texts were held out.</summary>
    public required int HeldOut { get; init; }

    /// <summary>How many of them were upheld.</summary>
    public required int HeldOutPositive { get; init; }

    /// <summary>From which probability on a text counts as found.</summary>
    public required double Threshold { get; init; }

    /// <summary>How well it did on what was held out.</summary>
    public required DetectorFigures Figures { get; init; }

    /// <summary>How well its parts did in training on texts that they had not seen.</summary>
    public required DetectorFigures Trained { get; init; }

    /// <summary>The champion of that day on the same held-out texts; null where there was none.</summary>
    public ModelContest? Contest { get; init; }

    /// <summary>Which share of texts fell into each tenth of the probability when it was trained: what live traffic is compared with.</summary>
    public required IReadOnlyList<double> Reference { get; init; }

    /// <summary>How many texts these shares are of.</summary>
    public required int ReferenceTexts { get; init; }

    /// <summary><c>traffic</c>: utterances of staff of the held-out part; <c>training</c>: the texts of the training, where traffic was too little.</summary>
    public required string ReferenceKind { get; init; }
}

/// <summary>Two models before the same held-out texts.</summary>
/// <param name="ChampionId">The version that was champion.</param>
/// <param name="ChampionHash">Its hash.</param>
/// <param name="Champion">How well it did.</param>
/// <param name="OnlyChampionRight">Texts that only the champion judged right.</param>
/// <param name="OnlyChallengerRight">Texts that only the new model judged right.</param>
/// <param name="Chance">How probable so uneven a split is if both are equally good (exact sign test, two-sided).</param>
/// <param name="SeenByChampion">How many of the texts are of conversations that the champion had learned from: they flatter it.</param>
public sealed record ModelContest(
    string ChampionId, string ChampionHash, DetectorFigures Champion, int OnlyChampionRight, int OnlyChallengerRight, double Chance, int SeenByChampion);

/// <summary>A conversation that a model learned from, and whose it is.</summary>
public sealed record ModelSource(string ConversationId, string PersonId);

/// <summary>A model that a training has made and that is to be kept.</summary>
/// <param name="InstitutionId">Whose it is.</param>
/// <param name="Name">Its name, with <c>own-</c>.</param>
/// <param name="Category">The category of the findings it learned from.</param>
/// <param name="Rule">The rule of the findings; null for all of the category.</param>
/// <param name="TrainedBy">Who asked for the training.</param>
/// <param name="Training">The training.</param>
/// <param name="Detector">The model.</param>
/// <param name="Report">What it learned from and how it did.</param>
/// <param name="Sources">The conversations that went in.</param>
public sealed record TrainedModel(
    string InstitutionId, string Name, string Category, string? Rule, string TrainedBy, string Training, Detector Detector, ModelReport Report, IReadOnlyList<ModelSource> Sources);

/// <summary>The version of a model that rules are given.</summary>
/// <param name="Name">The model.</param>
/// <param name="VersionId">The version.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="TrainAnewSince">When somebody was erased whose texts it learned from; null if nobody was.</param>
/// <param name="Report">What it learned from and how well it did.</param>
public sealed record ModelChampion(string Name, string VersionId, string Hash, DateTimeOffset? TrainAnewSince, ModelReport Report);
