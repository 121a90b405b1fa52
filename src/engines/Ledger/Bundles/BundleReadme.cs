using System.Text;

namespace Daylight.Ledger.Bundles;

/// <summary>The page a judge reads first: what lies here, how to check it without us, and what it does not prove.</summary>
internal static class BundleReadme
{
    public static string Text(BundleParts parts, Checkpoint checkpoint, NoteVerifier log)
    {
        var text = new StringBuilder();
        text.Append(Head(parts, checkpoint, log));
        text.Append(Contents());
        text.Append(Commands(checkpoint, log));
        text.Append(Limits());
        return text.ToString();
    }

    private static string Head(BundleParts parts, Checkpoint checkpoint, NoteVerifier log) => $"""
        # 证据包说明

        本证据包取自“昭行”存证账本，可在不联网、不依赖我方的情况下逐项核验。

        | 项目 | 内容 |
        |---|---|
        | 账本运营方 | {OneLine(parts.Operator)} |
        | 案件编号（随机编号，不含个人信息） | {OneLine(parts.CaseId)} |
        | 出具目的 | {OneLine(parts.Purpose)} |
        | 出具时间（运营方自己的时钟，未经第三方证明） | {LeafTime.Format(parts.Created)} |
        | 出具软件 | {OneLine(parts.Software)} |
        | 账本名称 | {checkpoint.Origin} |
        | 检查点：账目数 | {StrictText.Decimal(checkpoint.Size)} |
        | 检查点：根哈希（SHA-256，base64） | {checkpoint.Root.ToBase64()} |
        | 账本公钥 | {log} |
        | 本包账目数 | {StrictText.Decimal(parts.Entries.Count)} |
        | 本包原文数 | {StrictText.Decimal(parts.Entries.Count(entry => entry.Payload is not null))} |
        | 原文交付方式 | {(parts.Recipient is { } recipient ? $"加密给 {recipient}" : "明文")} |


        """;

    private static string Contents() => """
        ## 包内文件

        | 文件 | 内容 |
        |---|---|
        | `manifest.json`、`manifest.json.sig` | 全部文件的清单（大小、SHA-256、SM3）及账本密钥对清单的签名 |
        | `policy.txt` | 核验策略：认可哪个账本公钥、要求哪些见证人 |
        | `checkpoint` | 账本签名的检查点：账目数与根哈希 |
        | `entries/<序号>.json` | 账目原文，逐字节即为计算哈希的内容 |
        | `proofs/<序号>.tlog-proof` | 该账目在检查点之内的证明 |
        | `payload/<序号>/content`、`salt.bin` | 交付的原文及其盐值 |
        | `payload/<序号>/sealed.age` | 或：盐值与原文相连后加密给收件人的文件（age v1 格式） |
        | `case/completeness.json` | 本案账目的条数与哈希树根，可证明“已记录的都在这里” |
        | `consistency/` | 较早检查点与本检查点一致（只增未改）的证明 |
        | `tsa/<账目数>/` | 时间戳机构对检查点出具的可信时间戳（RFC 3161）：所盖的检查点、请求、答复、证书链 |
        | `report.zh-CN.html`、`report.zh-CN.pdf` | 供阅读与打印的核验报告，含法庭审查要点 |
        | `custody/readings.jsonl` | 查阅、处置与导出记录，每行指明证明它的账目 |
        | `keys/history.jsonl` | 密钥的启用、更换与销毁记录，每行指明证明它的账目 |
        | `verify.html`、`verify.py` | 两个独立的核验程序：浏览器页面与 Python 3 脚本，均不联网 |


        """;

    private static string Commands(Checkpoint checkpoint, NoteVerifier log) => $$"""
        ## 如何核验

        1. 一次核验全部：`daylight verify 证据包.zip --policy 您从其他途径取得的policy.txt`。
           不给 `--policy` 时用包内自带的策略，只能说明本包自身前后一致，不能说明公钥属于谁。
           请以其他途径（合同、监管报备、公证）核对上表中的“账本公钥”。
           没有我方软件时，用浏览器打开 `verify.html`，或运行 `python3 verify.py 证据包.zip --policy policy.txt`；三者代码互不相同，结论应当一致。
           为防核验程序本身被替换，请从其他途径取得 `verify.html` 或 `verify.py`，或先核对其哈希。
        2. 不用我方软件，核对任一文件：`sha256sum 文件`、`openssl dgst -sm3 文件`，与 `manifest.json` 比较。
        3. 核对任一原文（结果应等于账目中的 `c` 与 `c3`）：
           `cat payload/序号/salt.bin payload/序号/content | openssl dgst -sha256 -binary | base64`
           `cat payload/序号/salt.bin payload/序号/content | openssl dgst -sm3 -binary | base64`
           加密交付的原文由收件人核对：`age -d -i 收件人密钥文件 payload/序号/sealed.age | openssl dgst -sha256 -binary | base64`，
           取出原文：`age -d -i 收件人密钥文件 payload/序号/sealed.age | tail -c +33`
        4. 核对检查点签名（Ed25519）：
           `head -n 3 checkpoint > note.txt`
           `sed -n 5p checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 > note.sig`
           `(printf '\060\052\060\005\006\003\053\145\160\003\041\000'; echo {{StrictBase64.Encode(log.PublicKey)}} | base64 -d) > key.der`
           `openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in note.txt -sigfile note.sig`
        5. 核对可信时间戳（根证书请从时间戳机构取得；出具时间先用 `openssl ts -reply -in 文件.tsr -text` 查看，换算为 UNIX 秒）：
           `openssl ts -verify -data tsa/账目数/checkpoint -in tsa/账目数/机构.sha256.tsr -CAfile 根证书.pem -untrusted tsa/账目数/机构.sha256.chain.pem -attime 秒数`
        6. 格式均为公开标准：RFC 9162 哈希树，C2SP signed-note、tlog-checkpoint、tlog-proof、tlog-policy。任何人可据此另写核验程序。

        账本 {{checkpoint.Origin}} 的检查点一经公布，其前的账目不能改动、删除或插入而不被发现。


        """;

    private static string Limits() => """
        ## 能证明什么，不能证明什么

        能证明：
        - 本包的账目在检查点签名之前已经写入账本，此后一个字节也没有改动；
        - 交付的原文就是账目当时所承诺的原文；
        - 本案在快照之前已记录的账目全部在此（有 `case/completeness.json` 时）；
        - 账本所载的对本案证据的查阅、处置与导出，都列在 `custody/readings.jsonl` 中。

        **不能**证明：
        - 内容真实：账本只保证写入之后未变，不保证写入之前属实；
        - 没有遗漏记录：应记而未记的事，账本不知道；需与通话清单、短信网关等外部记录核对；
        - 人物对应：账目只有随机代号，代号与自然人的对应关系须另行举证；
        - 拍摄地点、拍摄设备：除非账目中的保证等级与设备证明另有说明；
        - 准确时间：账目时间来自服务器时钟；没有可信时间戳或见证人签名时，本包不主张“某时已存在”。
        """ + "\n";

    private static string OneLine(string text) => text.Replace('\n', ' ').Replace('\r', ' ').Replace("|", "／", StringComparison.Ordinal);
}
