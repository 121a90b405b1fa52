using Daylight.Platform;

namespace Daylight.Evidence;

/// <summary>Why a witness does not cosign, in words for the people who must look into it.</summary>
internal static class WitnessWords
{
    public const string Unreachable = "unreachable";
    public const string Stranger = "stranger";
    public const string Fork = "fork";
    public const string Ahead = "ahead";
    public const string BadSignature = "bad-signature";
    public const string OtherTime = "other-time";

    /// <summary>The sentence of a code.</summary>
    public static Bilingual Of(string code) => code switch
    {
        Unreachable => new("连不上该见证方", "It cannot be reached"),
        Stranger => new("该见证方尚未登记本账本，请把本年账本的公钥发给它", "It does not watch this ledger yet: send it the public key of this year's ledger"),
        Fork => new("严重：该见证方以前见过的账本与现在的不是同一份历史", "Serious: what it saw of the ledger before is not part of what the ledger is now"),
        Ahead => new("严重：该见证方见过的账目比账本现有的更多，账本可能被恢复到旧备份", "Serious: it saw more entries than the ledger has now; an old backup may have been restored"),
        OtherTime => new("其时间与服务器时钟相差五分钟以上，两者必有一错", "Its time and the server's clock differ by more than five minutes: one of them is wrong"),
        _ => new("它的签名无效", "Its signature does not hold"),
    };
}
