using Daylight.Identity;
using Daylight.Platform.Callers;

namespace Daylight.Cli.Serving;

/// <summary>The invented institution of the demonstration and its staff.</summary>
internal static class DemoStaff
{
    public const string Institution = "晨光资产管理公司（演示）";
    public const string Zone = "Asia/Shanghai";
    public const string Employer = "agency";

    private static readonly string[] Teams = ["一组·前端", "二组·中端", "三组·后端", "四组·综合"];

    private static readonly string[] Collectors =
    [
        "陈嘉禾", "林雨桐", "赵明远", "周思齐", "吴若曦", "郑子昂", "孙亦凡", "钱书瑶", "冯俊哲", "褚安然",
        "卫星河", "蒋南乔", "沈知行", "韩清越", "杨承志", "朱语嫣", "秦朗", "尤佳宁", "许知夏", "何以宁",
    ];

    /// <summary>The six roles whose sign-ins are printed, with the Chinese name of the role.</summary>
    public static IReadOnlyList<(Role Role, string Zh, string SignInName)> SignIns { get; } =
    [
        (Role.Supervisor, "主管", "supervisor"),
        (Role.Inspector, "质检员", "inspector"),
        (Role.ComplianceOfficer, "合规官", "compliance"),
        (Role.Auditor, "审计", "auditor"),
        (Role.Collector, "催收员", "collector01"),
        (Role.Administrator, "管理员", "admin"),
    ];

    public static IReadOnlyList<NewStaff> All()
    {
        List<NewStaff> staff =
        [
            new("supervisor", "顾长风", [Role.Supervisor], Teams[0], HasPassword: true, HasToken: false),
            new("inspector", "苏瑾", [Role.Inspector], null, HasPassword: true, HasToken: false),
            new("compliance", "裴文静", [Role.ComplianceOfficer], null, HasPassword: true, HasToken: false),
            new("auditor", "江望", [Role.Auditor], null, HasPassword: true, HasToken: false),
            new("admin", "唐宁", [Role.Administrator], null, HasPassword: true, HasToken: true),
        ];
        staff.AddRange(Collectors.Select((name, i) => new NewStaff(
            $"collector{i + 1:00}", name, [Role.Collector], Teams[i % Teams.Length], HasPassword: i == 0, HasToken: true)));
        return staff;
    }
}
