using Daylight.Identity;
using Daylight.Platform.Callers;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Cli.Serving;

/// <summary>Opens the invented institution of the demonstration with its staff.</summary>
internal static class DemoInstitution
{
    public static async Task<DemoFile> OpenAsync(IServiceProvider services, string dataFolder, CancellationToken cancellation)
    {
        var (institution, staff) = await services.GetRequiredService<Institutions>().OpenAsync(
            DemoStaff.Institution, DemoStaff.Zone, DemoStaff.Employer, DemoStaff.All(), cancellation);
        await CleanStart.DeclareAsync(services, institution, "演示机构：在此之前没有任何触达", cancellation);
        var byName = staff.ToDictionary(one => one.Staff.SignInName, StringComparer.Ordinal);
        DemoFile file = new(
            institution.Id,
            byName["admin"].Token!,
            Loaded: false,
            [.. DemoStaff.SignIns.Select(signIn => new DemoSignIn(signIn.Role.ToString(), signIn.Zh, signIn.SignInName, byName[signIn.SignInName].Password!))],
            [.. staff.Where(one => one.Staff.Roles.Contains(Role.Collector)).Select(one => new DemoCollector(one.Staff.DisplayName, one.Staff.Id, one.Token!))]);
        file.Write(dataFolder);
        return file;
    }
}
