using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Daylight.Gate;

/// <summary>
/// Writes a question as compact JSON and reads it back so that it gets the same answer, byte for byte. What has its usual
/// value is left out; a field that an older text does not have takes that value.
/// </summary>
public static class QuestionJson
{
    /// <summary>Writes the question as one object; the same question always gives the same bytes.</summary>
    public static void Write(Utf8JsonWriter json, GateQuestion question)
    {
        json.WriteStartObject();
        json.WritePropertyName("intent");
        Intent(json, question.Intent);
        json.WritePropertyName("state");
        State(json, question.State);
        if (question.History.Count > 0)
        {
            json.WritePropertyName("history");
            HistoryJson.Write(json, question.History);
        }
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The text was not written by it.</exception>
    public static GateQuestion Read(JsonElement json)
    {
        try
        {
            return new()
            {
                Intent = Intent(json.GetProperty("intent")),
                State = State(json.GetProperty("state")),
                History = json.TryGetProperty("history", out var history) ? HistoryJson.Read(history) : [],
            };
        }
        catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException or ArgumentException or UnparsableValueException)
        {
            throw new FormatException("This is not a question to the gate.", failure);
        }
    }

    private static void Intent(Utf8JsonWriter json, ContactIntent intent)
    {
        json.WriteStartObject();
        JsonParts.Moment(json, "at", intent.At);
        json.WriteString("channel", Words.Of(intent.Channel));
        json.WriteString("person", intent.Person);
        JsonParts.List(json, "debts", intent.Debts);
        JsonParts.Text(json, "point", intent.Point);
        JsonParts.Text(json, "by", intent.By);
        JsonParts.Text(json, "agent", intent.Agent);
        if (intent.Purpose != Purpose.Collection) json.WriteString("purpose", Words.Of(intent.Purpose));
        JsonParts.Word(json, "place", intent.Place);
        if (intent.StaffCount is { } staff) json.WriteNumber("staff", staff);
        json.WriteEndObject();
    }

    private static ContactIntent Intent(JsonElement json) => new()
    {
        At = JsonParts.Moment(json.GetProperty("at")),
        Channel = JsonParts.Word<Channel>(json, "channel") ?? Channel.Unknown,
        Person = JsonParts.Text(json, "person")!, // The engine refuses a question without one.
        Debts = JsonParts.List(json, "debts"),
        Point = JsonParts.Text(json, "point"),
        By = JsonParts.Text(json, "by"),
        Agent = JsonParts.Text(json, "agent"),
        Purpose = json.TryGetProperty("purpose", out _) ? JsonParts.Word<Purpose>(json, "purpose") ?? Purpose.Unknown : Purpose.Collection,
        Place = JsonParts.Word<VisitPlace>(json, "place"),
        StaffCount = json.TryGetProperty("staff", out var staff) ? staff.GetInt32() : null,
    };

    private static void State(Utf8JsonWriter json, PersonState state)
    {
        json.WriteStartObject();
        json.WriteString("role", Words.Of(state.Role));
        JsonParts.List(json, "zones", state.Zones);
        JsonParts.List(json, "places", state.Places);
        JsonParts.List(json, "debtors", state.Debtors);
        JsonParts.List(json, "gaps", [.. state.Gaps.Select(Words.Of)]);
        if (state.IsCaseClosed) json.WriteBoolean("caseClosed", true);
        JsonParts.List(json, "holidays", [.. state.Holidays.Select(LocalDatePattern.Iso.Format)]);
        if (state.Debts.Count > 0) Debts(json, state.Debts);
        JsonParts.Word(json, "collector", state.Collector);
        if (state.Sender is { } sender) Sender(json, sender);
        if (state.Facts.Count > 0)
        {
            json.WriteStartArray("facts");
            foreach (var fact in state.Facts) FactJson.Write(json, fact);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static PersonState State(JsonElement json) => new()
    {
        Role = JsonParts.Word<PartyRole>(json, "role") ?? PartyRole.Unknown,
        Zones = JsonParts.List(json, "zones"),
        Places = JsonParts.List(json, "places"),
        Debtors = JsonParts.List(json, "debtors"),
        Gaps = [.. JsonParts.List(json, "gaps").Select(word => Words.TryRead<KnowledgeGap>(word, out var gap) ? gap : throw new FormatException($"'{word}' is no gap."))],
        IsCaseClosed = JsonParts.Flag(json, "caseClosed") ?? false,
        Holidays = [.. JsonParts.List(json, "holidays").Select(day => LocalDatePattern.Iso.Parse(day).GetValueOrThrow())],
        Debts = json.TryGetProperty("debts", out var debts)
            ? debts.EnumerateObject().ToDictionary(debt => debt.Name, debt => Debt(debt.Value), StringComparer.Ordinal)
            : new Dictionary<string, DebtState>(StringComparer.Ordinal),
        Collector = JsonParts.Word<CollectorKind>(json, "collector"),
        Sender = json.TryGetProperty("sender", out var sender) ? Sender(sender) : null,
        Facts = json.TryGetProperty("facts", out var facts) ? [.. facts.EnumerateArray().Select(FactJson.Read)] : [],
    };

    private static void Debts(Utf8JsonWriter json, IReadOnlyDictionary<string, DebtState> debts)
    {
        json.WriteStartObject("debts");
        foreach (var (id, debt) in debts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(id);
            JsonParts.Text(json, "account", debt.Account);
            JsonParts.Text(json, "type", debt.Type);
            if (debt.DaysPastDue is { } days) json.WriteNumber("daysPastDue", days);
            JsonParts.Text(json, "law", debt.Law);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static DebtState Debt(JsonElement json) => new(
        JsonParts.Text(json, "account"),
        JsonParts.Text(json, "type"),
        json.TryGetProperty("daysPastDue", out var days) ? days.GetInt32() : null,
        JsonParts.Text(json, "law"));

    private static void Sender(Utf8JsonWriter json, SenderState sender)
    {
        json.WriteStartObject("sender");
        JsonParts.Flag(json, "isAgency", sender.IsAgency);
        JsonParts.Flag(json, "listed", sender.Listed);
        JsonParts.Date(json, "evaluatedOn", sender.EvaluatedOn);
        JsonParts.Date(json, "trainedOn", sender.TrainedOn);
        JsonParts.Flag(json, "ownDevice", sender.OwnDevice);
        JsonParts.Flag(json, "lenderConsent", sender.LenderConsent);
        JsonParts.Flag(json, "licensed", sender.Licensed);
        JsonParts.Date(json, "licensedUntil", sender.LicensedUntil);
        JsonParts.Flag(json, "callerIdShown", sender.CallerIdShown);
        JsonParts.Flag(json, "premiumRate", sender.PremiumRate);
        JsonParts.Flag(json, "human", sender.Human);
        json.WriteEndObject();
    }

    private static SenderState Sender(JsonElement json) => new()
    {
        IsAgency = JsonParts.Flag(json, "isAgency"),
        Listed = JsonParts.Flag(json, "listed"),
        EvaluatedOn = JsonParts.Date(json, "evaluatedOn"),
        TrainedOn = JsonParts.Date(json, "trainedOn"),
        OwnDevice = JsonParts.Flag(json, "ownDevice"),
        LenderConsent = JsonParts.Flag(json, "lenderConsent"),
        Licensed = JsonParts.Flag(json, "licensed"),
        LicensedUntil = JsonParts.Date(json, "licensedUntil"),
        CallerIdShown = JsonParts.Flag(json, "callerIdShown"),
        PremiumRate = JsonParts.Flag(json, "premiumRate"),
        Human = JsonParts.Flag(json, "human"),
    };
}
