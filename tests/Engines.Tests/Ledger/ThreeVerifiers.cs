using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Daylight.Ledger;
using Shouldly;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>
/// The three programs that verify bundles (C#, Python, the page's JavaScript), of which the latter two run as processes that
/// answer any number of questions. They must agree check by check, down to the number of places where a check fails.
/// </summary>
internal sealed class ThreeVerifiers : IDisposable
{
    // So many answers fit into a pipe while nobody reads them.
    private const int AheadMax = 32;

    // On one processor (DOTNET_PROCESSOR_COUNT) they are asked one after another, so that no second one is taken.
    private static readonly bool InTurn = Environment.ProcessorCount == 1;

    private readonly List<Other> _others;

    /// <summary>They compute once what depends on nothing but its arguments.</summary>
    public ThreeVerifiers()
        : this([])
    {
    }

    private ThreeVerifiers(string[] words)
    {
        var here = Path.Combine(SharedFiles.Repository, "tests", "Engines.Tests", "Ledger", "Verifiers");
        _others =
        [
            new Other(Verifiers.Python, "verify.py", Start("python3", Path.Combine(here, "ask.py"), words)),
            new Other(Verifiers.Page, "verify.html", Start("node", Path.Combine(here, "ask.cjs"), words)),
        ];
    }

    /// <summary>They compute everything for each question.</summary>
    public static ThreeVerifiers ThatRememberNothing() => new(["anew"]);

    /// <summary>What all three say about a bundle, if they agree.</summary>
    public Answer Ask(byte[] zip, string? policy, string subject)
    {
        var told = Tell(zip, policy);
        foreach (var answer in told.Answers.Where(answer => !told.Agrees(answer)))
        {
            answer.Line.ShouldBe(told.First.Line, $"{subject}: daylight verify and {answer.By} differ");
        }

        return told.First;
    }

    /// <summary>What each of the three says about a bundle.</summary>
    public Told Tell(byte[] zip, string? policy)
    {
        foreach (var other in _others)
        {
            other.Questions.WriteByte((byte)'W');
            Put(other, Encoding.UTF8.GetBytes(policy ?? ""));
            Put(other, zip);
            other.Questions.Flush();
            if (InTurn)
            {
                other.Answered.Enqueue(other.ReadLine());
            }
        }

        return All(zip, policy, Verifiers.All);
    }

    /// <summary>
    /// What those that are asked of them say about each of many mutants of one bundle, in their order. The bundle travels once and of
    /// each mutant only what is different; some are asked ahead, so that nobody waits for anybody.
    /// </summary>
    public IEnumerable<(Mutant Mutant, Told Told)> TellAll(byte[] zip, string? policy, IEnumerable<Mutant> mutants)
    {
        foreach (var other in _others)
        {
            other.Questions.WriteByte((byte)'K');
            Put(other, zip);
        }

        foreach (var some in mutants.Chunk(AheadMax))
        {
            foreach (var other in _others)
            {
                var asked = some.Where(mutant => mutant.By.HasFlag(other.Verifier)).ToList();
                asked.ForEach(mutant => Put(other, policy, mutant));
                other.Questions.Flush();
                for (var left = InTurn ? asked.Count : 0; left > 0; left--)
                {
                    other.Answered.Enqueue(other.ReadLine());
                }
            }

            foreach (var mutant in some)
            {
                yield return (mutant, All(mutant.By.HasFlag(Verifiers.Daylight) ? mutant.Of(zip) : [], policy, mutant.By));
            }
        }
    }

    private Told All(byte[] zip, string? policy, Verifiers by)
    {
        List<Answer> answers = by.HasFlag(Verifiers.Daylight) ? [Answer.Of(BundleVerifier.Verify(zip, policy))] : [];
        answers.AddRange(_others.Where(other => by.HasFlag(other.Verifier))
            .Select(other => Answer.Read(other.Verifier, other.Answered.Count > 0 ? other.Answered.Dequeue() : other.ReadLine())));
        return new Told(answers);
    }

    public void Dispose()
    {
        foreach (var other in _others)
        {
            other.Process.StandardInput.Close();
            other.Process.WaitForExit();
            other.Process.Dispose();
        }
    }

    private static Process Start(string program, string script, string[] words) => Process.Start(new ProcessStartInfo(
        program, [script, Path.Combine(SharedFiles.Repository, "src", "engines", "Ledger", "Bundles"), .. words])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        StandardOutputEncoding = Encoding.UTF8,
        Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1" },
    })!;

    private static void Put(Other other, byte[] bytes)
    {
        Put(other, bytes.Length);
        other.Questions.Write(bytes);
    }

    private static void Put(Other other, string? policy, Mutant mutant)
    {
        other.Questions.WriteByte((byte)'M');
        Put(other, Encoding.UTF8.GetBytes(policy ?? ""));
        Put(other, mutant.Length);
        Put(other, mutant.Flips.Count);
        foreach (var (at, over) in mutant.Flips)
        {
            Put(other, at);
            other.Questions.WriteByte(over);
        }
    }

    private static void Put(Other other, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        other.Questions.Write(bytes);
    }

    private sealed record Other(Verifiers Verifier, string Name, Process Process)
    {
        private const int QuestionBytes = 1 << 16;

        public Stream Questions { get; } = new BufferedStream(Process.StandardInput.BaseStream, QuestionBytes);

        public Queue<string> Answered { get; } = new();

        public string ReadLine() => Process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended without an answer.");
    }
}

/// <summary>A bundle cut to a length, with some bytes changed.</summary>
/// <param name="Name">What was done, for messages.</param>
/// <param name="Length">How many bytes are left.</param>
/// <param name="Flips">Where, and what is laid over it by exclusive or.</param>
internal sealed record Mutant(string Name, int Length, IReadOnlyList<(int At, byte Over)> Flips)
{
    /// <summary>Which verifiers are asked about it.</summary>
    public Verifiers By { get; init; } = Verifiers.All;

    public byte[] Of(byte[] zip)
    {
        var changed = zip[..Length];
        foreach (var (at, over) in Flips)
        {
            changed[at] ^= over;
        }

        return changed;
    }
}
