using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Http.Connecting;

/// <summary>How servers are checked: always, by the machine's authorities or by those of a file, TLS 1.2 or newer.</summary>
internal static class TlsOptions
{
    /// <summary>Makes the options of a client.</summary>
    /// <param name="definition">Whose authorities are trusted.</param>
    /// <exception cref="FormatException">The file cannot be read or holds no certificate.</exception>
    public static SslClientAuthenticationOptions Of(TlsDefinition definition)
    {
        var options = new SslClientAuthenticationOptions
        {
#pragma warning disable CA5398 // A bound from below, whatever the machine's own configuration says.
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (definition.CaFile is { } file)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                // As without a file: revocation needs a request to a third party for each connection.
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(Read(file));
        }

        return options;
    }

    private static X509Certificate2Collection Read(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new FormatException($"source.tls.ca-file: {file} cannot be read: {e.Message}", e);
        }

        return certificates.Count > 0 ? certificates : throw new FormatException($"source.tls.ca-file: {file} holds no certificate in PEM form");
    }
}
