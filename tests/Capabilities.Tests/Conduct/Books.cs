namespace Daylight.Conduct;

/// <summary>Small rulebooks for tests, whose rules have both kinds of example.</summary>
internal static class Books
{
    /// <summary>A rulebook with one rule, and with the test installation's rule against abuse if asked.</summary>
    public static string Of(string version, string words = "拖欠", string action = "none", bool abuse = false, string severity = "major") =>
        $$"""
        rulebook: house
        version: "{{version}}"
        title: {zh: 自有, en: House}
        rules:
          - id: h.arrears
            category: missing-step
            severity: {{severity}}
            title: {zh: 用语, en: Wording}
            points: 10
            action: {{action}}
            when: {said: {any: [{{words}}] } }
            examples:
              hit: [您{{words}}已久]
              clean: [谢谢]
        """ + (abuse ? Abuse : "");

    private const string Abuse =
        """

          - id: t.abuse
            category: abuse
            severity: critical
            title: {zh: 辱骂, en: Abuse}
            points: 30
            when: {said: {any: [老赖]}}
            examples:
              hit: [你这个老赖]
              clean: [您好]
        """;
}
