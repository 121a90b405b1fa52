using System.Globalization;
using System.Text;
using System.Text.Json;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>A row of a table by its columns; sealed columns hold what they say.</summary>
internal sealed class TableRow : Dictionary<string, object?>
{
    public TableRow()
        : base(StringComparer.Ordinal)
    {
    }

    public override string ToString() => string.Join('\n', this.OrderBy(column => column.Key, StringComparer.Ordinal)
        .Select(column => $"{column.Key} = {Convert.ToString(column.Value, CultureInfo.InvariantCulture) ?? "null"}"));
}

/// <summary>
/// Writes the rows of Conduct and Review again from the ledger alone: entries in their order and their sealed content, with
/// the institution's keys. It looks at no other table.
/// </summary>
internal sealed class LedgerRebuild(Session session, Exhibits exhibits, KeyRing keys, string institutionId)
{
    private readonly HashSet<string> _transcribed = new(StringComparer.Ordinal);
    private static readonly string[] WrittenKinds = ["chat", "sms", "email"];

    public Dictionary<string, TableRow> Conversations { get; } = new(StringComparer.Ordinal);

    public List<TableRow> Utterances { get; } = [];

    /// <summary>Words that were replaced.</summary>
    public List<TableRow> Revisions { get; } = [];

    public List<TableRow> Entries { get; } = [];

    public Dictionary<string, TableRow> Findings { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TableRow> Alerts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TableRow> Reviews { get; } = new(StringComparer.Ordinal);

    /// <summary>What models said, one line each.</summary>
    public List<string> Judgements { get; } = [];

    private readonly Dictionary<string, string> _questions = new(StringComparer.Ordinal);

    public void Run(int most)
    {
        foreach (var row in Enumerable.Reverse(EntryStore.Newest(session, institutionId, null, long.MaxValue, most)))
        {
            Take(new Entry(row, EntryLeaf.Parse(row.Leaf)));
        }
    }

    private void Take(Entry entry)
    {
        if (entry.Act == "message.sent" || entry.Act.StartsWith("conversation.", StringComparison.Ordinal))
        {
            Entries.Add(new TableRow
            {
                ["entry_id"] = entry.Row.Id,
                ["institution_id"] = institutionId,
                ["conversation_id"] = entry["conversation"],
                ["act"] = entry.Act,
                ["leaf_hash"] = Convert.ToBase64String(entry.Row.LeafHash),
                ["recorded_at"] = entry.At,
            });
        }

        switch (entry.Act)
        {
            case "conversation.opened" or "conversation.imported":
                Begin(entry);
                break;
            case "conversation.utterances":
                Speak(entry);
                break;
            case "conversation.closed":
                End(Conversations[entry["conversation"]], entry["outcome"] == "not-known" ? null : entry["outcome"], entry.ClaimedAt ?? entry.At, entry.At);
                break;
            case "conversation.transcribed":
                _transcribed.Add(entry["conversation"]);
                break;
            case "finding.raised":
                Raise(entry);
                break;
            case "finding.judged":
                Judge(entry);
                break;
            case "finding.withdrawn":
                Settle(entry["finding"], "withdrawn", "waiting", "withdrawn");
                break;
            case "finding.restated":
                Restate(entry);
                break;
            case "finding.superseded":
                Supersede(entry, entry.At, entry.Leaf.RuleSet, 1L);
                break;
            case "finding.reinstated":
                Supersede(entry, null, null, 0L);
                break;
            case "alert.acknowledged":
                Alerts[entry["alert"]]["acknowledged_by"] = entry.Row.StaffId;
                Alerts[entry["alert"]]["acknowledged_at"] = entry.At;
                break;
            case "review.decided":
                Decide(entry, entry["verdict"], entry.Row.ExhibitId is null ? null : Encoding.UTF8.GetString(Content(entry)), entry.At);
                break;
            case "review.undone":
                Decide(entry, null, null, null);
                break;
        }
    }

    private void Judge(Entry entry)
    {
        using var json = JsonDocument.Parse(Content(entry));
        Judgements.Add($"{entry["finding"]} {_questions[entry["finding"]]} {entry["verdict"]} {Text(json.RootElement, "quote")} {Text(json.RootElement, "reason")} {entry["model"]} {entry["promptHash"]} {entry["tokensIn"]} {entry["tokensOut"]} {entry["durationMs"]} {entry["costMicros"]} {entry["currency"]}");
        var review = Reviews.Values.Single(row => Equals(row["finding_id"], entry["finding"]));
        (review["status"], review["severity"]) = entry["review"] switch
        {
            "dismissed" => ("dismissed", review["severity"]),
            "lowered" => (review["status"], 0L),
            _ => (review["status"], review["severity"]),
        };
    }

    private void Begin(Entry entry)
    {
        using var content = JsonDocument.Parse(Content(entry));
        var externalId = content.RootElement.GetProperty("externalId").GetString();
        var imported = entry.Act == "conversation.imported";
        TableRow row = new()
        {
            ["id"] = entry["conversation"],
            ["institution_id"] = institutionId,
            ["case_id"] = entry.Row.CaseId,
            ["person_id"] = entry.Row.SubjectId,
            ["person_role"] = entry["role"],
            ["staff_id"] = entry.Row.StaffId,
            ["team_id"] = content.RootElement.GetProperty("team").GetString(),
            ["kind"] = entry["kind"],
            ["direction"] = entry["direction"],
            ["zone"] = content.RootElement.GetProperty("zone").GetString(),
            ["permit_id"] = entry.Find("permit"),
            ["contact_id"] = entry.Find("contact"),
            ["imported"] = imported ? 1L : 0L,
            ["external_mark"] = externalId is null ? null : keys.Fingerprint(session, institutionId, "conversation|" + externalId),
            ["head"] = Head(externalId, content.RootElement.GetProperty("attributes").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString() ?? "")),
            ["started_at"] = entry.ClaimedAt ?? entry.At,
            ["received_at"] = entry.At,
            ["last_at"] = entry.At,
            ["ended_at"] = null,
            ["closed_at"] = null,
            ["outcome"] = null,
            ["utterance_count"] = 0L,
            ["next_seq"] = 0L,
            ["unscreened_count"] = 0L,
            ["correction_count"] = 0L,
        };
        Conversations[entry["conversation"]] = row;
        if (imported)
        {
            End(row, null, content.RootElement.GetProperty("ended") is { ValueKind: JsonValueKind.Number } ended ? ended.GetInt64() : null, entry.At);
        }
    }

