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

    /// <summary>As <see cref="Of"/>, with a rule that asks for two earlier conversations of the person in which its first rule spoke.</summary>
    public static string WithEarlier(string version) => Of(version) + Earlier;

    private const string Earlier =
        """

          - id: h.again
            category: conflict
            severity: minor
            title: {zh: 屡次, en: Again}
            points: 5
            when: {earlier: {atLeast: 2, days: 7, rule: [h.arrears]}}
            examples:
              hit:
                - startedAt: 2026-03-02T10:00:00+08:00
                  earlier:
                    - {at: 2026-03-01T10:00:00+08:00, rules: [h.arrears]}
                    - {at: 2026-02-28T10:00:00+08:00, rules: [h.arrears]}
                  talk: [您好]
              clean: [您好]
        """;

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
