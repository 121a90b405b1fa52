using System.Text;
using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class Ed25519Tests
{
    [Fact]
    public void The_accepted_set_of_the_edge_case_vectors_is_the_pinned_one()
    {
        var accepted = new List<int>();
        var count = 0;
        foreach (var vector in SharedFiles.Json(SharedFiles.Data("ed25519/ed25519vectors.json")).EnumerateArray())
        {
            count++;
            var key = Convert.FromHexString(vector.GetProperty("key").GetString()!);
            var signature = Convert.FromHexString(vector.GetProperty("sig").GetString()!);
            var message = Encoding.UTF8.GetBytes(vector.GetProperty("msg").GetString()!);
            if (Ed25519Key.MayBeRegistered(key) && Ed25519Key.Verify(key, message, signature))
            {
                accepted.Add(vector.GetProperty("number").GetInt32());
            }
        }

        var pinned = SharedFiles.Json(SharedFiles.Case("ed25519-accepted.json"));
        count.ShouldBe(pinned.GetProperty("vectors").GetInt32());
        accepted.ShouldBe(pinned.GetProperty("accepted").EnumerateArray().Select(e => e.GetInt32()));
    }

    [Fact]
    public void No_accepted_vector_has_a_key_of_low_order_or_a_non_canonical_encoding()
    {
        var pinned = SharedFiles.Json(SharedFiles.Case("ed25519-accepted.json")).GetProperty("accepted")
            .EnumerateArray().Select(e => e.GetInt32()).ToHashSet();
        var flags = SharedFiles.Json(SharedFiles.Data("ed25519/ed25519vectors.json")).EnumerateArray()
            .Where(vector => pinned.Contains(vector.GetProperty("number").GetInt32()))
            .SelectMany(vector => vector.GetProperty("flags").ValueKind == System.Text.Json.JsonValueKind.Null
                ? []
                : vector.GetProperty("flags").EnumerateArray().Select(f => f.GetString()!))
            .ToHashSet(StringComparer.Ordinal);
        flags.ShouldNotContain("low_order_A");
        flags.ShouldNotContain("non_canonical_A");
        flags.ShouldNotContain("non_canonical_R");
        flags.ShouldNotContain("low_order_residue");
    }

    [Fact]
    public void The_first_vector_of_rfc_8032_signs_and_verifies()
    {
        var seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        var key = Ed25519Key.PublicKeyOf(seed);
        Convert.ToHexStringLower(key).ShouldBe("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        var signature = Ed25519Key.Sign(seed, []);
        Convert.ToHexStringLower(signature).ShouldBe(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        Ed25519Key.Verify(key, [], signature).ShouldBeTrue();
    }

    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000")]
    public void A_degenerate_key_can_not_be_registered(string key) =>
        Should.Throw<LedgerFormatException>(() => new NoteVerifier("example.com/log", Convert.FromHexString(key)));
}
