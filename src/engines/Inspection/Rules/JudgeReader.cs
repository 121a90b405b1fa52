namespace Daylight.Inspection;

/// <summary>Reads what a rule would ask a language model, and what such a rule may not do on its own.</summary>
internal static class JudgeReader
{
    internal const int TurnsDefault = 6;
    internal const int TurnsMax = 40;
    internal const int AskLengthMin = 8;
    internal const int AskLengthMax = 500;

    internal static JudgeQuestion? Read(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        if (map.Has("when"))
        {
            map.Take("when");
            map.ProblemAt("when", "the candidates of a judge are what the rule's own 'when' finds", "move 'when' out of 'judge', beside it");
        }

        var ask = map.RequiredText("ask");
        var turns = map.Whole("turns", 0, TurnsMax) ?? TurnsDefault;
        var onNo = map.Choice("onNo", Names.JudgeNos) ?? JudgeNo.Lower;
        map.Done();
        if (ask.Length is > 0 and (< AskLengthMin or > AskLengthMax))
        {
            map.ProblemAt("ask", $"'ask' must be a question of {AskLengthMin} to {AskLengthMax} characters", "such as 'ask: 员工是否在暗示会找对方的家人或单位？'");
        }

        return new JudgeQuestion(ask, turns, onNo);
    }

    /// <summary>What a model says is an opinion, so a rule that waits for it takes nothing and stops nothing by itself.</summary>
    internal static void Check(YamlMap rule, RuleCard card)
    {
        if (card.Judge is null)
        {
            return;
        }

        if (card.Fatal)
        {
            rule.ProblemAt("fatal", "a rule with 'judge' cannot be fatal: its findings are candidates until a person has decided", "leave 'fatal' out");
        }

        if (card.Points > 0)
        {
            rule.ProblemAt("points", "a rule with 'judge' takes no points: its findings are candidates until a person has decided", "leave 'points' out");
        }

        if (card.Action == MessageAction.Block)
        {
            rule.ProblemAt("action", "a rule with 'judge' cannot block a message: no message waits for a model", "use 'action: warn'");
        }
    }
}
