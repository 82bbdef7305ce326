using System.Runtime.InteropServices;

namespace ActorBackfill.Host.Signals;

/// <summary>Hands the process's signals to a <see cref="StopRequest"/> instead of dying of them.</summary>
internal sealed class SignalWatch : IDisposable
{
    // SIGXFSZ, by its number on Linux and macOS: a file that may not grow is an error of that write, and no reason to die.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    private readonly List<PosixSignalRegistration> _registrations = [];

    // Without a handler it would end the process. The number is another one on macOS.
    private static readonly PosixSignal SigUsr1 = (PosixSignal)(OperatingSystem.IsMacOS() ? 30 : 10);

    /// <summary>Takes SIGINT, SIGTERM and SIGHUP; and SIGUSR1, where there is one; passes over SIGXFSZ.</summary>
    /// <param name="stop">What the first three mean.</param>
    /// <param name="status">What the last one means; null leaves it alone.</param>
    public SignalWatch(StopRequest stop, StatusRequest? status = null)
    {
        if (status is not null && !OperatingSystem.IsWindows())
        {
            Take(SigUsr1, status.Ask);
        }

        Take(PosixSignal.SIGINT, stop.Interrupt);
        Take(PosixSignal.SIGTERM, stop.Terminate);
        Take(PosixSignal.SIGHUP, stop.Terminate);
        if (!OperatingSystem.IsWindows())
        {
            Take(FileTooLarge, static () => { });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(r => r.Dispose());

    private void Take(PosixSignal signal, Action handle) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        handle();
    }));
}
