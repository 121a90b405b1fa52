using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>Compares how champions score live traffic with how they did where all was well, and says when that differs much.</summary>
internal sealed class ModelWatch(OwnModels models, TimeProvider clock)
{
    /// <summary>From here on the usual reading of the index is "a little".</summary>
    public const double MovedFrom = 0.1;

    /// <summary>From here on it is "much", and there is a warning.</summary>
    public const double DriftFrom = 0.25;

    private const int WindowDays = 7;
    private const int ShownDays = 56;
    private const int TenthsMax = 10;

    public Result<ModelWatchView> Read(Session session, Caller caller, string name)
    {
        if (models.Champion(session, caller.InstitutionId, name) is not { } champion)
        {
            return Failure.NotFound("champion");
        }

        var today = UtcMicros.From(clock.GetUtcNow()) / ModelScores.Day;
        var days = ModelScoreStore.Since(session, caller.InstitutionId, champion.Hash, today - ShownDays + 1)
            .GroupBy(row => row.Day).Select(day => (Day: day.Key, Tenths: Tenths(day))).ToList();
        var since = (today - ShownDays + 1) * ModelScores.Day;
        return new ModelWatchView(
            name,
            champion.VersionId,
            champion.Hash,
            champion.Report.Reference,
            champion.Report.ReferenceKind,
            champion.Report.ReferenceTexts,
            Window(champion, days, today),
            MovedFrom,
            DriftFrom,
            ScoreDrift.TextsMin,
            days.ConvertAll(day => Of(champion, day.Day, day.Tenths)),
            ReviewedStore.Weeks(session, caller.InstitutionId, champion.Hash, since).ConvertAll(Of));
    }

    /// <summary>What the champions of an institution warn of, by name.</summary>
    public Page<ModelWarning> Warnings(Session session, Caller caller)
    {
        var today = UtcMicros.From(clock.GetUtcNow()) / ModelScores.Day;
        List<ModelWarning> warnings = [];
        foreach (var (champion, window) in Windows(session, caller.InstitutionId, today))
        {
            if (champion.TrainAnewSince is { } since)
            {
                warnings.Add(new ModelWarning(champion.Name, "train-anew", champion.Hash, null, DriftFrom, since, 0));
            }

            if (window.State == Drifting)
            {
                warnings.Add(new ModelWarning(
                    champion.Name, "drift", champion.Hash, window.Index, DriftFrom, new DateTimeOffset(window.From, TimeOnly.MinValue, TimeSpan.Zero), window.Texts));
            }
        }

        return new Page<ModelWarning>(warnings, null, warnings.Count);
    }

    /// <summary>The champions that drift now.</summary>
    public List<ModelDrift> Drifts(Session session, string institutionId)
    {
        var today = UtcMicros.From(clock.GetUtcNow()) / ModelScores.Day;
        List<ModelDrift> drifts = [];
        foreach (var (champion, window) in Windows(session, institutionId, today))
        {
            if (window is { State: Drifting, Index: { } index })
            {
                drifts.Add(new ModelDrift(champion.Name, champion.Hash, index, window.Texts, today - WindowDays + 1, today));
            }
        }

        return drifts;
    }

    /// <summary>A day since 1970 as a date.</summary>
    public static DateOnly DateOf(long day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)day);

    private const string Drifting = "drifting";

    private IEnumerable<(ModelChampion Champion, ModelWindow Window)> Windows(Session session, string institutionId, long today)
    {
        foreach (var champion in models.ChampionsInFull(session, institutionId))
        {
            var rows = ModelScoreStore.Since(session, institutionId, champion.Hash, today - WindowDays + 1);
            yield return (champion, Window(champion, rows.GroupBy(row => row.Day).Select(day => (day.Key, Tenths(day))), today));
        }
    }

    private static ModelWindow Window(ModelChampion champion, IEnumerable<(long Day, int[] Tenths)> days, long today)
    {
        var tenths = new int[TenthsMax];
        foreach (var day in days.Where(day => day.Day > today - WindowDays && day.Day <= today))
        {
            for (var i = 0; i < TenthsMax; i++)
            {
                tenths[i] += day.Tenths[i];
            }
        }

        var index = ScoreDrift.Index(champion.Report.Reference, tenths);
        return new ModelWindow(DateOf(today - WindowDays + 1), DateOf(today), tenths.Sum(), tenths, Rounded(index), State(index));
    }

    private static string State(double? index) => index switch
    {
        null => "too-few",
        < MovedFrom => "steady",
        < DriftFrom => "moved",
        _ => Drifting,
    };

    private static ModelDay Of(ModelChampion champion, long day, int[] tenths)
    {
        var texts = tenths.Sum();
        return new ModelDay(DateOf(day), texts, Math.Round(tenths[(TenthsMax / 2)..].Sum() / (double)Math.Max(1, texts), 4), Rounded(ScoreDrift.Index(champion.Report.Reference, tenths)));
    }

    private static ModelWeek Of(ModelWeekRow row) => new(
        DateOf(row.Week * WindowDays),
        (int)row.Findings,
        (int)row.Upheld,
        (int)row.Overturned,
        row.Upheld + row.Overturned == 0 ? null : Math.Round(row.Upheld / (double)(row.Upheld + row.Overturned), 4));

    private static int[] Tenths(IEnumerable<ModelScoreRow> rows)
    {
        var tenths = new int[TenthsMax];
        foreach (var row in rows)
        {
            tenths[row.Tenth] += (int)row.Texts;
        }

        return tenths;
    }

    private static double? Rounded(double? index) => index is { } value ? Math.Round(value, 4) : null;
}

/// <summary>A champion whose scores of a window lie far from the reference.</summary>
internal sealed record ModelDrift(string Name, string Hash, double Index, int Texts, long FromDay, long ToDay);
