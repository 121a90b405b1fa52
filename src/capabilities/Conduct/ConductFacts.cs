namespace Daylight.Conduct;

/// <summary>What was captured of a conversation.</summary>
public enum Captured
{
    /// <summary>It began.</summary>
    Opened,

    /// <summary>Utterances came in.</summary>
    Utterances,

    /// <summary>It ended.</summary>
    Closed,

    /// <summary>It was imported whole, after it had ended.</summary>
    Imported,

    /// <summary>The words of its recording came in, after it had ended.</summary>
    Transcribed,
}

/// <summary>
/// The fact that a conversation has more to inspect. It carries ids alone: whoever hears of it reads the conversation, so
/// that a fact delivered late, twice or on another server does no harm.
/// </summary>
/// <param name="InstitutionId">The tenant.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Step">What came.</param>
public sealed record ConversationCaptured(string InstitutionId, string ConversationId, Captured Step);

/// <summary>The fact that the recording of a conversation became an exhibit. Ids only, as above.</summary>
/// <param name="InstitutionId">The tenant.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="ExhibitId">The recording.</param>
public sealed record RecordingKept(string InstitutionId, string ConversationId, string ExhibitId);
