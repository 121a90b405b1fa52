using System.Text.Json;
using Daylight.Gate;
using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>Understands a request to record a fact, or says which field is wrong.</summary>
internal static class FactWords
{
    private const int NoteMax = 2000;

    /// <summary>The row of a fact, without its id and its recorder.</summary>
    public static Result<FactRow> Row(RecordFactRequest request, GateFile file, DateTimeOffset now)
    {
        if (!Words.TryRead<FactKind>(request.Kind, out var kind))
        {
            return Failure.Invalid("kind", $"Give one of: {Words.All<FactKind>()}.");
        }

        return (Objection(request, file, now) ?? Misfit(kind, request, file) ?? Lacking(kind, request)) is { } failure ? failure : new FactRow
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
            Purpose = request.Purpose,
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
            ?? WrongWord<Purpose>("purpose", request.Purpose)
            ?? Wrong("from", request.From is not null && FactRow.ReadTime(request.From) is null, "Give a local time of day such as 21:00.")
            ?? Wrong("to", request.To is not null && FactRow.ReadTime(request.To) is null, "Give a local time of day such as 08:00.")
            ?? Wrong("to", request.From is null != request.To is null || (request.From is not null && request.From == request.To), "Give from and to together, and not the same time.")
            ?? Wrong("at", at > now + ContactEvents.ClockSkewMax, "A fact counts from the past or from now; this lies ahead.")
            ?? Wrong("until", request.Until <= at, "Give a moment after the one from which the fact counts.")
            ?? Wrong("note", request.Note is { Length: > NoteMax }, $"Give at most {NoteMax} characters.")
            ?? Wrong("contactPointId", request.ContactPointId is not null && file.Point(request.ContactPointId)?.PersonId != request.PersonId, "Name a contact point of this person in this case.")
            ?? Wrong("toPersonId", request.ToPersonId is not null && file.Person(request.ToPersonId) is null, "Name a person of this case.")
            ?? Wrong("accountIds", (request.AccountIds ?? []).Any(id => file.Debts.All(debt => debt.Id != id)), "Name accounts of this case only.");
    }

    /// <summary>What a fact of this kind cannot say: no rule would hear it, or it would narrow what must not be narrowed.</summary>
    private static Failure? Misfit(FactKind kind, RecordFactRequest request, GateFile file)
    {
        var scopes = FactVocabulary.ScopesOf(kind);
        return Wrong("scope", FactVocabulary.NamesPlace(kind) && !PlaceCode.IsCode(request.Scope), "Give the country by the two letters of ISO 3166, or a part of it, for example CN or US-MA (Hong Kong is HK, Macau MO, Taiwan TW).")
            ?? Wrong("scope", request.Scope is not null && scopes.Count == 0 && !FactVocabulary.NamesPlace(kind), $"A fact of the kind {request.Kind} has no scope; leave it out.")
            ?? Wrong("scope", request.Scope is not null && !FactVocabulary.NamesPlace(kind) && !scopes.Contains(request.Scope, StringComparer.Ordinal), $"Give one of: {string.Join(", ", scopes)}.")
            ?? Wrong("form", Words.TryRead<FactForm>(request.Form, out var form) && !FactVocabulary.MayBe(kind, form), "Give written or oral; only what is inconvenient can be an employer's policy.")
            ?? Wrong("purpose", request.Purpose is not null && !FactVocabulary.MayNamePurpose(kind), $"A fact of the kind {request.Kind} holds for every purpose; leave it out.")
            ?? Wrong("contactPointId", IsOfAnotherKind(FactVocabulary.PointsOf(kind), file.Point(request.ContactPointId)), kind == FactKind.EmailNotice ? "Name the e-mail address of which the notice told." : "Name the telephone number that was checked.");
    }

    private static bool IsOfAnotherKind(IReadOnlyList<PointKind>? kinds, GatePoint? point) =>
        kinds is not null && !(point is not null && kinds.Contains(Words.KindOf(point.Name)));

    /// <summary>A fact that says too little would restrict nothing, or allow too much.</summary>
    private static Failure? Lacking(FactKind kind, RecordFactRequest request) => kind switch
    {
        FactKind.Consent or FactKind.Agreement when request.Scope is null =>
            Failure.Invalid("scope", $"Say what was agreed to: {string.Join(", ", FactVocabulary.ScopesOf(kind))}."),
        FactKind.SensitiveEvent when request.Scope is null =>
            Failure.Invalid("scope", $"Say which event: {string.Join(", ", FactVocabulary.ScopesOf(kind))}."),
        FactKind.Consent when request.Scope is "third-party" or "direct-contact" && request.ToPersonId is null =>
            Failure.Invalid("toPersonId", "Say which person may be contacted."),
        FactKind.MediumStop when request.Channel is null =>
            Failure.Invalid("channel", "Say which channel is no longer to be used."),
        FactKind.InvalidNumber when request.ContactPointId is null =>
            Failure.Invalid("contactPointId", "Say which contact point does not exist."),
        FactKind.Inconvenient when request is { From: null, Scope: "hours" or "time" } =>
            Failure.Invalid("from", "Say from when to when (from, to)."),
        FactKind.Inconvenient when request is { From: null, Scope: null, Place: null, ContactPointId: null } =>
            Failure.Invalid("from", "Say what is inconvenient: a time of day (from, to), a place, or a scope such as workplace."),
        _ => null,
    };

    private static Failure? WrongWord<T>(string field, string? word)
        where T : struct, Enum => Wrong(field, word is not null && !Words.TryRead<T>(word, out _), $"Give one of: {Words.All<T>()}.");

    private static Failure? Wrong(string field, bool isWrong, string detail) => isWrong ? Failure.Invalid(field, detail) : null;
}
