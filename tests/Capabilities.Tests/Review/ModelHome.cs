using System.Globalization;
using System.Text;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Daylight.Portfolio;
using Shouldly;

namespace Daylight.Review;

/// <summary>An installation whose findings of abuse people have decided, so that there is something to learn from.</summary>
internal sealed class ModelHome : IAsyncDisposable
{
    private static readonly string[] Insults = ["还有脸活着", "全家都是骗子", "真不要脸", "缺德得很", "丢人现眼", "猪狗不如", "烂透了"];
    private static readonly string[] Explanations = ["这个词我们不用", "一词不当请谅解", "是别人的说法", "这种称呼不合规", "不是我们的用语", "属于误传", "我们从不这样称呼客户"];
    private static readonly string[] Openings = ["你这种", "就你这个", "像你这样的", "又是你这个", "难怪你是"];
    private static readonly string[] Politenesses = ["您好，", "先生，", "女士，", "请您放心，", "跟您说明，"];
    private int _conversations;

    private ModelHome(ConductHome home) => Home = home;

    public ConductHome Home { get; }

    public Caller Officer { get; private set; } = null!;

    public Caller Second { get; private set; } = null!;

    public static async Task<ModelHome> OpenAsync(Dialect dialect)
    {
        ModelHome home = new(await ConductHome.OpenAsync(dialect));
        home.Officer = await home.Home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        home.Second = await home.Home.Installation.AddStaffAsync(Role.ComplianceOfficer, "second");
        return home;
    }

    public T Get<T>()
        where T : notnull => Home.Get<T>();

    public static string Insult(int i) => $"{Openings[i % 5]}老赖{Insults[i % 7]}，第{i}次了";

    public static string Explained(int i) => $"{Politenesses[i % 5]}老赖{Explanations[i % 7]}，编号{i}";

    /// <summary>Imports conversations of one utterance by staff, by turns of abuse and of mention, and decides on each finding.</summary>
    /// <param name="count">How many.</param>
    /// <param name="person">Whose.</param>
    public async Task ReviewAsync(int count, string person = "P1")
    {
        var first = _conversations;
        await ImportAsync(Enumerable.Range(first, count).Select(i => i % 2 == 0 ? Insult(i) : Explained(i)).ToList(), person);
        var open = await Home.ReadAsync(session => session.Query<Waiting>(
            "SELECT r.id AS Id, c.started_at AS StartedAt FROM review r JOIN conversation c ON c.id = r.conversation_id WHERE r.category = 'abuse' AND r.status = 'waiting' ORDER BY c.started_at LIMIT 1000"));
        open.Count.ShouldBe(count);
        foreach (var (review, i) in open.Select((review, i) => (review, i)))
        {
            (await Get<DecideReview>().DecideAsync(Officer, review.Id, new DecideReviewRequest((first + i) % 2 == 0 ? "upheld" : "overturned"), CancellationToken.None)).IsFailure.ShouldBeFalse();
        }
    }

    /// <summary>Imports conversations in which nothing is found.</summary>
    public Task TalkAsync(int count) => ImportAsync([.. Enumerable.Range(0, count).Select(i => $"请您在本月{(i % 28) + 1}日之前处理，谢谢配合")]);

