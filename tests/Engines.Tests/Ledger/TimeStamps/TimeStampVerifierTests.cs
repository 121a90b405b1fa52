using System.Text;
using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger.TimeStamps;

public sealed class TimeStampVerifierTests(TimeStampVerifierTests.Authorities authorities) : IClassFixture<TimeStampVerifierTests.Authorities>
{
    private static readonly byte[] Note = Encoding.UTF8.GetBytes("example.com/log\n1\nn4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=\n\n— example.com/log AAAA\n");
    private static readonly byte[] Nonce = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private static readonly DateTimeOffset At = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private readonly TestAuthority _authority = authorities.Known;

    [Theory]
    [InlineData(StampDigest.Sha256)]
    [InlineData(StampDigest.Sm3)]
    public void A_token_of_openssl_is_valid_for_the_bytes_it_was_asked_for(StampDigest digest)
    {
        var query = Query(digest);
        var before = DateTimeOffset.UtcNow.AddSeconds(-2);

        var outcome = Verify(_authority.Reply(query.Bytes.Span), query).ShouldBeOfType<TimeStampOutcome.Valid>();

        outcome.Token.GeneratedAt.ShouldBeInRange(before, DateTimeOffset.UtcNow.AddSeconds(2));
        outcome.Token.Policy.ShouldBe(TestAuthority.Policy);
        outcome.Token.Digest.ShouldBe(digest);
        outcome.Chain.Count.ShouldBe(3);
        outcome.ChainPem.Split("-----BEGIN CERTIFICATE-----").Length.ShouldBe(4);
    }

