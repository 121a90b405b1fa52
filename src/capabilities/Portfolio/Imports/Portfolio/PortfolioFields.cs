namespace Daylight.Portfolio;

/// <summary>The fields of portfolio.csv and parties.csv and the Chinese headings by which they are recognised.</summary>
internal static class PortfolioFields
{
    public static readonly IReadOnlyList<ImportField> Portfolio =
    [
        new("account_id", true, false, "账号", "账户编号", "账户号", "借据号", "合同号", "合同编号", "案件编号", "案件号", "借款编号"),
        new("person_id", true, false, "客户号", "客户编号", "客户ID", "债务人编号", "人员编号"),
        new("name", true, true, "姓名", "客户姓名", "债务人姓名", "债务人", "借款人", "借款人姓名"),
        new("id_number", false, true, "身份证号", "身份证号码", "身份证", "证件号码", "证件号"),
        new("phones", false, true, "手机号", "手机号码", "手机", "联系电话", "电话", "电话号码"),
        new("email", false, true, "邮箱", "电子邮箱", "电子邮件"),
        new("address", false, true, "地址", "住址", "家庭地址", "联系地址", "居住地址"),
        new("zone", false, false, "时区"),
        new("product", true, false, "产品", "产品名称", "贷款产品", "业务类型"),
        new("currency", true, false, "币种", "货币"),
        new("principal", true, false, "本金", "剩余本金", "借款本金", "贷款本金"),
        new("balance", true, false, "欠款金额", "欠款余额", "余额", "应还总额", "逾期金额", "总欠款", "委案金额"),
        new("due_date", true, false, "到期日", "到期日期", "应还日期", "应还款日", "还款日"),
        new("days_past_due", false, false, "逾期天数"),
        new("limit", false, false, "授信额度", "额度", "信用额度"),
        new("opened_on", false, false, "开户日期", "放款日期", "借款日期"),
        new("region", false, false, "地区", "区域", "省市", "所在地"),
        new("law", false, false, "适用法律", "准据法", "governing_law"),
    ];

    public static readonly IReadOnlyList<ImportField> Parties =
    [
        new("case_or_account_id", true, false, "案件或账户", "案件编号", "账号", "账户编号", "借据号", "合同号", "account_id", "case_id"),
        new("person_id", true, false, "人员编号", "联系人编号", "客户号"),
        new("role", true, false, "角色", "关系", "身份"),
        new("name", false, true, "姓名", "联系人姓名", "联系人"),
        new("phones", false, true, "手机号", "手机号码", "手机", "联系电话", "电话"),
        new("basis", true, false, "依据", "来源依据", "信息来源", "合法依据"),
    ];
}