    /// <summary>Imports conversations in which staff say these, one each, ten minutes apart, and has them inspected.</summary>
    public async Task ImportAsync(IReadOnlyList<string> texts, string person = "P1")
    {
        var lines = string.Concat(texts.Select(text =>
        {
            var i = _conversations++;
            var at = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.FromHours(8)).AddMinutes(60 * 24 * (i / 20)).AddMinutes(10 * (i % 20));
            var (owner, file) = person == "P1" ? ("collector", "A1") : ("colleague", "A2");
            return $$"""
            {"id":"c-{{i}}","kind":"call","direction":"outbound","startedAt":"{{at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)}}","zone":"Asia/Shanghai","staff":"{{owner}}","case":"{{file}}","person":"{{person}}","personRole":"Debtor","utterances":[{"role":"staff","start":0.4,"end":2.2,"text":"我是某行"},{"role":"staff","start":2.4,"end":4.2,"text":"{{text}}"},{"role":"customer","start":5,"end":6,"text":"知道了知道了"}]}

            """;
        }));
        var report = await Get<ImportRunner>().RunAsync(
            () => new MemoryStream(Encoding.UTF8.GetBytes(lines)), "conversations", new ImportScope(TestInstallation.Institution, null, "Asia/Shanghai", "f.jsonl"), null, null, CancellationToken.None);
        report.Value.Counts.RowsAdded.ShouldBe(texts.Count);
        await Home.InspectAsync();
    }

    public ModelTrainingRequest Request(string name = "own-abuse", int days = 90) =>
        new(name, "abuse", Home.Clock.Now.AddDays(-days), Home.Clock.Now.AddDays(1));

    public Task<Result<ModelTrainingView>> AskAsync(ModelTrainingRequest? request = null) =>
        Home.Installation.WriteAsync(session => Get<ModelTrainings>().Ask(session, Officer, request ?? Request()));

    /// <summary>A training worked off to its end.</summary>
    public async Task<ModelTrainingView> TrainAsync(ModelTrainingRequest? request = null)
    {
        var asked = await AskAsync(request);
        (await Get<ModelTrainingWork>().NextAsync(CancellationToken.None)).ShouldBeTrue();
        return await ReadAsync(asked.Value.Id);
    }

    public async Task<ModelTrainingView> ReadAsync(string id) => (await Home.ReadAsync(session => Get<ModelTrainings>().Read(session, Officer, id))).Value;

    public async Task<ModelView> ModelAsync(string name = "own-abuse") => (await Home.ReadAsync(session => Get<BrowseModels>().Read(session, Officer, name))).Value;

    public Task<Result<ModelPublicationView>> ProposeAsync(string version, Caller? caller = null) =>
        Get<ProposeModel>().RunAsync(caller ?? Officer, Key(caller ?? Officer), new ProposeModelRequest(version, "better"), CancellationToken.None);

    public Task<Result<ModelPublicationView>> ApproveAsync(string publication, Caller? caller = null) =>
        Get<DecideOnModel>().ApproveAsync(caller ?? Second, Key(caller ?? Second), publication, new DecideOnModelRequest(), CancellationToken.None);

    public Task<Result<ModelPublicationView>> RejectAsync(string publication, Caller caller) =>
        Get<DecideOnModel>().RejectAsync(caller, Key(caller), publication, new DecideOnModelRequest("no"), CancellationToken.None);

    /// <summary>Makes a version champion by two people.</summary>
    public async Task CrownAsync(string version) => (await ApproveAsync((await ProposeAsync(version)).Value.Id)).IsFailure.ShouldBeFalse();

    /// <summary>Erases a person and delivers the fact of it.</summary>
    public async Task EraseAsync(string personId)
    {
        await Home.Installation.WriteAsync(session => Get<SubjectStates>().Erase(session, new ErasureOrder(TestInstallation.Institution, personId, "person-request", Officer.StaffId, Second.StaffId)));
        await Home.Installation.WriteAsync(await Get<ForgetTrainedTexts>().ConsiderAsync([new SubjectErased(TestInstallation.Institution, personId)], CancellationToken.None));
    }

    public Task<List<EntryRow>> EntriesAsync(string prefix) => Home.ReadAsync(session =>
        EntryStore.Newest(session, TestInstallation.Institution, null, long.MaxValue, 1000).Where(entry => entry.Act.StartsWith(prefix, StringComparison.Ordinal)).Reverse().ToList());

    public ValueTask DisposeAsync() => Home.DisposeAsync();

    private static RequestKey Key(Caller caller) => new(TestInstallation.Institution, caller.StaffId, null, "");

    private sealed class Waiting
    {
        public string Id { get; init; } = "";

        public long StartedAt { get; init; }
    }
}
