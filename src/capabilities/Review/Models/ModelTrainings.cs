using System.Text.Json;
using Daylight.Conduct;
using Daylight.Identity;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>Asks for trainings, shows how far they are, and stops them; says what there is to learn from.</summary>
internal sealed class ModelTrainings(OwnModels models, StaffDirectory staff, ModelTrainingLedger ledger, IdSource ids, TimeProvider clock)
{
    private const int DaysMax = 3_660;
    private const int OpenMax = 5;
    private const int ListedMax = 100;

    public Result<ModelMaterialView> Material(Session session, Caller caller, DateTimeOffset from, DateTimeOffset to)
    {
        if (RunRow.Objection(from, to, DaysMax) is { } wrong)
        {
            return wrong;
        }

        var counts = ReviewedStore.Counts(session, caller.InstitutionId, UtcMicros.From(from), UtcMicros.From(to));
        var rules = counts.Where(count => count.Rule.Length > 0).ToLookup(count => count.Category, StringComparer.Ordinal);
        return new ModelMaterialView(
            [
                .. counts.Where(count => count.Rule.Length == 0).Select(count => new CategoryMaterial(
                    count.Category,
                    count.Upheld,
                    count.Overturned,
                    [.. rules[count.Category].Select(rule => new RuleMaterial(rule.Rule, new Bilingual(rule.TitleZh, rule.TitleEn), rule.Upheld, rule.Overturned))])),
            ],
            TrainingSplit.OfEachMin,
            TrainingSplit.HeldOutOfEachMin,
            RoughCalibration.Needed);
    }

    /// <summary>Puts a training in line, in the caller's transaction; refused where too little was reviewed.</summary>
    public Result<ModelTrainingView> Ask(Session session, Caller caller, ModelTrainingRequest request)
    {
        if (RunRow.Objection(request.From, request.To, DaysMax) is { } wrong)
        {
            return wrong;
        }

        if (string.IsNullOrWhiteSpace(request.Category))
        {
            return Failure.Invalid("category", "Give the category of the findings to learn from.");
        }

        if (models.Refusal(session, caller.InstitutionId, request.Name, request.Category, request.Rule) is { } refused)
        {
            return refused;
        }

        if (ModelTrainingStore.Runs.Open(session, caller.InstitutionId) >= OpenMax)
        {
            return ReviewErrors.TrainingsOpen(OpenMax);
        }

        var (from, to) = (UtcMicros.From(request.From), UtcMicros.From(request.To));
        var reviewed = ReviewedStore.Utterances(session, caller.InstitutionId, request.Category, request.Rule, from, to);
        var upheld = reviewed.Count(one => one.Upheld == 1);
        if (Math.Min(upheld, reviewed.Count - upheld) < TrainingSplit.OfEachMin)
        {
            return ReviewErrors.TooFewReviewed(upheld, reviewed.Count - upheld, TrainingSplit.OfEachMin);
        }

        var now = UtcMicros.From(clock.GetUtcNow());
        ModelTrainingRow row = new()
        {
            Id = ids.New("mt"),
            InstitutionId = caller.InstitutionId,
            Name = request.Name,
            Category = request.Category,
            Rule = request.Rule,
            FromAt = from,
            ToAt = to,
            Background = request.Background ? 1 : 0,
            Status = RunRow.Waiting,
            AskedBy = caller.StaffId,
            AskedAt = now,
            BeatAt = now,
            Counts = JsonSerializer.Serialize(new TrainingCounts(upheld, reviewed.Count - upheld)),
        };
        ModelTrainingStore.Insert(session, row);
        ledger.Asked(session, row);
        return View(session, row);
    }

    public Page<ModelTrainingView> List(Session session, Caller caller) =>
        new(ModelTrainingStore.Runs.Newest(session, caller.InstitutionId, ListedMax).ConvertAll(row => View(session, row)), null);

    public Result<ModelTrainingView> Read(Session session, Caller caller, string id) =>
        ModelTrainingStore.Runs.ById(session, caller.InstitutionId, id) is { } row ? View(session, row) : Failure.NotFound("training");

    /// <summary>Stops one that waits or runs, in the caller's transaction; nothing of it is kept.</summary>
    public Result<ModelTrainingView> Cancel(Session session, Caller caller, string id)
    {
        if (ModelTrainingStore.Runs.ById(session, caller.InstitutionId, id) is not { } row)
        {
            return Failure.NotFound("training");
        }

        var ended = row with { Status = RunRow.Cancelled, EndedAt = UtcMicros.From(clock.GetUtcNow()) };
        if (!ModelTrainingStore.End(session, ended))
        {
            return ReviewErrors.RunEnded;
        }

        ledger.Ended(session, ended, caller.StaffId);
        return View(session, ended);
    }

    private ModelTrainingView View(Session session, ModelTrainingRow row) => new(
        row.Id,
        row.Name,
        row.Category,
        row.Rule,
        UtcMicros.ToInstant(row.FromAt),
        UtcMicros.ToInstant(row.ToAt),
        row.Background == 1,
        row.Status,
        row.Step,
        row.Share,
        JsonSerializer.Deserialize<TrainingCounts>(row.Counts)!, // Written by this class or by the work.
        row.Error,
        row.VersionId,
        row.AskedBy,
        staff.Find(session, row.InstitutionId, row.AskedBy)?.DisplayName,
        UtcMicros.ToInstant(row.AskedAt),
        UtcMicros.ToInstant(row.EndedAt));
}
