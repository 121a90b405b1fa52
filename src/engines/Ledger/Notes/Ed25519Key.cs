using System.Numerics;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Daylight.Ledger;

/// <summary>
/// Which Ed25519 public keys may be registered. Verification alone accepts degenerate keys under which one
/// signature fits many texts, and libraries disagree about them; none of them is let in.
/// </summary>
internal static class Ed25519Key
{
    public const int KeySize = 32;
    public const int SignatureSize = 64;

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;

    // The curve constant d = -121665/121666 of RFC 8032 §5.1.
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));

    // The y of the eight points whose order divides 8: 1, -1, 0 and the two of order eight.
    private static readonly BigInteger[] LowOrder =
    [
        BigInteger.Zero,
        BigInteger.One,
        P - 1,
        LittleEndian(Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
        LittleEndian(Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")),
    ];

    /// <summary>Canonically encoded, on the curve, and not of low order.</summary>
    public static bool MayBeRegistered(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeySize)
        {
            return false;
        }

        var y = LittleEndian(key);
        return y < P && !LowOrder.Contains(y) && IsOnCurve(y);
    }

    public static byte[] PublicKeyOf(byte[] seed)
    {
        var key = new byte[KeySize];
        Ed25519.GeneratePublicKey(seed, 0, key, 0);
        return key;
    }

    public static byte[] Sign(byte[] seed, byte[] message)
    {
        var signature = new byte[SignatureSize];
        Ed25519.Sign(seed, 0, message, 0, message.Length, signature, 0);
        return signature;
    }

    public static bool Verify(byte[] key, byte[] message, byte[] signature) =>
        key.Length == KeySize && signature.Length == SignatureSize
        && Ed25519.Verify(signature, 0, key, 0, message, 0, message.Length);

    // x² = (y² − 1) / (d·y² + 1) must be a square (Euler's criterion).
    private static bool IsOnCurve(BigInteger y)
    {
        var y2 = Mod(y * y);
        var x2 = Mod((y2 - 1) * Inverse(Mod((D * y2) + 1)));
        return x2.IsZero || BigInteger.ModPow(x2, (P - 1) / 2, P).IsOne;
    }

    private static BigInteger LittleEndian(ReadOnlySpan<byte> bytes)
    {
        Span<byte> masked = stackalloc byte[KeySize];
        bytes.CopyTo(masked);
        masked[^1] &= 0x7f;
        return new BigInteger(masked, isUnsigned: true);
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(value, P - 2, P);

    private static BigInteger Mod(BigInteger value) => ((value % P) + P) % P;
}
