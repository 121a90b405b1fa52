using System.Text.Json;
using Daylight.Gate;
using Daylight.Identity;
using NodaTime;

namespace Daylight.Contact;

/// <summary>Counts what would change, in bounded memory: groups and rules are few, samples are the hundred with the smallest hashed ids.</summary>
internal sealed class WhatIfTally(
    DateTimeZone zone, IReadOnlyDictionary<string, StaffCard> staff, IReadOnlyDictionary<string, Platform.Bilingual> texts)
{
    private const int SamplesMax = 100;
    private const int RulesMax = 500;

    private readonly Dictionary<string, WhatIfGroup> _teams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WhatIfGroup> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WhatIfGroup> _days = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WhatIfRule> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _impossible = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, WhatIfSampleRow> _toRefuse = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, WhatIfSampleRow> _toPermit = new(StringComparer.Ordinal);
    private long _stillPermitted;
    private long _stillRefused;
    private long _refused;
    private long _permitted;
    private long _lost;

    public long Count => _stillPermitted + _stillRefused + _refused + _permitted + _lost;

    public IReadOnlyList<WhatIfSampleRow> Samples => [.. _toRefuse.Values, .. _toPermit.Values];

    public void Lose(string reason)
    {
        _lost++;
        _impossible[reason] = _impossible.GetValueOrDefault(reason) + 1;
    }

    public void Add(DecisionRow row, DecisionRecord record, Decision would)
    {
        var was = row.Verdict is "permit" or "permit-with-obligations";
        var change = (was, would.IsPermitted) switch
        {
            (true, false) => "to-refuse",
            (false, true) => "to-permit",
            _ => null,
        };
        Group(row, change);
        switch (change)
        {
            case "to-refuse":
                _refused++;
                Tell(row, change, would, DecisionViews.InTheWay(would).DistinctBy(rule => rule.Id)
                    .Select(rule => new WhatIfSampleRule(rule.Id, DecisionViews.Text(rule.Text), rule.Because)).ToList(), _toRefuse);
                return;
            case "to-permit":
                _permitted++;
                Tell(row, change, would, Stood(record), _toPermit);
                return;
            default:
                _ = was ? _stillPermitted++ : _stillRefused++;
                return;
        }
    }

    public WhatIfResult Result(TimeSpan took) => new(
        new WhatIfCounts(Count, _refused, _permitted, _stillPermitted, _stillRefused, _lost),
        [.. _impossible.OrderByDescending(one => one.Value).Take(20).Select(one => new WhatIfReason(one.Key, one.Value))],
        [.. _rules.Values.OrderByDescending(rule => rule.ToRefuse + rule.ToPermit).ThenBy(rule => rule.Rule, StringComparer.Ordinal).Take(50)],
        Sorted(_teams),
        Sorted(_channels),
        [.. _days.Values.OrderBy(day => day.Key, StringComparer.Ordinal)],
        Math.Round(took.TotalSeconds, 3),
        Math.Round(Count / Math.Max(took.TotalSeconds, 0.001)));

    private static IReadOnlyList<WhatIfGroup> Sorted(Dictionary<string, WhatIfGroup> groups) =>
        [.. groups.Values.OrderByDescending(group => group.ToRefuse + group.ToPermit).ThenBy(group => group.Key, StringComparer.Ordinal).Take(200)];

    private void Group(DecisionRow row, string? change)
    {
        var team = staff.GetValueOrDefault(row.StaffId);
        Raise(_teams, team?.TeamId ?? "", team?.TeamName, change);
        Raise(_channels, row.Channel, null, change);
        var day = Instant.FromDateTimeOffset(Platform.UtcMicros.ToInstant(row.AskedAt)).InZone(zone).Date;
        Raise(_days, NodaTime.Text.LocalDatePattern.Iso.Format(day), null, change);
    }

    private static void Raise(Dictionary<string, WhatIfGroup> groups, string key, string? name, string? change)
    {
        var group = groups.GetValueOrDefault(key) ?? new WhatIfGroup(key, name, 0, 0, 0);
        groups[key] = group with
        {
            Decisions = group.Decisions + 1,
            ToRefuse = group.ToRefuse + (change == "to-refuse" ? 1 : 0),
            ToPermit = group.ToPermit + (change == "to-permit" ? 1 : 0),
        };
    }

    /// <summary>The rules that stood in the way then; their words are those of the packs of today.</summary>
    private List<WhatIfSampleRule> Stood(DecisionRecord record)
    {
        List<WhatIfSampleRule> stood = [];
        foreach (var rule in record.Answer.GetProperty("rules").EnumerateArray())
        {
            var whole = rule.ValueKind == JsonValueKind.Array;
            var said = (whole ? rule[0] : rule).GetString()!.Split(' ', 2); // Written as "effect id".
            if (said[0] is "refuse" or "refer")
            {
                stood.Add(new WhatIfSampleRule(said[1], texts.GetValueOrDefault(said[1]) ?? new(said[1], said[1]), whole ? rule[1].GetString() : null));
            }
        }

        return stood;
    }

    private void Tell(
        DecisionRow row, string change, Decision would, List<WhatIfSampleRule> rules, SortedDictionary<string, WhatIfSampleRow> samples)
    {
        foreach (var rule in rules.Where(rule => _rules.ContainsKey(rule.Rule) || _rules.Count < RulesMax))
        {
            var known = _rules.GetValueOrDefault(rule.Rule) ?? new WhatIfRule(rule.Rule, rule.Text, 0, 0);
            _rules[rule.Rule] = change == "to-refuse" ? known with { ToRefuse = known.ToRefuse + 1 } : known with { ToPermit = known.ToPermit + 1 };
        }

        // Hashed ids are in no order of time: the smallest are a sample of the whole period, the same at every run.
        samples[Daylight.Gate.PackOutline.HashOf(row.Id)] = new WhatIfSampleRow
        {
            InstitutionId = row.InstitutionId,
            Change = change,
            DecisionId = row.Id,
            CaseId = row.CaseId,
            PersonId = row.PersonId,
            StaffId = row.StaffId,
            Channel = row.Channel,
            AskedAt = row.AskedAt,
            Was = row.Verdict,
            WouldBe = Words.Of(would.Verdict),
            Rules = JsonSerializer.Serialize(rules, JsonSerializerOptions.Web),
        };
        if (samples.Count > SamplesMax)
        {
            samples.Remove(samples.Keys.Last());
        }
    }
}
