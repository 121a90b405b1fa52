using Daylight.Contact;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Cli;

/// <summary>Declares, for the operator of an installation, that an institution contacted nobody before.</summary>
internal static class CleanStart
{
    /// <exception cref="InvalidOperationException">The reason is too short or too long.</exception>
    public static async Task<WindowView> DeclareAsync(IServiceProvider services, InstitutionView institution, string reason, CancellationToken cancellation)
    {
        var caller = services.GetRequiredService<Institutions>().Operator(institution);
        Result<WindowView> declared = await services.GetRequiredService<Database>().WriteAsync(
            session => services.GetRequiredService<ContactWindow>().Declare(session, caller, new DeclareWindowRequest(reason)), cancellation);
        return declared.Failure is { } failure ? throw new InvalidOperationException($"--reason: {failure.Detail}") : declared.Value;
    }
}
