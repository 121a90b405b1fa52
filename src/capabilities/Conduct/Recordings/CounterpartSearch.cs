using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Conduct;

/// <summary>Finds whom a recorded call was with: by the case it names, or by the number on the person's side.</summary>
internal sealed class CounterpartSearch(CaseFiles files, CasesByNumber numbers)
{
    public Result<Counterpart> Find(Session session, string institutionId, RecordedCall call) =>
        call.Case is { } reference ? ByCase(session, institutionId, reference, call.Number)
        : call.Number is { } number ? ByNumber(session, institutionId, number)
        : Failure.Invalid("caseId", "Name the case or account, or give the numbers of the call.");

    /// <summary>The party of the case who has the number; the debtor, where nobody of the case has it or there is none.</summary>
    private Result<Counterpart> ByCase(Session session, string institutionId, string reference, string? number)
    {
        if (files.FindByReference(session, institutionId, reference) is not { } card)
        {
            return Failure.Invalid("caseId", "This is not a case or account of the institution; import the portfolio first, or correct the number.");
        }

        var owner = number is null ? null : numbers.Owners(session, institutionId, number).FirstOrDefault(item => item.CaseId == card.Id);
        return Of(session, institutionId, card.Id, owner?.PersonId ?? card.PersonId);
    }

    private Result<Counterpart> ByNumber(Session session, string institutionId, string number) => numbers.Owners(session, institutionId, number) switch
    {
        [] => Failure.Invalid("callee", "No open case has this number; name the case in caseId, or import its contact points first."),
        [var only] => Of(session, institutionId, only.CaseId, only.PersonId),
        _ => Failure.Invalid("callee", "Several open cases have this number, and nothing tells which was meant; name the case in caseId."),
    };

    private Result<Counterpart> Of(Session session, string institutionId, string caseId, string personId) =>
        files.People(session, institutionId, caseId).FirstOrDefault(item => item.PersonId == personId) is { } person
            ? new Counterpart(caseId, person.PersonId, person.Role, person.Zone, null, null)
            : Failure.NotFound("person");
}
