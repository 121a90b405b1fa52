using System.Text.Json.Serialization;

namespace Daylight.Platform.Callers;

/// <summary>What a staff member does; a staff member may have several roles.</summary>
[JsonConverter(typeof(RoleNames))]
public enum Role
{
    /// <summary>催收员: works the cases assigned to them.</summary>
    Collector,

    /// <summary>外勤: visits.</summary>
    FieldAgent,

    /// <summary>质检员: decides on findings.</summary>
    Inspector,

    /// <summary>主管: leads a team.</summary>
    Supervisor,

    /// <summary>合规官: answers for rules and evidence.</summary>
    ComplianceOfficer,

    /// <summary>设备管理员: manages work phones.</summary>
    DeviceAdmin,

    /// <summary>密钥保管人: keeps keys.</summary>
    KeyCustodian,

    /// <summary>审计: reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>管理员: staff, teams, imports.</summary>
    Administrator,
}

/// <summary>Roles by name only: a number is no role.</summary>
internal sealed class RoleNames() : JsonStringEnumConverter<Role>(namingPolicy: null, allowIntegerValues: false);
