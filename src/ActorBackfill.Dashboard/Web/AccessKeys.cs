using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ActorBackfill.Dashboard.Web;

/// <summary>
/// What lets people in: a token for programs, one-time codes for browsers, and the sessions that these have become. All of it is random, in
/// memory only, and dies with the process. Thread safe.
/// </summary>
public sealed class AccessKeys
{
    private const int MostCodes = 16;
    private const int MostSessions = 100;
    private const int Bytes = 32;

    // By their digests: how long a look-up takes says nothing about the secret.
    private readonly ConcurrentDictionary<string, byte> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _sessions = new(StringComparer.Ordinal);
    private readonly byte[] _pageKey = RandomNumberGenerator.GetBytes(Bytes);
    private readonly byte[] _token;

    /// <summary>Makes new ones.</summary>
    public AccessKeys()
    {
        Token = Random();
        _token = Encoding.UTF8.GetBytes(Token);
    }

    /// <summary>Gets the token of programs, 256 bits: <c>Authorization: Bearer TOKEN</c>.</summary>
    public string Token { get; }

    /// <summary>Makes a code that opens one session.</summary>
    /// <returns>Null when there are too many that nobody has used.</returns>
    public string? NewCode()
    {
        var code = Random();
        return _codes.Count < MostCodes && _codes.TryAdd(Digest(code), 0) ? code : null;
    }

    /// <summary>Turns a code into a session; it is good for nothing afterwards.</summary>
    /// <param name="code">The code, from outside.</param>
    /// <returns>The session's secret; null when there is no such code, or there are too many sessions.</returns>
    public string? Redeem(string code)
    {
        if (_sessions.Count >= MostSessions || !_codes.TryRemove(Digest(code), out _))
        {
            return null;
        }

        var session = Random();
        _sessions[Digest(session)] = 0;
        return session;
    }

    /// <summary>Gets whether a secret is that of an open session.</summary>
    /// <param name="session">From outside.</param>
    public bool IsSession(string session) => _sessions.ContainsKey(Digest(session));

    /// <summary>Ends a session.</summary>
    /// <param name="session">Its secret.</param>
    public void End(string session) => _sessions.TryRemove(Digest(session), out _);

    /// <summary>Gets whether a text is the token of programs.</summary>
    /// <param name="token">From outside.</param>
    public bool IsToken(string token) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), _token);

    /// <summary>Gets what a session's pages carry in a header when they change something: a page of another site cannot read it.</summary>
    /// <param name="session">The session's secret.</param>
    public string PageToken(string session) => Base64Url.EncodeToString(HMACSHA256.HashData(_pageKey, Encoding.UTF8.GetBytes(session)));

    /// <summary>Gets whether a header is that of a session.</summary>
    /// <param name="session">The session's secret.</param>
    /// <param name="header">From outside.</param>
    public bool IsPageToken(string session, string header) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(PageToken(session)));

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    private static string Digest(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
