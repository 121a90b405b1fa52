using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Facts;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>
/// Marks the models that learned from an erased person's texts as to be trained anew without them. One that is no champion is
/// removed at once, since nothing needs it; a champion when another follows it, so that inspection does not stop for an erasure.
/// </summary>
internal sealed class ForgetTrainedTexts(OwnModels models, ModelLedger ledger, TimeProvider clock) : IFactConsumer<SubjectErased>
{
    public const string Consumer = "conduct.trained-texts";

    public Task<Action<Session>> ConsiderAsync(IReadOnlyList<SubjectErased> facts, CancellationToken cancellation) =>
        Task.FromResult<Action<Session>>(session =>
        {
            foreach (var fact in facts)
            {
                Forget(session, fact);
            }
        });

    private void Forget(Session session, SubjectErased fact)
    {
        foreach (var row in ModelStore.MarkAnew(session, fact.InstitutionId, fact.SubjectId, UtcMicros.From(clock.GetUtcNow())))
        {
            session.Lock(OwnModels.LockOf(row.InstitutionId, row.Name));
            ledger.ToTrainAnew(session, row);
            if (ModelStore.Latest(session, row.InstitutionId, row.Name)?.VersionId != row.Id)
            {
                models.Discard(session, row);
            }
        }
    }
}
