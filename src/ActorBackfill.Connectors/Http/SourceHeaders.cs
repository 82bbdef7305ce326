using System.Collections.Immutable;
using System.Text;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Http;

/// <summary>
/// The headers of a source's requests. What the job gives goes to its own base alone: another origin, though it may be followed, gets no
/// credentials. Values that stand in files can be read again while the run goes on. Thread safe.
/// </summary>
internal sealed class SourceHeaders
{
    // A token is a few hundred bytes; what is longer than a server takes as a header is another file.
    private const int LongestFile = 64 << 10;

    private readonly HttpSourceDefinition _definition;
    private readonly Secrets _secrets;
    private readonly Lock _lock = new();
    private readonly ImmutableArray<(string Name, string Value)> _common;
    private volatile Values _values;

    /// <summary>Reads the headers, those in files too.</summary>
    /// <param name="definition">The source.</param>
    /// <param name="secrets">Hears of every value.</param>
    /// <exception cref="FormatException">A header cannot be sent, or its file cannot be read.</exception>
    public SourceHeaders(HttpSourceDefinition definition, Secrets secrets)
    {
        _definition = definition;
        _secrets = secrets;
        _common = Common(definition);
        _values = new Values(1, [.. definition.Headers.Select(h => (h.Key, h.Value)), .. definition.HeaderFiles.Select(h => (h.Key, Read(h.Value)))]);
        foreach (var (name, value) in _values.Headers)
        {
            Check(name, value);
        }
    }

    /// <summary>The name by which a robots.txt may speak to us.</summary>
    public const string Product = "ActorBackfill";

    /// <summary>Gets the User-Agent: who asks, honestly.</summary>
    public static string UserAgent { get; } = Product + "/" + (typeof(SourceHeaders).Assembly.GetName().Version?.ToString(3) ?? "0");

    /// <summary>Gets the User-Agent of a source, with the address that its job gives to be reached at.</summary>
    /// <param name="definition">The source.</param>
    public static string UserAgentOf(HttpSourceDefinition definition) => definition.Contact is { } contact ? $"{UserAgent} (+{contact})" : UserAgent;

    /// <summary>Gets the files that values come from, for messages; empty when there are none.</summary>
    public string Files => string.Join(", ", _definition.HeaderFiles.Values.Select(f => f.Path));

    /// <summary>Adds the headers to a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isBase">Whether it goes to the job's own base.</param>
    /// <returns>Which values they were, for <see cref="Renew"/>.</returns>
    public int AddTo(HttpRequestMessage request, bool isBase)
    {
        var values = _values;
        foreach (var (name, value) in isBase ? values.Headers : [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        foreach (var (name, value) in _common)
        {
            if (!request.Headers.NonValidated.Contains(name))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return values.Version;
    }

    /// <summary>Reads the files again after a request was refused.</summary>
    /// <param name="refused">What <see cref="AddTo"/> gave for that request.</param>
    /// <returns>Whether there are other values than those that were refused.</returns>
    /// <exception cref="BackfillException">A file cannot be read, or its content cannot be sent.</exception>
    public bool Renew(int refused)
    {
        if (_definition.HeaderFiles.IsEmpty)
        {
            return false;
        }

        lock (_lock)
        {
            // Somebody else was refused too, and has read them since.
            if (_values.Version != refused)
            {
                return true;
            }

            try
            {
                var headers = _values.Headers;
                foreach (var (name, file) in _definition.HeaderFiles)
                {
                    var value = Read(file);
                    Check(name, value);
                    headers = headers.SetItem(IndexOf(headers, name), (name, value));
                }

                if (headers.SequenceEqual(_values.Headers))
                {
                    return false;
                }

                _values = new Values(refused + 1, headers);
                return true;
            }
            catch (FormatException e)
            {
                throw new BackfillException(FailureCategory.Auth, $"the credentials were refused and cannot be read again: {e.Message}", e);
            }
        }
    }

    private static ImmutableArray<(string Name, string Value)> Common(HttpSourceDefinition definition) =>
    [
        ("User-Agent", UserAgentOf(definition)),
        ("Accept", definition.Format switch
        {
            BodyFormat.Html => "text/html, application/xhtml+xml, */*;q=0.5",
            BodyFormat.Json => "application/json",
            BodyFormat.Csv => "text/csv, */*;q=0.5",
            _ => "application/x-ndjson, */*;q=0.5",
        }),
        // Only gzip is asked for: it alone ends in a checksum, which proves that a body is whole.
        ("Accept-Encoding", "gzip"),
    ];

    private static void Check(string name, string value)
    {
        using var request = new HttpRequestMessage();
        var fits = value.AsSpan().IndexOfAnyExceptInRange(' ', '\x7E') < 0;
        if (!fits || !request.Headers.TryAddWithoutValidation(name, value))
        {
            throw new FormatException($"source.headers: '{name}' cannot be sent: its name is not for requests, or its value is not plain ASCII");
        }
    }

    private static int IndexOf(ImmutableArray<(string Name, string Value)> headers, string name) =>
        Enumerable.Range(0, headers.Length).First(i => headers[i].Name == name);

    private string Read(HeaderFile file)
    {
        try
        {
            using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[LongestFile + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var text = Encoding.UTF8.GetString(bytes, 0, length).Trim();
            if (length is 0 or > LongestFile || text.Length == 0)
            {
                throw new FormatException($"source.headers: {file.Path} is empty or longer than {LongestFile >> 10} KiB");
            }

            _secrets.Add(text);
            return file.Prefix + text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"source.headers: {file.Path} cannot be read: {e.Message}", e);
        }
    }

    private sealed record Values(int Version, ImmutableArray<(string Name, string Value)> Headers);
}
