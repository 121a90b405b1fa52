namespace Daylight.Inspection;

/// <summary>What was done in an utterance beyond its words.</summary>
public enum UtteranceEventKind
{
    /// <summary>The message was deleted by its writer.</summary>
    Deleted,

    /// <summary>The message was recalled (撤回).</summary>
    Recalled,

    /// <summary>The message quotes or forwards another.</summary>
    Quoted,

    /// <summary>A red packet (红包), with its amount.</summary>
    RedPacket,

    /// <summary>A transfer of money, with its amount.</summary>
    Transfer,

    /// <summary>A contact card was pushed (推送名片).</summary>
    Card,

    /// <summary>The contact was deleted or blocked.</summary>
    ContactDeleted,

    /// <summary>A screenshot was taken.</summary>
    Screenshot,
}

/// <summary>Something done in an utterance. The amount is in yuan, for red packets and transfers.</summary>
public sealed record UtteranceEvent(UtteranceEventKind Kind, decimal? Amount = null);
