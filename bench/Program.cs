using System.Runtime.InteropServices;
using Daylight.Bench;

Dictionary<string, Func<Task>> benches = new(StringComparer.Ordinal)
{
    ["import"] = ImportBench.RunAsync,
    ["permits"] = () => PermitBench.RunAsync(PermitBenchPlan.From(args)),
    ["ledger"] = LedgerBench.RunAsync,
    ["ledger-append"] = LedgerBench.AppendsAsync,
    ["ledger-engine"] = LedgerEngineBench.RunAsync,
    ["ledger-verify"] = LedgerBench.VerifyAsync,
    ["inspect"] = InspectBench.RunAsync,
    ["detector"] = DetectorBench.RunAsync,
    ["inspect-growth"] = InspectGrowthBench.RunAsync,
    ["matcher"] = MatcherBench.RunAsync,
    ["evasions"] = EvasionBench.RunAsync,
    ["cases"] = CasesBench.RunAsync,
    ["live"] = LiveBench.RunAsync,
    ["gate"] = GateBench.RunAsync,
    ["plan"] = PlanBench.RunAsync,
    ["search"] = () => SearchBench.RunAsync(SearchBenchPlan.From(args)),
    ["sound"] = SoundBench.RunAsync,
};
var named = args.TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToArray();
var wanted = named.Length == 0 || named[0] == "all" ? [.. benches.Keys] : named;
if (wanted.FirstOrDefault(name => !benches.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"{unknown}: no such benchmark; there are {string.Join(", ", benches.Keys)}.");
    return 3;
}

// The products that are measured take these signals for themselves, and nobody here waits until they have ended.
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(130));
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(143));

Console.WriteLine($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}");
Console.WriteLine("| Figure | Measured | Peer or limit in the same run |\n|---|---|---|");
foreach (var name in wanted)
{
    await benches[name]();
}

return 0;
