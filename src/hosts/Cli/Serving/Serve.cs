using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daylight.Cli.Serving;

/// <summary>Opens the installation, prints how to sign in, and runs until it is told to stop.</summary>
internal sealed class Serve(ServePlan plan)
{
    /// <summary>The simulated day is a Monday on which nothing is closed.</summary>
    private static readonly DateTimeOffset DemoDay = new(2026, 3, 2, 0, 58, 0, TimeSpan.Zero);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        SimulatedClock? simulated = plan.Demo ? new SimulatedClock(DemoDay, plan.Pace, TimeProvider.System) : null;
        await using var server = await DaylightServer.OpenAsync(
            new ServerOptions(plan.DataFolder, plan.Urls, simulated ?? TimeProvider.System, plan.Postgres), cancellation);
        var demo = await PrepareAsync(server, cancellation);
        if (simulated is not null)
        {
            await ResumeClockAsync(server, demo!.InstitutionId, simulated, cancellation);
        }

        await Output.ProgressAsync(async context =>
        {
            var bar = context.AddTask("装载质检规则 Loading the rules", maxValue: 1);
            bar.IsIndeterminate = true;
            await Task.Run(server.App.Services.GetRequiredService<Rulebooks>().WarmUp, cancellation);
            bar.IsIndeterminate = false;
            bar.Value = 1;
            return true;
        });
        await server.App.StartAsync(cancellation);
        Console.WriteLine($"\n  Daylight 昭行 · {string.Join(' ', server.App.Urls)}");
        if (demo is not null)
        {
            var address = new Uri(server.App.Urls.First());
            PrintSignIns(demo);
            demo = await new DemoLoad(demo, address, plan.DataFolder).RunAsync(cancellation);
            await new DemoDay(demo, address, simulated!, plan).RunUntilStoppedAsync(server.App.Lifetime.ApplicationStopping, cancellation);
        }

        Console.WriteLine("  按 Ctrl+C 停止 · Press Ctrl+C to stop");
        await using (cancellation.Register(server.App.Lifetime.StopApplication))
        {
            await server.App.WaitForShutdownAsync(CancellationToken.None);
        }

        return ExitCode.Done;
    }

    private async Task<DemoFile?> PrepareAsync(DaylightServer server, CancellationToken cancellation)
    {
        var services = server.App.Services;
        var institutions = services.GetRequiredService<Institutions>();
        var existing = await institutions.AllAsync(cancellation);
        if (plan.Demo)
        {
            if (existing.Length > 0 && DemoFile.Read(plan.DataFolder) is null)
            {
                throw new InvalidOperationException(
                    $"{plan.DataFolder}: this data directory holds a real institution; the demonstration needs one of its own: --data DIR.");
            }

            return DemoFile.Read(plan.DataFolder) ?? await DemoInstitution.OpenAsync(services, plan.DataFolder, cancellation);
        }

        if (existing.Length == 0)
        {
            await OpenFirstAsync(institutions, cancellation);
        }

        return null;
    }

    private async Task OpenFirstAsync(Institutions institutions, CancellationToken cancellation)
    {
        var (_, staff) = await institutions.OpenAsync(
            plan.Institution, plan.Zone, plan.Employer,
            [new NewStaff("admin", "管理员", [Role.Administrator], null, HasPassword: true, HasToken: false)],
            cancellation);
        Console.WriteLine($"  已开设机构 Opened the institution: {plan.Institution}");
        Console.WriteLine("  触达历史为空时一律拒绝联系：请导入原系统的历史，或声明从零开始 Every contact is refused until history is imported or a clean start is declared: daylight gate clean-start --reason …");
        Console.WriteLine($"  管理员 Administrator: admin   密码 password (shown once): {staff[0].Password}");
    }

    /// <summary>After a restart the simulated clock goes on after the last recorded act, or on the next working day.</summary>
    private static async Task ResumeClockAsync(DaylightServer server, string institutionId, SimulatedClock clock, CancellationToken cancellation)
    {
        var services = server.App.Services;
        var last = await services.GetRequiredService<Database>().ReadAsync(
            session => services.GetRequiredService<EvidenceLog>().LastReceived(session, institutionId), cancellation);
        if (last is { } instant)
        {
            clock.NotBefore(instant);
            var local = instant.ToOffset(TimeSpan.FromHours(8));
            if (local.TimeOfDay >= new TimeSpan(18, 25, 0))
            {
                clock.NotBefore(NextWorkday(local));
            }
        }
    }

    private static DateTimeOffset NextWorkday(DateTimeOffset local)
    {
        var day = local.Date.AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }

        return new DateTimeOffset(day.AddHours(8).AddMinutes(58), local.Offset);
    }

    private static void PrintSignIns(DemoFile demo)
    {
        Console.WriteLine("  演示机构，数据均为虚构，时钟为模拟 · Demonstration: invented data, simulated clock\n");
        Output.WriteTable(
            ["角色 Role", "账号 Name", "密码 Password"],
            demo.SignIns.Select(signIn => (IReadOnlyList<string>)[$"{signIn.RoleZh} {signIn.Role}", signIn.Name, signIn.Password]));
    }
}
