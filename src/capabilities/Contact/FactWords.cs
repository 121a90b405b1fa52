using System.Text.Json;
using Daylight.Gate;
using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>Understands a request to record a fact, or says which field is wrong.</summary>
internal static class FactWords
{
    private const int NoteMax = 2000;
    private static readonly string[] Scopes =
    [
        "hours", "frequency", "text", "place", "call-back", "third-party", "direct-contact", "unanswered-attempts", "workplace", "home",
    ];

    /// <summary>The row of a fact, without its id and its recorder.</summary>
    public static Result<FactRow> Row(RecordFactRequest request, GateFile file, DateTimeOffset now)
    {
        if (!Words.TryRead<FactKind>(request.Kind, out var kind))
        {
            return Failure.Invalid("kind", $"Give one of: {Words.All<FactKind>()}.");
        }

        return (Objection(request, file, now) ?? Lacking(kind, request)) is { } failure ? failure : new FactRow
        {
            InstitutionId = file.InstitutionId,
            CaseId = file.CaseId,
            PersonId = request.PersonId,
            Kind = request.Kind,
            Form = request.Form,
            FromTime = request.From,
            ToTime = request.To,
            CountsFrom = UtcMicros.From(request.At ?? now),
            Until = request.Until is { } until ? UtcMicros.From(until) : null,
            Sent = request.Sent is { } sent ? UtcMicros.From(sent) : null,
            Scope = request.Scope,
            Channel = request.Channel,
            ContactPointId = request.ContactPointId,
            Point = file.Point(request.ContactPointId)?.Name,
            Place = request.Place,
            AccountIds = JsonSerializer.Serialize(request.AccountIds ?? []),
            ToPersonId = request.ToPersonId,
            RecordedAt = UtcMicros.From(now),
        };
    }

    private static Failure? Objection(RecordFactRequest request, GateFile file, DateTimeOffset now)
    {
        var at = request.At ?? now;
        return WrongWord<FactForm>("form", request.Form)
            ?? WrongWord<Channel>("channel", request.Channel)
            ?? WrongWord<VisitPlace>("place", request.Place)
            ?? Wrong("scope", request.Scope is not null && !Scopes.Contains(request.Scope, StringComparer.Ordinal), $"Give one of: {string.Join(", ", Scopes)}.")
            ?? Wrong("from", request.From is not null && FactRow.ReadTime(request.From) is null, "Give a local time of day such as 21:00.")
            ?? Wrong("to", request.To is not null && FactRow.ReadTime(request.To) is null, "Give a local time of day such as 08:00.")
            ?? Wrong("to", request.From is null != request.To is null || (request.From is not null && request.From == request.To), "Give from and to together, and not the same time.")
            ?? Wrong("at", at > now + ContactEvents.ClockSkewMax, "A fact counts from the past or from now; this lies ahead.")
            ?? Wrong("until", request.Until <= at, "Give a moment after the one from which the fact counts.")
            ?? Wrong("note", request.Note is { Length: > NoteMax }, $"Give at most {NoteMax} characters.")
            ?? Wrong("contactPointId", request.ContactPointId is not null && file.Point(request.ContactPointId) is null, "Name a contact point of this case.")
            ?? Wrong("toPersonId", request.ToPersonId is not null && file.Person(request.ToPersonId) is null, "Name a person of this case.")
            ?? Wrong("accountIds", (request.AccountIds ?? []).Any(id => file.Debts.All(debt => debt.Id != id)), "Name accounts of this case only.");
    }

    /// <summary>A fact that says too little would restrict nothing, or allow too much.</summary>
    private static Failure? Lacking(FactKind kind, RecordFactRequest request) => kind switch
    {
        FactKind.Consent or FactKind.Agreement when request.Scope is null =>
            Failure.Invalid("scope", "Say what was agreed to: hours, frequency, text, place, call-back, third-party, direct-contact…"),
        FactKind.Consent when request.Scope is "third-party" or "direct-contact" && request.ToPersonId is null =>
            Failure.Invalid("toPersonId", "Say which person may be contacted."),
        FactKind.MediumStop when request.Channel is null =>
            Failure.Invalid("channel", "Say which channel is no longer to be used."),
        FactKind.InvalidNumber when request.ContactPointId is null =>
            Failure.Invalid("contactPointId", "Say which contact point does not exist."),
        FactKind.Inconvenient when request is { From: null, Scope: null, Place: null, ContactPointId: null } =>
            Failure.Invalid("from", "Say what is inconvenient: a time of day (from, to), a place, or a scope such as workplace."),
        _ => null,
    };

    private static Failure? WrongWord<T>(string field, string? word)
        where T : struct, Enum => Wrong(field, word is not null && !Words.TryRead<T>(word, out _), $"Give one of: {Words.All<T>()}.");

    private static Failure? Wrong(string field, bool isWrong, string detail) => isWrong ? Failure.Invalid(field, detail) : null;
}
