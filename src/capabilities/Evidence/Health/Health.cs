using System.Globalization;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>Looks at everything the ledger stands on and says in plain words how it is.</summary>
internal sealed class Health(Database database, DataDirectory data, LogStatus status, SelfCheckService selfCheck, SelfCheckSettings settings, TimeProvider clock)
{
    private const long Gibibyte = 1L << 30;
    private const long FreeBytesWarning = 10 * Gibibyte;
    private const long FreeBytesFailed = Gibibyte;
    private static readonly TimeSpan LagWarning = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LagFailed = TimeSpan.FromMinutes(15);

    public async Task<HealthView> ReadAsync(string institutionId, CancellationToken cancellation)
    {
        var (state, waiting) = await database.WriteAsync(
            session => (status.Read(session, institutionId), EntryStore.OldestPending(session, institutionId)), cancellation).ConfigureAwait(false);
        List<HealthItem> items =
        [
            new HealthItem("database", "ok", new("数据库", "Database"), database.Dialect == Dialect.Postgres
                ? new("PostgreSQL 可读可写", "PostgreSQL reads and writes")
                : new("内置数据库可读可写", "the embedded database reads and writes")),
            Sequencing(state, waiting),
            TimeStamps(state),
            Witnesses(state),
            Objects(state.Objects),
            SelfCheck(state.LastSelfCheck),
            Disk(new DriveInfo(data.Path).AvailableFreeSpace),
        ];
        return new HealthView(clock.GetUtcNow(), Worst(items), items);
    }

    internal static HealthItem Disk(long free)
    {
        var amount = (free / (double)Gibibyte).ToString("F1", CultureInfo.InvariantCulture);
        return new HealthItem(
            "disk",
            free < FreeBytesFailed ? "failed" : free < FreeBytesWarning ? "warning" : "ok",
            new("磁盘空间", "Disk space"),
            free < FreeBytesWarning
                ? new($"只剩 {amount} GiB；写满后任何行为都无法记录，请尽快扩容或清理", $"only {amount} GiB are left; when it is full nothing can be recorded, so make room")
                : new($"还剩 {amount} GiB", $"{amount} GiB are free"));
    }

    internal static string Worst(IEnumerable<HealthItem> items)
    {
        var known = items.Select(item => item.Status).ToHashSet(StringComparer.Ordinal);
        return known.Contains("failed") ? "failed" : known.Contains("warning") ? "warning" : "ok";
    }

    private HealthItem Sequencing(EvidenceStatus state, long? oldest)
    {
        var behind = oldest is { } since ? clock.GetUtcNow() - UtcMicros.ToInstant(since) : TimeSpan.Zero;
        var count = state.Pending.ToString(CultureInfo.InvariantCulture);
        var minutes = behind.TotalMinutes.ToString("F0", CultureInfo.InvariantCulture);
        return new HealthItem(
            "sequencer",
            behind > LagFailed ? "failed" : behind > LagWarning ? "warning" : "ok",
            new("签入账本", "Signing into the ledger"),
            behind > LagWarning
                ? new($"{count} 条已记录的行为等待签入，最早的已等 {minutes} 分钟；记录不会丢，但请查看服务器日志", $"{count} recorded acts wait for their signature, the oldest for {minutes} minutes; nothing is lost, but look at the server's log")
                : new("新的行为在一秒左右签入", "new acts are signed within about a second"));
    }

    private static HealthItem TimeStamps(EvidenceStatus state)
    {
        Bilingual title = new("时间戳机构", "Time-stamp authorities");
        var failing = state.Authorities.Where(one => one.Problem is not null).Select(one => one.Name).Distinct(StringComparer.Ordinal).ToList();
        return state.Authorities.Count == 0
            ? new HealthItem("time-stamps", "not-set-up", title, new("没有设置：时间只是本服务器的说法", "none is set up: times are only this server's word"))
            : failing.Count == 0
                ? new HealthItem("time-stamps", "ok", title, new("全部正常应答", "all answer"))
                : new HealthItem("time-stamps", "warning", title, new($"没有正常应答：{string.Join("、", failing)}", $"do not answer well: {string.Join(", ", failing)}"));
    }

    private static HealthItem Witnesses(EvidenceStatus state)
    {
        Bilingual title = new("见证方", "Witnesses");
        var failing = state.Witnesses.Where(one => one.Problem is not null).Select(one => one.Name).ToList();
        return state.Witnesses.Count == 0
            ? new HealthItem("witnesses", "not-set-up", title, new("没有设置：账本只增不改没有外人见证", "none is set up: nobody outside vouches that the ledger only grows"))
            : failing.Count == 0
                ? new HealthItem("witnesses", "ok", title, new("全部正常副署", "all cosign"))
                : new HealthItem("witnesses", "warning", title, new($"没有副署：{string.Join("、", failing)}", $"do not cosign: {string.Join(", ", failing)}"));
    }

    private static HealthItem Objects(ObjectStoreStatus objects)
    {
        Bilingual title = new("录音与文件的存储", "Store of recordings and files");
        var waiting = objects.Waiting.ToString(CultureInfo.InvariantCulture);
        return objects switch
        {
            { Problem: { } problem } => new HealthItem("objects", "failed", title, new($"{problem.Zh}；{waiting} 份暂存在本机，不会丢失", $"{problem.En}; {waiting} wait on this machine and are not lost")),
            { Kind: "folder" } => new HealthItem("objects", "ok", title, new("存放在本机数据目录", "they lie in this machine's data directory")),
            _ => new HealthItem("objects", "ok", title, new($"外部对象存储正常，{waiting} 份等待移出", $"the store outside answers; {waiting} wait to be moved")),
        };
    }

    private HealthItem SelfCheck(VerificationView? last)
    {
        Bilingual title = new("账本自检", "Self-check of the ledger");
        if (selfCheck.Problem is not null)
        {
            return new HealthItem("self-check", "warning", title, new("最近一次自检没能完成，请查看服务器日志", "the last self-check could not be run: look at the server's log"));
        }

        if (last is null)
        {
            return new HealthItem("self-check", "ok", title, new("启动后几分钟内进行第一次", "the first follows a few minutes after the start"));
        }

        var at = last.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var every = settings.Every.TotalMinutes.ToString("F0", CultureInfo.InvariantCulture);
        return last.Ok
            ? new HealthItem("self-check", "ok", title, new(
                $"每 {every} 分钟一次；{at}（UTC）检查了全部 {last.Size} 条账目并抽查启封 {last.Sampled} 份证物，完好",
                $"every {every} minutes; at {at} UTC all {last.Size} entries and {last.Sampled} exhibits drawn at random were intact"))
            : new HealthItem("self-check", "failed", title, new(
                $"{at}（UTC）发现异常，见下方核验结果；请保留现场，不要恢复备份，并联系运维",
                $"at {at} UTC it found damage, listed below: keep everything as it is, restore nothing, and call the operator"));
    }
}
