using System.Diagnostics;
using System.Globalization;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Inspection;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Review;
using Daylight.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Bench;

/// <summary>
/// An installation with many conversations of sixty utterances, sealed as they would be by an import, and indexed through the
/// product's own code. Entries of the ledger are left out, which a search does not read. It can be kept and used again.
/// </summary>
internal sealed class SearchHouse : IAsyncDisposable
{
    public const int UtterancesEach = 60;
    private const int ConversationsAtOnce = 100;
    private const int ConversationsAPerson = 6;
    private const int Collectors = 200;
    private const int Teams = 20;
    private const string Indexing = "search_document_tokens";
    private readonly DaylightServer _server;

    private SearchHouse(DaylightServer server, long utterances)
    {
        _server = server;
        Conversations = utterances / UtterancesEach;
    }

    public IServiceProvider Services => _server.App.Services;

    public Database Database => Services.GetRequiredService<Database>();

    public long Conversations { get; }

    public long Utterances => Conversations * UtterancesEach;

    public string Institution { get; private set; } = "";

    /// <summary>Sees the institution.</summary>
    public Caller Officer => new(Institution, "Asia/Shanghai", "st-officer", null, [Role.ComplianceOfficer]);

    /// <summary>Sees one team of twenty.</summary>
    public Caller Lead => new(Institution, "Asia/Shanghai", "st-lead", "tm07", [Role.Supervisor]);

    /// <summary>How long tokens and their writing took; nothing where the house was kept from before.</summary>
    public TimeSpan IndexTook { get; private set; }

    /// <summary>How long making the index of PostgreSQL after the rows took; it is part of the above.</summary>
    public TimeSpan IndexMade { get; private set; }

