using ActorBackfill.Engine.Listening;
using ActorBackfill.Host.Listening;
using Akka.Actor;
using Akka.Event;

namespace ActorBackfill.Host.Exports;

/// <summary>
/// Keeps a file for other programs at what the journal holds: one write at a time, and what changes meanwhile waits. A file that cannot be written
/// is a warning, once for as long as it lasts, and is said at the end.
/// </summary>
internal abstract class FileExportActor : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly string _path;
    private IActorRef? _asked;
    private bool _isWriting;
    private string? _problem;

    protected FileExportActor(string path)
    {
        _path = path;
        Receive<Written>(OnWritten);
        Receive<JournalWritten>(_ => { });
        Receive<Flush>(_ => OnFlush());
    }

    /// <summary>Gets the next content, as what writes it to a stream; null when the file is at what is known. Taken content does not come again.</summary>
    protected abstract Action<Stream>? TakeContent();

    /// <summary>The run is about to end: what the file should hold by then has to be content.</summary>
    protected virtual void OnLast()
    {
    }

    /// <summary>Writes what waits, now or behind what is being written.</summary>
    protected void Write()
    {
        if (!_isWriting && TakeContent() is { } content)
        {
            _isWriting = true;
            var path = _path;
            _ = Task.Run(() => AtomicFile.Write(path, content)).PipeTo(Self, success: () => new Written(null), failure: e => new Written(e.Message));
        }
    }

    private void OnWritten(Written written)
    {
        if (written.Problem is not null && _problem is null)
        {
            _log.Warning("The checkpoint file {Path} cannot be written: {Reason}", _path, written.Problem);
        }

        (_isWriting, _problem) = (false, written.Problem);
        Write();
        Answer();
    }

    private void OnFlush()
    {
        _asked = Sender;
        OnLast();
        Write();
        Answer();
    }

    private void Answer()
    {
        if (!_isWriting)
        {
            _asked?.Tell(new Flushed(_problem is null ? null : $"the checkpoint file {_path} could not be written: {_problem}"));
            _asked = null;
        }
    }

    private sealed record Written(string? Problem);
}
