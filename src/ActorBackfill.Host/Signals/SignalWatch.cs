using System.Runtime.InteropServices;

namespace ActorBackfill.Host.Signals;

/// <summary>Hands the process's signals to a <see cref="StopRequest"/> instead of dying of them.</summary>
internal sealed class SignalWatch : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Takes SIGINT, SIGTERM and SIGHUP.</summary>
    /// <param name="stop">What they mean.</param>
    public SignalWatch(StopRequest stop)
    {
        Take(PosixSignal.SIGINT, stop.Interrupt);
        Take(PosixSignal.SIGTERM, stop.Terminate);
        Take(PosixSignal.SIGHUP, stop.Terminate);
    }

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(r => r.Dispose());

    private void Take(PosixSignal signal, Action handle) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        handle();
    }));
}
