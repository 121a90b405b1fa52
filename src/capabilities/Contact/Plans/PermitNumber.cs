using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>The number that a permit is for.</summary>
/// <param name="PermitId">The permit.</param>
/// <param name="ContactPointId">The contact point.</param>
/// <param name="Number">Its value.</param>
/// <param name="ExpiresAt">When the permit ends if it is not used.</param>
public sealed record PermitNumberView(string PermitId, string ContactPointId, string Number, DateTimeOffset ExpiresAt);

/// <summary>
/// Gives a dialer the number of a permit that it holds and that still stands, so that a plan can leave without numbers. The
/// permit stays unused; the reading leaves the entry <c>person.unmask</c> in the case.
/// </summary>
public sealed class PermitNumber
{
    private readonly Permits _permits;
    private readonly OpenNumbers _numbers;

    internal PermitNumber(Permits permits, OpenNumbers numbers)
    {
        _permits = permits;
        _numbers = numbers;
    }

    /// <summary>Opens the number, in the caller's transaction.</summary>
    public Result<PermitNumberView> Open(Session session, Caller caller, string permitId)
    {
        var terms = _permits.Look(session, caller, permitId, new PermitExpectation());
        if (terms.IsFailure)
        {
            return terms.Failure!;
        }

        if (terms.Value.ContactPointId is not { } point)
        {
            return Failure.Invalid("contactPointId", "This permit names no contact point; ask for one that does.");
        }

        var opened = _numbers.Open(session, caller, "permit", [new NumberWish(terms.Value.CaseId, terms.Value.PersonId, point)]);
        return opened.TryGetValue(point, out var number)
            ? new PermitNumberView(permitId, point, number, terms.Value.ExpiresAt)
            : new Failure(FailureKind.NotFound, "erased", "This person's data was erased; the number cannot be given any more.");
    }
}
