using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ActorBackfill.Replay.Tables;

namespace ActorBackfill.Replay.Http;

/// <summary>Counts the requests in progress and appends a line of JSON for each that ended.</summary>
internal sealed class AccessLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly FileStream? _file;
    private int _inProgress;

    /// <summary>Opens the log.</summary>
    /// <param name="path">The file to append to; null to count only.</param>
    /// <param name="time">The clock of start and end.</param>
    /// <exception cref="ReplayException">The file cannot be written.</exception>
    public AccessLog(string? path, TimeProvider time)
    {
        _time = time;
        try
        {
            // No buffer of our own: a line is in the operating system's hands before its answer ends.
            _file = path is null ? null : new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReplayException($"access log {path}: {e.Message}", e);
        }
    }

    public Entry Begin(string path, string query)
    {
        lock (_lock)
        {
            return new Entry(this, path, query, _time.GetUtcNow(), ++_inProgress);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
        }
    }

    private void End(Entry entry, int status)
    {
        lock (_lock)
        {
            _inProgress--;
            if (_file is { CanWrite: true })
            {
                _file.Write(Line(entry, _time.GetUtcNow(), status));
            }
        }
    }

    private static ReadOnlySpan<byte> Line(Entry entry, DateTimeOffset end, int status)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line, JsonText.Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("start"u8, Stamp(entry.Start));
            writer.WriteString("end"u8, Stamp(end));
            writer.WriteString("path"u8, entry.Path);
            writer.WriteString("query"u8, entry.Query);
            writer.WriteNumber("status"u8, status);
            writer.WriteNumber("concurrent"u8, entry.Concurrent);
            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan;
    }

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>One request in progress.</summary>
    /// <param name="log">The log it is in.</param>
    /// <param name="path">The path as sent.</param>
    /// <param name="query">The query as sent, without the question mark.</param>
    /// <param name="start">When its headers were read.</param>
    /// <param name="concurrent">Requests in progress at that time, this one included.</param>
    internal sealed class Entry(AccessLog log, string path, string query, DateTimeOffset start, int concurrent)
    {
        private bool _hasEnded;

        public string Path => path;

        public string Query => query;

        public DateTimeOffset Start => start;

        public int Concurrent => concurrent;

        /// <summary>
        /// Writes the line, once. To be called just before the last bytes leave: what a client does upon an answer
        /// then never starts before the answer's end.
        /// </summary>
        public void End(int status)
        {
            if (!_hasEnded)
            {
                _hasEnded = true;
                log.End(this, status);
            }
        }
    }
}
