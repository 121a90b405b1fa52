using System.Text.Json;
using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class MerkleVectorTests
{
    private const int Vectors = 518;

    [Fact]
    public void All_published_proof_vectors_get_the_published_verdict_except_the_pinned_stricter_ones()
    {
        var root = SharedFiles.Data("merkle/testdata");
        var stricter = SharedFiles.Json(SharedFiles.Case("merkle-stricter.json")).GetProperty("refused")
            .EnumerateArray().Select(e => e.GetString()!).ToList();
        var files = Directory.GetFiles(root, "*.json", SearchOption.AllDirectories);
        var disagreements = new List<string>();
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(root, file).Replace('\\', '/');
            var vector = SharedFiles.Json(file);
            if (Accepts(name, vector) == vector.GetProperty("wantErr").GetBoolean())
            {
                disagreements.Add(name);
            }
        }

        files.Length.ShouldBe(Vectors);
        stricter.ShouldAllBe(name => HasHashOfAnotherLength(SharedFiles.Json(Path.Combine(root, name))));
        disagreements.Order(StringComparer.Ordinal).ShouldBe(stricter.Order(StringComparer.Ordinal));
    }

    private static bool Accepts(string name, JsonElement vector)
    {
        if (!TryHashes(vector, out var proof))
        {
            return false;
        }

        return name.Split('/')[0] switch
        {
            "inclusion" => TryHash(vector, "leafHash", out var leaf) && TryHash(vector, "root", out var root)
                && InclusionProof.Verify(Number(vector, "leafIdx"), Number(vector, "treeSize"), leaf, proof, root),
            "consistency" => TryHash(vector, "root1", out var root1) && TryHash(vector, "root2", out var root2)
                && ConsistencyProof.Verify(Number(vector, "size1"), Number(vector, "size2"), root1, root2, proof),
            "subtreeinclusion" => TryHash(vector, "leafHash", out var leaf) && TryHash(vector, "root", out var root)
                && new Subtree(Number(vector, "start"), Number(vector, "end")).Includes(Number(vector, "leafIdx"), leaf, root, proof),
            "subtreeconsistency" => TryHash(vector, "root1", out var root1) && TryHash(vector, "root2", out var root2)
                && new Subtree(Number(vector, "start"), Number(vector, "end")).IsConsistent(Number(vector, "size"), root1, root2, proof),
            _ => throw new InvalidOperationException(name),
        };
    }

    private static bool HasHashOfAnotherLength(JsonElement vector) =>
        !TryHash(vector, "root1", out _) || !TryHash(vector, "root2", out _);

    // Sizes in the vectors are unsigned; one beyond 2^63 arrives negative and must be refused as such.
    private static long Number(JsonElement vector, string key) => unchecked((long)vector.GetProperty(key).GetUInt64());

    private static bool TryHash(JsonElement vector, string key, out Hash32 hash) =>
        Hash32.TryFrom(vector.GetProperty(key).GetBytesFromBase64(), out hash);

    private static bool TryHashes(JsonElement vector, out List<Hash32> hashes)
    {
        hashes = [];
        var proof = vector.GetProperty("proof");
        if (proof.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        foreach (var element in proof.EnumerateArray())
        {
            if (!Hash32.TryFrom(element.GetBytesFromBase64(), out var hash))
            {
                return false;
            }

            hashes.Add(hash);
        }

        return true;
    }
}
