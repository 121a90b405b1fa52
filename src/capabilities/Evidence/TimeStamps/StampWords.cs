using Daylight.Ledger;
using Daylight.Platform;

namespace Daylight.Evidence;

/// <summary>Why an authority's answers are of no use, in words for the people who must get it mended.</summary>
internal static class StampWords
{
    public const string Unreachable = "unreachable";

    /// <summary>The stable code of a fault.</summary>
    public static string Code(TimeStampFault fault) => fault switch
    {
        TimeStampFault.Malformed => "malformed",
        TimeStampFault.NotGranted => "not-granted",
        TimeStampFault.OtherImprint => "other-imprint",
        TimeStampFault.OtherNonce => "other-nonce",
        TimeStampFault.OtherPolicy => "other-policy",
        TimeStampFault.OtherTime => "other-time",
        TimeStampFault.NotForTimeStamps => "not-for-time-stamps",
        TimeStampFault.OutsideValidity => "outside-validity",
        TimeStampFault.NotTrusted => "not-trusted",
        TimeStampFault.BadSignature => "bad-signature",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <summary>The sentence of a code.</summary>
    public static Bilingual Of(string code) => code switch
    {
        Unreachable => new("连不上该机构", "It cannot be reached"),
        "malformed" => new("答复不是时间戳", "Its answer is no time stamp"),
        "not-granted" => new("该机构拒绝签发", "It refuses to stamp"),
        "other-imprint" => new("时间戳不是为这份检查点签发的", "Its stamp is for something else"),
        "other-nonce" => new("答复与请求不符，可能是旧时间戳被重放", "Its answer belongs to another request: an old stamp may have been replayed"),
        "other-policy" => new("签发策略不在认可之列", "It stamps under a policy that is not accepted"),
        "other-time" => new("其时间与服务器时钟相差五分钟以上，两者必有一错", "Its time and the server's clock differ by more than five minutes: one of them is wrong"),
        "not-for-time-stamps" => new("其证书不是专用的时间戳证书", "Its certificate is not one for time stamps only"),
        "outside-validity" => new("其证书在签发时不在有效期内", "Its certificate was not valid when it stamped"),
        "not-trusted" => new("其证书不是由所配置的根证书签发", "Its certificate does not lead to the configured root"),
        _ => new("签名无效", "Its signature does not hold"),
    };
}
