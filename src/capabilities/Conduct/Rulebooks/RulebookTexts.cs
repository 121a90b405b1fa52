using Daylight.Contact;
using Daylight.Inspection;
using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>A rulebook together with the lines it was read from: shows its rules where they stand, and compares two texts.</summary>
internal sealed class RulebookTexts(Rulebook rulebook, string text)
{
    /// <summary>Examples that are shown; of a larger book those that failed come first.</summary>
    private const int ExamplesShownMax = 5_000;

    private readonly string[] _lines = text.ReplaceLineEndings("\n").Split('\n');

    public IReadOnlyList<RulebookRuleView> Rules()
    {
        var begins = rulebook.Rules.Select(rule => rule.Line).Order().ToList();
        return [.. rulebook.Rules.Select(rule => View(rule, End(begins, rule.Line)))];
    }

    public static RulebookCheckView Check(Rulebook rulebook)
    {
        var report = rulebook.RunExamples();
        return new RulebookCheckView(
            report.IsPublishable,
            report.Passed.Count,
            report.Failed.Count,
            [.. report.Failed.Concat(report.Passed).Take(ExamplesShownMax).Select(one => new RulebookExampleView(one.Rule, one.Line, one.MustHit, one.Passed, one.Detail))]);
    }

    public static IReadOnlyList<RulebookRuleChangeView> Changes(RulebookTexts from, RulebookTexts to)
    {
        var old = from.Rules().ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var now = to.Rules().ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        return
        [
            .. now.Values.Where(rule => !old.ContainsKey(rule.Id)).Select(rule => new RulebookRuleChangeView(rule.Id, "added", rule.Title, null, rule.Line, [])),
            .. now.Values.Where(rule => old.ContainsKey(rule.Id)).Select(rule => Change(old[rule.Id], rule, from, to)).Where(change => change.Fields.Count > 0),
            .. old.Values.Where(rule => !now.ContainsKey(rule.Id)).Select(rule => new RulebookRuleChangeView(rule.Id, "removed", rule.Title, rule.Line, null, [])),
        ];
    }

    private static RulebookRuleChangeView Change(RulebookRuleView old, RulebookRuleView now, RulebookTexts from, RulebookTexts to)
    {
        (string Field, bool Differs)[] fields =
        [
            ("category", old.Category != now.Category),
            ("severity", old.Severity != now.Severity),
            ("title", old.Title != now.Title),
            ("basis", old.Basis != now.Basis),
            ("points", !old.Points.Equals(now.Points)),
            ("fatal", old.Fatal != now.Fatal),
            ("action", old.Action != now.Action),
            ("confidence", !old.Confidence.Equals(now.Confidence)),
        ];
        List<string> differ = [.. fields.Where(field => field.Differs).Select(field => field.Field)];
        if (differ.Count == 0 && from.Written(old) != to.Written(now))
        {
            differ.Add("text");
        }

        return new RulebookRuleChangeView(now.Id, "changed", now.Title, old.Line, now.Line, differ);
    }

    private string Written(RulebookRuleView rule) =>
        string.Join('\n', _lines[(rule.Line - 1)..rule.LineEnd].Select(line => line.TrimEnd()).Where(line => line.Length > 0));

    private int End(List<int> begins, int line)
    {
        var next = begins.Find(begin => begin > line);
        var end = next == 0 ? _lines.Length : next - 1;
        while (end > line && string.IsNullOrWhiteSpace(_lines[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static RulebookRuleView View(RuleCard rule, int end) => new(
        rule.Id,
        rule.Category,
        Words.Of(rule.Severity),
        new Bilingual(rule.Title.Zh, rule.Title.En),
        rule.Basis,
        rule.Points,
        rule.Fatal,
        rule.Action switch
        {
            MessageAction.None => "none",
            MessageAction.Warn => "warn",
            MessageAction.Block => "block",
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        },
        rule.Confidence,
        rule.Line,
        end)
    {
        Advice = rule.Advice is { } advice ? new Bilingual(advice.Zh, advice.En) : null,
        Judge = rule.Judge?.Ask,
    };
}