    /// <summary>Opens the house of a folder, and fills it unless that was done before.</summary>
    public static async Task<SearchHouse> OpenAsync(string folder, string? postgres, long utterances)
    {
        var server = await DaylightServer.OpenAsync(new ServerOptions(folder, "http://127.0.0.1:0", TimeProvider.System, postgres), CancellationToken.None);
        SearchHouse house = new(server, utterances);
        var institutions = house.Services.GetRequiredService<Institutions>();
        var known = await institutions.AllAsync(CancellationToken.None);
        house.Institution = known.Length > 0
            ? known[0].Id
            : (await institutions.OpenAsync("bench", "Asia/Shanghai", "agency", [new NewStaff("admin", "admin", [Role.Administrator], null, false, false)], CancellationToken.None)).Institution.Id;
        var there = await house.Database.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM search_conversation"), CancellationToken.None);
        if (there != 0 && there != house.Conversations)
        {
            throw new InvalidOperationException($"{folder} holds {there} conversations; take another folder, or ask for {there * UtterancesEach} utterances.");
        }

        if (there == 0)
        {
            await house.FillAsync();
        }

        return house;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    /// <summary>The words of a conversation, the same each time.</summary>
    public static IEnumerable<Utterance> Said(SearchSpeech speech, long conversation)
    {
        Random random = new((int)(conversation * 7919) ^ 0x5EED);
        for (var seq = 0; seq < UtterancesEach; seq++)
        {
            yield return new Utterance
            {
                Seq = seq,
                Role = random.Next(100) switch { < 52 => UtteranceRole.Staff, < 98 => UtteranceRole.Customer, _ => UtteranceRole.ThirdParty },
                Text = speech.Utterance(random),
                Start = seq * 4,
                End = (seq * 4) + 3,
            };
        }
    }

    public static string StaffId(long number) => Id("st", number % Collectors);

    private async Task FillAsync()
    {
        if (Database.Dialect == Dialect.Postgres)
        {
            await Database.WriteAsync(session => session.Execute($"DROP INDEX {Indexing}"), CancellationToken.None);
        }

        SearchSpeech speech = new();
        await AddPeopleAsync();
        // What is said and sealed is made on another thread than that which writes.
        using System.Collections.Concurrent.BlockingCollection<List<Filling>> made = new(4);
        var making = Task.Run(() =>
        {
            for (long first = 0; first < Conversations; first += ConversationsAtOnce)
            {
                made.Add([.. Enumerable.Range(0, (int)Math.Min(ConversationsAtOnce, Conversations - first)).Select(i => Make(speech, first + i))]);
            }

            made.CompleteAdding();
        });
        foreach (var some in made.GetConsumingEnumerable())
        {
            await Database.WriteAsync(session => Keep(session, some), CancellationToken.None);
            var started = Stopwatch.GetTimestamp();
            await Database.WriteAsync(
                session => Services.GetRequiredService<SearchIndex>().Keep(session, some.ConvertAll(one => one.Words), IndexEnd.Newest), CancellationToken.None);
            IndexTook += Stopwatch.GetElapsedTime(started);
        }

        await making;
        await FinishAsync();
    }

    private async Task FinishAsync()
    {
        if (Database.Dialect == Dialect.Postgres)
        {
            var started = Stopwatch.GetTimestamp();
            await Database.WriteAsync(
                session => session.Execute($"SET LOCAL maintenance_work_mem = '1GB'; CREATE INDEX {Indexing} ON search_document USING gin (tokens)"), CancellationToken.None);
            IndexMade = Stopwatch.GetElapsedTime(started);
            IndexTook += IndexMade;
            await Database.WriteAsync(session => session.Execute("ANALYZE search_conversation; ANALYZE search_document; ANALYZE utterance; ANALYZE conversation; ANALYZE exhibit; ANALYZE case_file; ANALYZE person"), CancellationToken.None);
        }

        var now = Platform.UtcMicros.From(DateTimeOffset.UtcNow);
        await Database.WriteAsync(
            session => SearchArchiveStore.Set(session, new SearchArchiveRow { InstitutionId = Institution, AskedAt = now, EndedAt = now, Archived = Conversations, Seen = Conversations }),
            CancellationToken.None);
        await Database.ScrubAsync(CancellationToken.None);
    }

    private sealed record Filling(long Number, ConversationRecord Row, UnindexedWords Words, PreparedContent Sealed);

    private Filling Make(SearchSpeech speech, long number)
    {
        var person = number / ConversationsAPerson;
        ConversationRecord row = new()
        {
            Id = Id("cv", number),
            InstitutionId = Institution,
            CaseId = Id("cs", person),
            PersonId = Id("pn", person),
            PersonRole = "Debtor",
            StaffId = StaffId(number),
            TeamId = TeamOf(number % Collectors),
            Kind = "call",
            Direction = "outbound",
            Zone = "Asia/Shanghai",
            Imported = 1,
            StartedAt = 1_700_000_000_000_000 + (number * 60_000_000),
            ReceivedAt = 1,
            LastAt = 1,
            EndedAt = 1_700_000_000_000_000 + (number * 60_000_000) + 240_000_000,
            ClosedAt = 1,
            UtteranceCount = UtterancesEach,
            NextSeq = UtterancesEach,
        };
        var said = Said(speech, number).ToList();
        var content = UtteranceBatch.Write(row.Id, said.ConvertAll(utterance => new KeptUtterance(Id("ut", (number * UtterancesEach) + utterance.Seq), utterance)));
        return new Filling(
            number,
            row,
            new UnindexedWords(
                Institution,
                new ConversationPlace(row.Id, row.CaseId, row.PersonId, row.StaffId, row.TeamId, row.Kind, row.StartedAt),
                said.ConvertAll(utterance => new SaidUtterance(utterance.Seq, 0, utterance))),
            Services.GetRequiredService<ExhibitSealing>().Prepare(new EvidenceContent(content, UtteranceBatch.MediaType)));
    }

    private void Keep(Session session, List<Filling> some)
    {
        List<ExhibitRow> exhibits = [];
        List<UtteranceRecord> utterances = [];
        foreach (var one in some)
        {
            var row = Services.GetRequiredService<ExhibitSealing>().Seal(
                session, new EntryDraft(Institution, "bench") { SubjectId = one.Row.PersonId, Prepared = one.Sealed }, Id("en", one.Number))!.Row; // It has content.
            exhibits.Add(row);
            ConductStore.Insert(session, one.Row);
            utterances.AddRange(one.Words.Said.Select(said => new UtteranceRecord
            {
                ConversationId = one.Row.Id,
                Seq = said.Seq,
                Id = Id("ut", (one.Number * UtterancesEach) + said.Seq),
                InstitutionId = Institution,
                ExhibitId = row.Id,
                Place = said.Seq,
                Role = Words.Of(said.Utterance.Role),
                Mark = "0123456789abcdef0123456789abcdef",
                ReceivedAt = 1,
            }));
        }

        ExhibitStore.Insert(session, exhibits);
        session.Write(
            """
            INSERT INTO utterance (conversation_id, seq, id, institution_id, exhibit_id, place, role, mark, received_at, unscreened, revision)
            VALUES (@ConversationId, @Seq, @Id, @InstitutionId, @ExhibitId, @Place, @Role, @Mark, @ReceivedAt, @Unscreened, @Revision)
            """,
            utterances);
    }

    private async Task AddPeopleAsync()
    {
        var people = (Conversations / ConversationsAPerson) + 1;
        foreach (var some in Enumerable.Range(0, (int)people).Chunk(5_000))
        {
            await Database.WriteAsync(
                session =>
                {
                    session.Write(
                        """
                        INSERT INTO person (id, institution_id, reference, name, masked_name, name_print, zone, content_print)
                        VALUES (@PersonId, @Institution, @Reference, @Empty, @Masked, @Reference, @Zone, @Reference)
                        """,
                        some.Select(Row).ToList());
                    session.Write(
                        """
                        INSERT INTO case_file (id, institution_id, reference, kind, person_id, product, currency, balance, days_past_due, bucket, assignee_id, team_id, open_findings, opened_at, status, region, zone)
                        VALUES (@CaseId, @Institution, @Reference, @Kind, @PersonId, @Kind, @Currency, @Zero, @Zero, @Bucket, @StaffId, @TeamId, @Zero, @Zero, @Status, @Bucket, @Zone)
                        """,
                        some.Select(Row).ToList());
                },
                CancellationToken.None);
        }
    }

    private PersonRow Row(int number) => new(
        Institution, Id("pn", number), Id("cs", number), "A" + number.ToString(CultureInfo.InvariantCulture), StaffId(number), TeamOf(number % Collectors));

    private static string TeamOf(long collector) => string.Create(CultureInfo.InvariantCulture, $"tm{collector % Teams:00}");

    private static string Id(string prefix, long number) => prefix + number.ToString("D20", CultureInfo.InvariantCulture);

    private sealed record PersonRow(string Institution, string PersonId, string CaseId, string Reference, string StaffId, string TeamId)
    {
        public byte[] Empty { get; } = [];

        public string Masked => "测**";

        public string Zone => "Asia/Shanghai";

        public string Kind => "recovery";

        public string Currency => "CNY";

        public string Bucket => "M2";

        public string Status => "open";

        public long Zero => 0;
    }
}