    private void Speak(Entry entry)
    {
        var conversation = Conversations[entry["conversation"]];
        var content = Content(entry);
        using var json = JsonDocument.Parse(content);
        var said = json.RootElement.GetProperty("utterances").EnumerateArray().ToList();
        var ids = said.ConvertAll(item => item.GetProperty("utterance").GetString()!);
        var revisions = said.ConvertAll(item => item.TryGetProperty("revision", out var revision) ? revision.GetInt64() : 0);
        var spoken = UtteranceBatch.Read(content);
        var recorded = entry.Find("unscreened") is not null && WrittenKinds.Contains((string)conversation["kind"]!);
        foreach (var row in spoken.Select((utterance, place) => new TableRow
        {
            ["conversation_id"] = entry["conversation"],
            ["seq"] = (long)utterance.Seq,
            ["id"] = ids[place],
            ["institution_id"] = institutionId,
            ["exhibit_id"] = entry.Row.ExhibitId,
            ["place"] = (long)place,
            ["role"] = Words.Of(utterance.Role),
            ["mark"] = keys.Fingerprint(session, institutionId, $"utterance|{entry["conversation"]}|{utterance.Seq}|{Words.Of(utterance.Role)}|{utterance.Text}"),
            ["received_at"] = entry.At,
            ["unscreened"] = recorded && Words.IsOurs(utterance.Role) ? 1L : 0L,
            ["revision"] = revisions[place],
        }).OrderByDescending(row => row["revision"]))
        {
            Hear(conversation, row);
        }

        var own = Utterances.Where(row => (string)row["conversation_id"]! == entry["conversation"]).ToList();
        var seqs = own.Select(row => (long)row["seq"]!).ToHashSet();
        conversation["utterance_count"] = (long)own.Count;
        conversation["unscreened_count"] = own.Sum(row => (long)row["unscreened"]!);
        conversation["next_seq"] = Enumerable.Range(0, int.MaxValue).Select(seq => (long)seq).First(seq => !seqs.Contains(seq));
        if ((long)conversation["imported"]! == 0 || _transcribed.Contains(entry["conversation"]))
        {
            conversation["last_at"] = entry.At;
        }
        else if (spoken.Max(item => item.End ?? item.Start) is { } seconds)
        {
            var ended = (long)conversation["started_at"]! + ((long)Math.Round(seconds * 1000) * 1000);
            conversation["ended_at"] = conversation["ended_at"] is long known ? Math.Max(known, ended) : ended;
        }
    }

