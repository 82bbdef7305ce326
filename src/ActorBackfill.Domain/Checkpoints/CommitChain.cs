using System.Security.Cryptography;
using System.Text;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>
/// Chains the commits of a job: each link is the first 128 bits of SHA-256 over the link before and the commit's event, so that journal
/// and sink that agree on number and link agree on everything before.
/// </summary>
public static class CommitChain
{
    /// <summary>Gets the next link, 32 hexadecimal digits.</summary>
    /// <param name="before">The link before; null at the first commit.</param>
    /// <param name="commit">The commit; its own chain is not looked at.</param>
    public static string Next(string? before, UnitsSettled commit)
    {
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{before}\n{commit.N}\n{commit.RunId}\n{commit.At.UtcTicks}\n{commit.Units}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
