using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>The only way to a <see cref="Permit"/>.</summary>
public sealed class Permits
{
    /// <summary>
    /// Uses a permit up, in the caller's transaction: the contact begins now. The gate is asked once more, so that a permit
    /// whose decision no longer stands (a cease letter came in meanwhile) is refused as <c>permit-expired</c>.
    /// </summary>
    /// <returns>The permit, or <c>permit-not-found</c>, <c>permit-expired</c>, <c>permit-used</c>, <c>permit-mismatch</c>.</returns>
    public Result<Permit> Use(Session session, Caller caller, string permitId, PermitExpectation expectation) =>
        ContactErrors.PermitNotFound;

    /// <summary>As <see cref="Use"/>, but leaves the permit unused: for showing beforehand that it would do (message screening).</summary>
    public Result<PermitTermsView> Look(Session session, Caller caller, string permitId, PermitExpectation expectation) =>
        ContactErrors.PermitNotFound;
}

/// <summary>What an unused permit says; nothing can be done with it.</summary>
public sealed record PermitTermsView(
    string PermitId, string CaseId, string PersonId, string PersonRole, string Channel, string? ContactPointId, string Purpose,
    string Zone, bool ConsentedHours, DateTimeOffset ExpiresAt);