    /// <summary>Of one place the highest revision counts; the others are kept aside.</summary>
    private void Hear(TableRow conversation, TableRow row)
    {
        var here = Utterances.FindIndex(other => Equals(other["conversation_id"], row["conversation_id"]) && Equals(other["seq"], row["seq"]));
        if (here < 0)
        {
            Utterances.Add(row);
        }
        else if ((long)Utterances[here]["revision"]! > (long)row["revision"]!)
        {
            Revisions.Add(row);
        }
        else
        {
            Revisions.Add(Utterances[here]);
            Utterances[here] = row;
            conversation["correction_count"] = (long)conversation["correction_count"]! + 1;
        }
    }

    private void Settle(string finding, string status, string from, string to)
    {
        Findings[finding]["status"] = status;
        foreach (var review in Reviews.Values.Where(review => Equals(review["finding_id"], finding) && Equals(review["status"], from)))
        {
            review["status"] = to;
        }
    }

    private void Restate(Entry entry)
    {
        using var json = JsonDocument.Parse(Content(entry));
        var content = json.RootElement;
        Findings[entry["finding"]]["words"] = new FindingWords(Text(content, "matched"), Text(content, "normalised"), Text(content, "why"), Text(content, "excerpt"));
        Findings[entry["finding"]]["start_s"] = Number(content, "start");
        Findings[entry["finding"]]["end_s"] = Number(content, "end");
        Settle(entry["finding"], "open", "withdrawn", "waiting");
    }

    private static void End(TableRow conversation, string? outcome, long? endedAt, long closedAt)
    {
        conversation["outcome"] = outcome;
        conversation["ended_at"] = endedAt;
        conversation["closed_at"] = closedAt;
        conversation["last_at"] = closedAt;
    }

    private void Raise(Entry entry)
    {
        using var json = JsonDocument.Parse(Content(entry));
        var content = json.RootElement;
        var span = content.GetProperty("span").ValueKind == JsonValueKind.Null
            ? [-1L, -1L]
            : content.GetProperty("span").EnumerateArray().Select(item => item.GetInt64()).ToArray();
        Findings[entry["finding"]] = new TableRow
        {
            ["id"] = entry["finding"],
            ["institution_id"] = institutionId,
            ["conversation_id"] = entry["conversation"],
            ["case_id"] = entry.Row.CaseId,
            ["person_id"] = entry.Row.SubjectId,
            ["staff_id"] = entry["staff"],
            ["rule"] = entry["rule"],
            ["rule_version"] = entry.Leaf.RuleSet,
            ["category"] = entry["category"],
            ["severity"] = Severities.Rank(entry["severity"]),
            ["title_zh"] = content.GetProperty("titleZh").GetString(),
            ["title_en"] = content.GetProperty("titleEn").GetString(),
            ["basis"] = content.GetProperty("basis").GetString(),
            ["utterance_seq"] = entry.Find("utterance") is { } seq ? long.Parse(seq, CultureInfo.InvariantCulture) : -1L,
            ["span_from"] = span[0],
            ["span_to"] = span[1],
            ["start_s"] = Number(content, "start"),
            ["end_s"] = Number(content, "end"),
            ["confidence"] = Number(content, "confidence"),
            ["words"] = new FindingWords(Text(content, "matched"), Text(content, "normalised"), Text(content, "why"), Text(content, "excerpt")),
            ["raised_at"] = entry.At,
            ["status"] = "open",
            ["law"] = content.GetProperty("law").GetString(),
            ["raised_from"] = content.GetProperty("raisedFrom").GetString() is { } from ? Severities.Rank(from) : null,
            ["rulebook"] = content.GetProperty("rulebook").GetString(),
            ["model"] = content.GetProperty("model").GetString(),
            ["superseded_at"] = null,
            ["superseded_by"] = null,
            ["entry_id"] = entry.Row.Id,
            ["leaf_hash"] = Convert.ToBase64String(entry.Row.LeafHash),
        };
        if (content.GetProperty("judge") is { ValueKind: JsonValueKind.Object } judge)
        {
            _questions[entry["finding"]] = $"{Text(judge, "ask")} {judge.GetProperty("turns").GetInt64()} {Text(judge, "onNo")}";
        }

        Await(entry, Text(content, "team"));
        if (entry.Find("alert") is { } alert)
        {
            Alerts[alert] = new TableRow
            {
                ["id"] = alert,
                ["institution_id"] = institutionId,
                ["seq"] = long.Parse(entry["alertSeq"], CultureInfo.InvariantCulture),
                ["finding_id"] = entry["finding"],
                ["conversation_id"] = entry["conversation"],
                ["severity"] = Severities.Rank(entry["severity"]),
                ["team_id"] = Text(content, "team"),
                ["raised_at"] = entry.At,
                ["acknowledged_by"] = null,
                ["acknowledged_at"] = null,
            };
        }
    }

