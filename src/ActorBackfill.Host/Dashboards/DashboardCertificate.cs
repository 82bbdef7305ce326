using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Dashboards;

/// <summary>Reads the certificate of <c>--certificate</c>: PFX, or PEM with the key in the same file.</summary>
internal static class DashboardCertificate
{
    /// <summary>Reads it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="passwordFile">The file whose first line is its password; null when it has none.</param>
    /// <exception cref="CommandException">It cannot be read, or has no key: exit 2.</exception>
    public static X509Certificate2 Read(string file, string? passwordFile)
    {
        try
        {
            var password = passwordFile is null ? null : File.ReadLines(passwordFile).FirstOrDefault();
            var isPem = !Path.GetExtension(file).Equals(".pfx", StringComparison.OrdinalIgnoreCase) && !Path.GetExtension(file).Equals(".p12", StringComparison.OrdinalIgnoreCase);
            var certificate = !isPem ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
                : password is null ? X509Certificate2.CreateFromPemFile(file)
                : X509Certificate2.CreateFromEncryptedPemFile(file, password);
            return certificate.HasPrivateKey ? certificate : throw new CryptographicException("it has no private key");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CommandException(
                ExitCode.Usage, "certificate", $"--certificate {file}: {e.Message}", "A PFX file, or a PEM file with certificate and key; its password with --certificate-password-file.", e);
        }
    }
}
