using System.Globalization;
using System.Text;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// The lock between processes around every transaction and checkpoint of one sink file: the native library can lose commits when two
/// connections write or checkpoint one write-ahead log at once. Used by one thread at a time.
/// </summary>
internal sealed class CommitLock : IDisposable
{
    private static readonly byte[] Mine = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId,10}\n"));

    private readonly string _sinkPath;
    private readonly FileLock _file;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public CommitLock(string sinkPath, TimeSpan timeout, TimeProvider time)
    {
        _sinkPath = sinkPath;
        _timeout = timeout;
        _time = time;
        _file = new FileLock(sinkPath + ".backfill-lock");
    }

    /// <summary>Takes the lock; disposing the answer lets it go.</summary>
    /// <exception cref="BackfillException">Somebody held it for the whole timeout, or its file cannot be opened.</exception>
    public Hold Take()
    {
        try
        {
            if (!_file.TryTake())
            {
                Wait();
            }

            _file.Write(Mine);
            return new Hold(_file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackfillException(FailureCategory.SinkUnavailable, $"the lock file of sink {_sinkPath} cannot be used: {e.Message}", e);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Wait()
    {
        var start = _time.GetTimestamp();
        using var pause = new ManualResetEventSlim();
        // A holder needs milliseconds: ask often at first, then 50 times a second.
        for (var tries = 0; !_file.TryTake(); tries++)
        {
            if (_time.GetElapsedTime(start) > _timeout)
            {
                throw new BackfillException(
                    FailureCategory.SinkUnavailable,
                    $"sink {_sinkPath} is in use by {Holder()}; waited {_timeout.TotalSeconds:0.#} s for {_sinkPath}.backfill-lock");
            }

            pause.Wait(tries < 20 ? 1 : 20);
        }
    }

    private string Holder()
    {
        var text = Encoding.ASCII.GetString(_file.Read()).Trim();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? $"process {id} (state {ProcessProbe.State(id)})"
            : "another process";
    }

    /// <summary>The lock while it is held.</summary>
    public readonly struct Hold : IDisposable
    {
        private readonly FileLock _file;

        public Hold(FileLock file) => _file = file;

        public void Dispose() => _file.Release();
    }
}