    private void Await(Entry entry, string team) => Reviews[entry["review"]] = new TableRow
    {
        ["id"] = entry["review"],
        ["institution_id"] = institutionId,
        ["finding_id"] = entry["finding"],
        ["conversation_id"] = entry["conversation"],
        ["case_id"] = entry.Row.CaseId,
        ["staff_id"] = entry["staff"],
        ["team_id"] = team,
        ["severity"] = Severities.Rank(entry["severity"]),
        ["category"] = entry["category"],
        ["raised_at"] = entry.At,
        ["status"] = "waiting",
        ["superseded"] = 0L,
        ["verdict"] = null,
        ["note"] = null,
        ["decided_by"] = null,
        ["decided_at"] = null,
    };

    private void Supersede(Entry entry, long? at, string? by, long superseded)
    {
        var finding = Findings[entry["finding"]];
        finding["superseded_at"] = at;
        finding["superseded_by"] = by;
        Reviews.Values.Single(review => (string?)review["finding_id"] == entry["finding"])["superseded"] = superseded;
    }

    private void Decide(Entry entry, string? verdict, string? note, long? at)
    {
        var review = Reviews[entry["review"]];
        review["status"] = verdict is null ? "waiting" : "decided";
        review["verdict"] = verdict;
        review["note"] = note;
        review["decided_by"] = verdict is null ? null : entry.Row.StaffId;
        review["decided_at"] = at;
        Findings[entry["finding"]]["status"] = verdict ?? "open";
    }

    /// <summary>What the sealed head of a conversation says, the same text for the same content.</summary>
    public static string Head(string? externalId, IReadOnlyDictionary<string, string> attributes) =>
        $"{externalId}|{string.Join(';', attributes.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key}={item.Value}"))}";

    private byte[] Content(Entry entry) => exhibits.OpenForInspection(session, institutionId, entry.Row.ExhibitId!);

    private static string Text(JsonElement content, string name) => content.GetProperty(name).GetString()!;

    private static double? Number(JsonElement content, string name) =>
        content.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private sealed record Entry(EntryRow Row, EntryLeaf Leaf)
    {
        public string Act => Row.Act;

        /// <summary>What our clock showed when the entry was written.</summary>
        public long At => UtcMicros.From(Leaf.Received) - (Leaf.Details.GetValueOrDefault("clockBehindMicros") is LeafNumber behind ? behind.Value : 0);

        public long? ClaimedAt => Leaf.Claimed is { } claimed ? UtcMicros.From(claimed) : null;

        public string this[string detail] => Find(detail) ?? throw new KeyNotFoundException($"{Act} says nothing of {detail}.");

        public string? Find(string detail) => Leaf.Details.GetValueOrDefault(detail) is LeafText text ? text.Value : null;
    }
}
