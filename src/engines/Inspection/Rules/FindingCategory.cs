namespace Daylight.Inspection;

/// <summary>The finding categories every rulebook may use; a rulebook may declare more of its own.</summary>
public static class FindingCategory
{
    /// <summary>Category ids with their titles, in the order of the published list.</summary>
    public static IReadOnlyDictionary<string, LocalText> All { get; } = new Dictionary<string, LocalText>(StringComparer.Ordinal)
    {
        ["abuse"] = new("辱骂", "Abuse"),
        ["threat"] = new("威胁恐吓", "Threat"),
        ["impersonation"] = new("冒充身份", "Impersonation"),
        ["false-legal-claim"] = new("虚假法律后果", "False legal claim"),
        ["third-party-disclosure"] = new("向第三方泄露", "Disclosure to a third party"),
        ["third-party-pressure"] = new("骚扰第三方", "Pressure on a third party"),
        ["private-payment"] = new("私下收款", "Private payment"),
        ["extra-charge"] = new("违规收费", "Extra charge"),
        ["loan-inducement"] = new("诱导借贷", "Inducement to borrow"),
        ["false-promise"] = new("不实承诺", "False promise"),
        ["customer-diversion"] = new("飞单", "Customer diversion"),
        ["information-leak"] = new("泄露个人信息", "Leak of personal information"),
        ["privacy-threat"] = new("曝光隐私", "Threat to publish"),
        ["off-hours"] = new("非许可时段", "Outside permitted hours"),
        ["no-identification"] = new("未表明身份", "No identification"),
        ["no-identity-check"] = new("未核实身份", "No identity check"),
        ["missing-step"] = new("流程缺失", "Missing step"),
        ["wrong-order"] = new("流程错序", "Wrong order"),
        ["ignored-request"] = new("无视诉求", "Ignored request"),
        ["conflict"] = new("情绪冲突", "Conflict"),
    };
}
