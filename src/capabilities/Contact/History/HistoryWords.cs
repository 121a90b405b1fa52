using System.Globalization;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Portfolio;
using NodaTime;
using NodaTime.Text;

namespace Daylight.Contact;

/// <summary>A line of history whose words have been understood.</summary>
internal sealed record HistoryWords(long At, string Channel, string Outcome, string Direction, string? Point, string Purpose, long? Seconds)
{
    private const long SecondsMax = 86_400;

    private static readonly LocalDateTimePattern[] LocalForms =
        [.. new[] { "uuuu-MM-dd'T'HH:mm:ss", "uuuu-MM-dd HH:mm:ss", "uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd HH:mm" }.Select(LocalDateTimePattern.CreateWithInvariantCulture)];

    public static Result<HistoryWords> Read(ImportRow row, HistoryReading reading)
    {
        if (Moment(row["at"]!, reading.Scope.Zone) is not { } at || at > reading.Now)
        {
            return Failure.Invalid("at", "is no moment of the past; give one such as 2026-03-02T10:00:00+08:00");
        }

        var channel = Usual(row["channel"]!);
        if (!Words.TryRead<Channel>(channel, out _))
        {
            return Failure.Invalid("channel", $"is not known; give one of: {Words.All<Channel>()}");
        }

        if (ResultCodes.OutcomeOf(row["outcome"]!, reading.Codes) is not { } outcome)
        {
            return Failure.Invalid(
                "outcome", $"the result code is not known; did you mean {ResultCodes.Proposal(row["outcome"]!, reading.Codes)}? Map codes of your own with PUT /contacts/result-codes");
        }

        var direction = Usual(row["direction"] ?? "outbound");
        if (!Words.TryRead<Direction>(direction, out _))
        {
            return Failure.Invalid("direction", "is not known; give outbound or inbound");
        }

        var purpose = (row["purpose"] ?? "collection").ToLowerInvariant();
        if (!Words.TryRead<Purpose>(purpose, out _))
        {
            return Failure.Invalid("purpose", $"is not known; give one of: {Words.All<Purpose>()}");
        }

        if (row["point"] is { } point && Words.KindOf(point) == PointKind.Unknown)
        {
            return Failure.Invalid("point", $"is not known; give one of: {Words.All<PointKind>()}, with a number where there are several");
        }

        return Length(row["seconds"]) is var seconds && seconds is < 0 or > SecondsMax
            ? Failure.Invalid("seconds", $"give a number from 0 to {SecondsMax}")
            : new HistoryWords(at, channel, outcome, direction, Numbered(row["point"]), purpose, seconds);
    }

    /// <summary>A moment with an offset, or a local one of the institution's zone; a local time that a clock showed twice counts as the later.</summary>
    public static long? Moment(string text, string zone)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } whole)
        {
            return UtcMicros.From(whole.Value.ToDateTimeOffset());
        }

        var local = LocalForms.Select(form => form.Parse(text)).FirstOrDefault(parsed => parsed.Success);
        return local is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not { } known
            ? null
            : UtcMicros.From(known.ResolveLocal(local.Value, NodaTime.TimeZones.Resolvers.CreateMappingResolver(
                NodaTime.TimeZones.Resolvers.ReturnLater, NodaTime.TimeZones.Resolvers.ReturnForwardShifted)).ToDateTimeOffset());
    }

    /// <summary>The word of a channel or direction, where a dialer has another for it.</summary>
    public static string Usual(string word) => word.Trim().ToLowerInvariant() switch
    {
        "phone" or "voice" or "电话" or "呼叫" => "call",
        "短信" => "sms",
        "微信" or "wechat" => "im",
        "邮件" or "mail" => "email",
        "信函" => "letter",
        "外访" or "上门" => "visit",
        "out" or "呼出" or "外呼" => "outbound",
        "in" or "呼入" => "inbound",
        var other => other,
    };

    /// <summary>A kind alone means the first of that kind.</summary>
    public static string? Numbered(string? point) => point is null ? null : char.IsAsciiDigit(point[^1]) ? point.ToLowerInvariant() : point.ToLowerInvariant() + "1";

    /// <summary>Minus one if it is no number.</summary>
    private static long? Length(string? text) =>
        text is null ? null : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : -1;
}
