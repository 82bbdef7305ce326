using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Where a PostgreSQL sink is: read from a URL or from key=value pairs, and written for people without its password.</summary>
public sealed partial class PostgresAddress
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    // What a URL says and libpq's tools understand, in Npgsql's words.
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["connect_timeout"] = "Timeout",
        ["schema"] = "Search Path",
        ["search_path"] = "Search Path",
        ["application_name"] = "Application Name",
        ["passfile"] = "Passfile",
    };

    private static readonly string[] OfPool = ["Pooling", "Minimum Pool Size", "Maximum Pool Size"];

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>Gets the address for people and for comparing: <c>postgres://user@host:port/database</c>, never a password.</summary>
    public string Text
    {
        get
        {
            var user = string.IsNullOrEmpty(_settings.Username) ? "" : Uri.EscapeDataString(_settings.Username) + "@";
            var schema = string.IsNullOrEmpty(_settings.SearchPath) ? "" : "?schema=" + Uri.EscapeDataString(_settings.SearchPath);
            var host = _settings.Host is { } name && name.Contains('/', StringComparison.Ordinal) ? Uri.EscapeDataString(name) : _settings.Host;
            return string.Create(CultureInfo.InvariantCulture, $"postgres://{user}{host}:{_settings.Port}/{Uri.EscapeDataString(Database)}{schema}");
        }
    }

    /// <summary>Gets the database's name.</summary>
    public string Database => _settings.Database ?? _settings.Username ?? "postgres";

    /// <summary>Gets whether a text is an address of this kind rather than the path of a file.</summary>
    /// <param name="text">What <c>--sink</c> says.</param>
    public static bool IsOne(string text) => Schemes.Any(s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase)) || Server().IsMatch(text);

    /// <summary>Reads an address.</summary>
    /// <param name="dsn">A URL, or key=value pairs with semicolons as Npgsql reads them.</param>
    /// <exception cref="FormatException">It is none; the message never holds what was written.</exception>
    public static PostgresAddress Parse(string dsn)
    {
        var scheme = Schemes.FirstOrDefault(s => dsn.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        var settings = scheme is null ? OfPairs(dsn) : OfUrl(dsn[scheme.Length..]);
        if ((NotAllowed(settings) ?? Array.Find(OfPool, key => IsSet(dsn, key))) is { } word)
        {
            throw new FormatException($"'{word}' cannot be set here: it would print rows, or change what a commit is; for the pool there is sink.pool");
        }

        settings.Host = string.IsNullOrEmpty(settings.Host) ? "localhost" : settings.Host;
        return new PostgresAddress(settings);
    }

    /// <summary>Gets this address with a password where it has none.</summary>
    /// <param name="password">The password.</param>
    public PostgresAddress WithPassword(string password) => string.IsNullOrEmpty(_settings.Password) ? new(Copy(s => s.Password = password)) : this;

    /// <summary>Gets this address with other schemas, in the order they are looked through.</summary>
    /// <param name="schemas">Names with commas.</param>
    internal PostgresAddress With(string schemas) => new(Copy(s => s.SearchPath = schemas));

    /// <summary>Gets the first schemas that are looked through; empty when the server's own setting holds.</summary>
    internal string SearchPath => _settings.SearchPath ?? "";

    /// <summary>Gets a connection string of ours.</summary>
    internal NpgsqlConnectionStringBuilder Copy(Action<NpgsqlConnectionStringBuilder> change)
    {
        var copy = new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { IncludeErrorDetail = false, LogParameters = false, Multiplexing = false, Enlist = false };
        change(copy);
        return copy;
    }

    /// <summary>Gets the connection string; it may hold a password and is never printed.</summary>
    public string Secret => _settings.ConnectionString;

    // Rows and parameters in error texts; commands of several callers on one connection.
    private static string? NotAllowed(NpgsqlConnectionStringBuilder settings) =>
        settings.IncludeErrorDetail ? "Include Error Detail" : settings.LogParameters ? "Log Parameters" : settings.Multiplexing ? "Multiplexing" : null;

    private static bool IsSet(string dsn, string word) =>
        dsn.Replace(" ", "", StringComparison.Ordinal).Replace("%20", "", StringComparison.Ordinal).Contains(word.Replace(" ", "", StringComparison.Ordinal) + "=", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder OfPairs(string dsn)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(dsn);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or NotSupportedException)
        {
            // The driver's message may quote a part of the password.
            throw new FormatException("is no address of a PostgreSQL database: expected postgres://user@host:port/database, or Host=...;Database=...;Username=... as Npgsql reads them");
        }
    }

    private static NpgsqlConnectionStringBuilder OfUrl(string rest)
    {
        var (place, query) = Cut(rest, '?');
        var (server, database) = Cut(place, '/');
        var at = server.LastIndexOf('@');
        var (user, password) = Cut(at < 0 ? "" : server[..at], ':');
        var host = server[(at + 1)..];
        var colon = host.LastIndexOf(':');
        var settings = new NpgsqlConnectionStringBuilder();
        if (colon >= 0 && !host.EndsWith(']'))
        {
            settings.Port = int.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536
                ? port
                : throw new FormatException("its port is no number from 1 to 65,535");
            host = host[..colon];
        }

        settings.Host = Uri.UnescapeDataString(host).Trim('[', ']');
        settings.Username = user.Length == 0 ? null : Uri.UnescapeDataString(user);
        settings.Password = password.Length == 0 ? null : Uri.UnescapeDataString(password);
        settings.Database = database.Length == 0 ? null : Uri.UnescapeDataString(database);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            Set(settings, pair);
        }

        return settings;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string pair)
    {
        var (name, value) = Cut(pair, '=');
        try
        {
            settings[Words.GetValueOrDefault(name, Uri.UnescapeDataString(name))] = Uri.UnescapeDataString(value);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw new FormatException($"'{Uri.UnescapeDataString(name)}' is no setting of a PostgreSQL connection, or cannot have that value");
        }
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var position ? (text[..position], text[(position + 1)..]) : (text, "");

    [GeneratedRegex("(^|;)\\s*(host|server)\\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Server();
}
