using Daylight.Evidence;
using Daylight.Platform.Facts;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>
/// Clears what this room holds of an erased person beside the sealed values: masks, search fingerprints, the references by which
/// files named them and their accounts, and the rejected rows of all imports. Ids, amounts and days stay: they name nobody.
/// </summary>
internal sealed class ForgetPerson : IFactConsumer<SubjectErased>
{
    /// <summary>What lists show instead of a name or a number.</summary>
    public const string Mask = "***";

    public Task<Action<Session>> ConsiderAsync(IReadOnlyList<SubjectErased> facts, CancellationToken cancellation) =>
        Task.FromResult<Action<Session>>(session =>
        {
            foreach (var fact in facts)
            {
                Forget(session, fact);
            }
        });

    private static void Forget(Session session, SubjectErased fact)
    {
        var person = new { fact.InstitutionId, fact.SubjectId, Mask, empty = Array.Empty<byte>() };
        session.Execute(
            """
            UPDATE person SET name = @empty, id_number = NULL, masked_name = @Mask, masked_id_number = NULL, name_print = id, id_number_print = NULL,
              reference = 'erased-' || id, content_print = ''
            WHERE institution_id = @InstitutionId AND id = @SubjectId
            """,
            person);
        session.Execute(
            "UPDATE contact_point SET value = @empty, masked = @Mask, value_print = id, quality = 'invalid' WHERE institution_id = @InstitutionId AND person_id = @SubjectId",
            person);
        session.Execute(
            "UPDATE account SET attributes = @empty, reference = 'erased-' || id, content_print = '' WHERE institution_id = @InstitutionId AND person_id = @SubjectId",
            person);
        // Nobody can say whose the rejected rows are: all go, and importing the file again brings them back.
        ImportProgressStore.RemoveAllRejects(session, fact.InstitutionId);
        session.Execute(
            "UPDATE case_file SET reference = 'erased-' || id WHERE institution_id = @InstitutionId AND person_id = @SubjectId",
            person);
    }
}