    [Fact]
    public void Openssl_verifies_what_we_keep_of_it()
    {
        var query = Query();
        var reply = _authority.Reply(query.Bytes.Span);
        var outcome = Verify(reply, query).ShouldBeOfType<TimeStampOutcome.Valid>();
        var folder = Directory.CreateTempSubdirectory("daylight-stamp-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "checkpoint"), Note);
            File.WriteAllBytes(Path.Combine(folder, "a.tsq"), query.Bytes.Span);
            File.WriteAllBytes(Path.Combine(folder, "a.tsr"), reply);
            File.WriteAllText(Path.Combine(folder, "chain.pem"), outcome.ChainPem);
            File.WriteAllText(Path.Combine(folder, "roots.pem"), _authority.RootPem);

            TestAuthority.OpenSsl(folder, "ts", "-verify", "-data", "checkpoint", "-in", "a.tsr", "-CAfile", "roots.pem", "-untrusted", "chain.pem").ShouldContain("Verification: OK");
            TestAuthority.OpenSsl(folder, "ts", "-verify", "-queryfile", "a.tsq", "-in", "a.tsr", "-CAfile", "roots.pem", "-untrusted", "chain.pem").ShouldContain("Verification: OK");
            Should.Throw<InvalidOperationException>(() => TestAuthority.OpenSsl(folder, "ts", "-verify", "-data", "roots.pem", "-in", "a.tsr", "-CAfile", "roots.pem"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_forged_token_passes_only_as_long_as_nothing_is_wrong_with_it() =>
        Verify(_authority.Forge(Query(), At), Query()).ShouldBeOfType<TimeStampOutcome.Valid>().Token.GeneratedAt.ShouldBe(At);

    [Fact]
    public void A_token_for_other_bytes_is_refused() =>
        Fault(TimeStampVerifier.Verify(_authority.Forge(Query(), At), new TimeStampExpectation(Note.Append((byte)'x').ToArray(), _authority.Roots))).ShouldBe(TimeStampFault.OtherImprint);

    [Fact]
    public void A_token_with_another_digest_of_the_same_length_is_refused() =>
        Fault(Verify(_authority.Forge(Query(StampDigest.Sm3), At, imprint: Query(StampDigest.Sha256).Imprint.ToArray()), Query(StampDigest.Sm3))).ShouldBe(TimeStampFault.OtherImprint);

    [Fact]
    public void A_replayed_token_does_not_answer_a_new_query()
    {
        var old = _authority.Reply(Query().Bytes.Span);
        var anew = TimeStampQuery.Make(StampDigest.Sha256, Note, Nonce.Reverse().ToArray());
        Fault(Verify(old, anew)).ShouldBe(TimeStampFault.OtherNonce);
    }

    [Fact]
    public void A_wrong_nonce_is_refused() =>
        Fault(Verify(_authority.Forge(Query(), At, nonce: [9, 9, 9, 9, 9, 9, 9, 9]), Query())).ShouldBe(TimeStampFault.OtherNonce);

    [Fact]
    public void A_policy_that_is_not_accepted_is_refused()
    {
        TimeStampExpectation expected = new(Note, _authority.Roots) { Policies = ["1.2.3"] };
        Fault(TimeStampVerifier.Verify(_authority.Forge(Query(), At), expected)).ShouldBe(TimeStampFault.OtherPolicy);
        TimeStampVerifier.Verify(_authority.Forge(Query(), At), expected with { Policies = ["1.2.3", TestAuthority.Policy] }).ShouldBeOfType<TimeStampOutcome.Valid>();
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public void A_time_far_from_that_of_the_asking_is_refused(int minutes)
    {
        TimeStampExpectation expected = new(Note, _authority.Roots) { NotBefore = At.AddMinutes(-5), NotAfter = At.AddMinutes(5) };
        Fault(TimeStampVerifier.Verify(_authority.Forge(Query(), At.AddMinutes(minutes)), expected)).ShouldBe(TimeStampFault.OtherTime);
    }

    [Fact]
    public void A_certificate_that_had_expired_at_the_stated_time_is_refused()
    {
        using var expired = _authority.Certify(At.AddYears(-2), At.AddSeconds(-1));
        Fault(Verify(_authority.Forge(Query(), At, expired), Query())).ShouldBe(TimeStampFault.OutsideValidity);
    }

    [Fact]
    public void A_certificate_that_expired_later_still_vouches_for_its_time()
    {
        using var brief = _authority.Certify(At.AddYears(-1), At.AddDays(1));
        Verify(_authority.Forge(Query(), At, brief), Query()).ShouldBeOfType<TimeStampOutcome.Valid>();
    }

    [Fact]
    public void A_certificate_without_the_purpose_of_time_stamps_is_refused()
    {
        using var bare = _authority.CertifyWithoutUsage();
        using var mild = _authority.Certify(At.AddYears(-1), At.AddYears(1), critical: false);
        using var broad = _authority.Certify(At.AddYears(-1), At.AddYears(1), critical: true, "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.1");
        using var other = _authority.Certify(At.AddYears(-1), At.AddYears(1), critical: true, "1.3.6.1.5.5.7.3.1");
        foreach (var certificate in new[] { bare, mild, broad, other })
        {
            Fault(Verify(_authority.Forge(Query(), At, certificate), Query())).ShouldBe(TimeStampFault.NotForTimeStamps);
        }
    }

    [Fact]
    public void A_token_of_an_unknown_authority_is_refused() =>
        Fault(TimeStampVerifier.Verify(authorities.Stranger.Forge(Query(), At), new TimeStampExpectation(Note, _authority.Roots))).ShouldBe(TimeStampFault.NotTrusted);

    [Fact]
    public void A_signature_over_a_digest_that_can_be_forged_is_refused() =>
        Fault(Verify(_authority.Forge(Query(), At, digest: "1.3.14.3.2.26"), Query())).ShouldBe(TimeStampFault.BadSignature);

    [Fact]
    public void A_refusal_of_the_authority_is_told_in_its_words()
    {
        var refused = Verify(TestAuthority.Wrap([], 2, "quota\u0007 used up"), Query()).ShouldBeOfType<TimeStampOutcome.Refused>();
        refused.Fault.ShouldBe(TimeStampFault.NotGranted);
        refused.Problem.ShouldContain("quota used up");
    }

    [Fact]
    public void Garbage_is_malformed()
    {
        foreach (var garbage in new byte[][] { [], [0x30], "<html>busy</html>"u8.ToArray(), new byte[TimeStampReply.BytesMax + 1], TestAuthority.Wrap([0x30, 0x00]) })
        {
            Fault(Verify(garbage, Query())).ShouldBe(TimeStampFault.Malformed);
        }
    }

    [Fact]
    public void A_query_reads_back_as_it_was_made()
    {
        foreach (var first in new byte[] { 0x00, 0x01, 0x7f, 0x80, 0xff })
        {
            var made = TimeStampQuery.Make(StampDigest.Sm3, Note, [first, .. Nonce]);
            var read = TimeStampQuery.Parse(made.Bytes.Span);
            read.Nonce.ToArray().ShouldBe(made.Nonce.ToArray());
            (read.Imprint, read.Digest).ShouldBe((made.Imprint, made.Digest));
            Verify(_authority.Forge(made, At), made).ShouldBeOfType<TimeStampOutcome.Valid>();
        }
    }

    [Fact]
    public void No_flipped_byte_makes_another_token_valid_and_none_escapes_the_parser()
    {
        var reply = _authority.Forge(Query(), At);
        for (var at = 0; at < reply.Length; at++)
        {
            var changed = reply.ToArray();
            changed[at] ^= (byte)(1 << (at % 8));
            if (Verify(changed, Query()) is TimeStampOutcome.Valid valid)
            {
                // Only what the signature does not cover may differ: what is stated stays as it was signed.
                (valid.Token.GeneratedAt, valid.Token.Policy, valid.Token.Serial).ShouldBe((At, TestAuthority.Policy, "07"), $"byte {at}");
            }
        }
    }

    [Fact]
    public void Cut_grown_and_shuffled_answers_never_escape_the_parser()
    {
        Random random = new(20261126);
        var reply = _authority.Reply(Query().Bytes.Span);
        for (var round = 0; round < 3000; round++)
        {
            var changed = Shuffled(reply, random);
            Verify(changed, Query()).ShouldNotBeNull();
            try
            {
                TimeStampQuery.Parse(Shuffled(Query().Bytes.ToArray(), random));
            }
            catch (LedgerFormatException)
            {
                // The one failure a parser may raise.
            }
        }
    }

    private static byte[] Shuffled(byte[] bytes, Random random)
    {
        var changed = bytes.ToList();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(5))
            {
                case 0:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 1:
                    changed.RemoveRange(at, Math.Min(random.Next(1, 40), changed.Count - at - 1));
                    break;
                case 2:
                    changed.InsertRange(at, changed.Slice(at, Math.Min(random.Next(1, 40), changed.Count - at)).ToArray());
                    break;
                case 3:
                    changed[at] = new byte[] { 0x00, 0x30, 0x80, 0x84, 0xff, 0x02, 0xa0 }[random.Next(7)];
                    break;
                default:
                    changed.RemoveRange(at + 1, changed.Count - at - 1);
                    break;
            }
        }

        return [.. changed];
    }

    private static TimeStampQuery Query(StampDigest digest = StampDigest.Sha256) => TimeStampQuery.Make(digest, Note, Nonce);

    private static TimeStampFault Fault(TimeStampOutcome outcome) => outcome.ShouldBeOfType<TimeStampOutcome.Refused>().Fault;

    private TimeStampOutcome Verify(byte[] reply, TimeStampQuery query) => TimeStampVerifier.Verify(reply, new TimeStampExpectation(Note, _authority.Roots) { Query = query });

    public sealed class Authorities : IDisposable
    {
        internal TestAuthority Known { get; } = new();

        internal TestAuthority Stranger { get; } = new();

        public void Dispose()
        {
            Known.Dispose();
            Stranger.Dispose();
        }
    }
}
