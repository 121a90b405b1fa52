using Daylight.Ledger;

namespace Daylight.Journey;

/// <summary>Checks bundles offline, with the verifier and nothing else.</summary>
internal static class Bundles
{
    public static VerificationReport Verify(byte[] bundle) => BundleVerifier.Verify(bundle);

    public static string Describe(byte[] bundle) => string.Join('\n', Verify(bundle).Checks.Select(check => $"{check.Status} {check.Id} {check.Text.En}"));
}
