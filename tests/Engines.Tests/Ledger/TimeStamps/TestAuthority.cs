using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Daylight.Ledger;

namespace Daylight;

/// <summary>
/// A time-stamp authority for tests: root, intermediate and signing certificates made here, tokens made by <c>openssl ts</c>.
/// <see cref="Forge"/> makes, in process, the tokens that openssl refuses to make.
/// </summary>
internal sealed class TestAuthority : IDisposable
{
    public const string Policy = "1.3.6.1.4.1.59999.1";

    private const string Usage = "1.3.6.1.5.5.7.3.8";
    private static readonly DateTimeOffset Early = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _turn = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-authority-").FullName;
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;
    private readonly X509Certificate2 _signer;

    public TestAuthority()
    {
        _root = Self("CN=Test root");
        _intermediate = Issue(_root, "CN=Test intermediate", Authority, Early, Late);
        _signer = Certify(Early, Late);
        Write("signer.pem", _signer.ExportCertificatePem());
        Write("signer.key", _signer.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Write("chain.pem", _intermediate.ExportCertificatePem());
        Write("serial", "01\n");
        Write("authority.cnf", $"""
            [authority]
            serial = {_folder}/serial
            crypto_device = builtin
            signer_digest = sha256
            default_policy = {Policy}
            digests = sha256, sm3
            ess_cert_id_alg = sha256

            """);
    }

    public string RootPem => _root.ExportCertificatePem();

    public string ChainPem => _signer.ExportCertificatePem() + "\n" + _intermediate.ExportCertificatePem() + "\n" + _root.ExportCertificatePem() + "\n";

    public TimeStampRoots Roots => TimeStampRoots.Parse(RootPem);

    /// <summary>A token by <c>openssl ts -reply</c>, stamped with the machine's time.</summary>
    public byte[] Reply(ReadOnlySpan<byte> query)
    {
        lock (_turn)
        {
            File.WriteAllBytes(Path.Combine(_folder, "query.tsq"), query);
            OpenSsl(_folder, "ts", "-reply", "-config", "authority.cnf", "-section", "authority", "-queryfile", "query.tsq", "-out", "reply.tsr",
                "-inkey", "signer.key", "-signer", "signer.pem", "-chain", "chain.pem");
            return File.ReadAllBytes(Path.Combine(_folder, "reply.tsr"));
        }
    }

    /// <summary>A certificate of this authority's for time stamps, or one that is not quite.</summary>
    public X509Certificate2 Certify(DateTimeOffset from, DateTimeOffset to, bool critical = true, params string[] usages)
    {
        OidCollection purposes = [];
        foreach (var usage in usages.Length == 0 ? [Usage] : usages)
        {
            purposes.Add(new Oid(usage));
        }

        return Issue(_intermediate, "CN=Test authority", request => request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(purposes, critical)), from, to);
    }

    /// <summary>A certificate that names no purpose at all.</summary>
    public X509Certificate2 CertifyWithoutUsage() => Issue(_intermediate, "CN=Test authority", _ => { }, Early, Late);

    /// <summary>An answer to a query made in process, as strange as the test wants it.</summary>
    public byte[] Forge(
        TimeStampQuery query, DateTimeOffset at, X509Certificate2? signer = null, byte[]? nonce = null, byte[]? imprint = null, string digest = "2.16.840.1.101.3.4.2.1")
    {
        var certificate = signer ?? _signer;
        Rfc3161TimestampTokenInfo info = new(
            new Oid(Policy), query.Digest == StampDigest.Sm3 ? new Oid("1.2.156.10197.1.401") : new Oid("2.16.840.1.101.3.4.2.1"),
            imprint ?? query.Imprint.ToArray(), new byte[] { 7 }, at, nonce: nonce ?? query.Nonce.ToArray());
        SignedCms message = new(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), info.Encode()));
        CmsSigner cms = new(certificate) { DigestAlgorithm = new Oid(digest), IncludeOption = X509IncludeOption.EndCertOnly };
        cms.Certificates.Add(_intermediate);
        cms.SignedAttributes.Add(new AsnEncodedData(new Oid("1.2.840.113549.1.9.16.2.47"), Binding(certificate)));
        message.ComputeSignature(cms);
        return Wrap(message.Encode());
    }

    /// <summary>A granted answer around a token.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> token, int status = 0, string? text = null)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(status);
                if (text is not null)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteCharacterString(UniversalTagNumber.UTF8String, text);
                    }
                }
            }

            if (token.Length > 0)
            {
                writer.WriteEncodedValue(token);
            }
        }

        return writer.Encode();
    }

    /// <summary>Runs openssl and gives what it printed; throws if it fails.</summary>
    public static string OpenSsl(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("openssl", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"openssl {arguments[0]}: {errors.Result}{output}");
    }

    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
        _signer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Authority(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
    }

    private static X509Certificate2 Self(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        Authority(request);
        return request.CreateSelfSigned(Early, Late);
    }

    private static X509Certificate2 Issue(X509Certificate2 issuer, string name, Action<CertificateRequest> describe, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        describe(request);
        using var issued = request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    // SigningCertificateV2 of RFC 5035: the signature itself names its certificate by SHA-256.
    private static byte[] Binding(X509Certificate2 certificate)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }

        return writer.Encode();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
