using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Signals;

/// <summary>How far a stop has gone.</summary>
internal enum StopStage
{
    /// <summary>Nobody has asked.</summary>
    None,

    /// <summary>No new units; those in flight may end within the grace time.</summary>
    Graceful,

    /// <summary>Units in flight are cancelled; the process ends within 2 s.</summary>
    Cancel,

    /// <summary>The process ends at once.</summary>
    Now,
}

/// <summary>
/// What signals mean for a run: the first SIGINT lets units in flight end, the second cancels them, the third ends the process. SIGTERM
/// and SIGHUP are graceful; a second one cancels. Decides only; <see cref="Changed"/> tells who acts. Thread safe.
/// </summary>
/// <param name="terminal">Where the person is told.</param>
/// <param name="grace">How long units in flight may go on.</param>
internal sealed class StopRequest(Terminal terminal, TimeSpan grace)
{
    private readonly Lock _lock = new();
    private int _interrupts;

    /// <summary>Raised on each step, on the signal's thread.</summary>
    public event Action<StopStage>? Changed;

    /// <summary>Gets how far the stop has gone.</summary>
    public StopStage Stage { get; private set; }

    /// <summary>Gets the exit code of the first signal; null while there was none.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Gets or sets the units that workers hold, for the message.</summary>
    public int InFlight { get; set; }

    /// <summary>SIGINT.</summary>
    public void Interrupt() => Advance(
        Failures.ExitCode.Interrupted, ++_interrupts switch { 1 => StopStage.Graceful, 2 => StopStage.Cancel, _ => StopStage.Now });

    /// <summary>SIGTERM, or SIGHUP when the terminal has gone.</summary>
    public void Terminate() => Advance(Failures.ExitCode.Terminated, Stage == StopStage.None ? StopStage.Graceful : StopStage.Cancel);

    /// <summary><c>backfill stop</c>: as SIGTERM.</summary>
    /// <param name="now">Whether units in flight are cancelled at once.</param>
    public void End(bool now) => Advance(Failures.ExitCode.Terminated, now || Stage != StopStage.None ? StopStage.Cancel : StopStage.Graceful);

    private void Advance(int exitCode, StopStage stage)
    {
        lock (_lock)
        {
            if (stage <= Stage)
            {
                return;
            }

            ExitCode ??= exitCode;
            Stage = stage;
        }

        terminal.Note(Text(stage));
        Changed?.Invoke(stage);
    }

    private string Text(StopStage stage) => stage switch
    {
        StopStage.Graceful => $"Stopping: {Wording.Count(InFlight, "unit")} in flight, up to {Wording.Duration(grace)}. "
            + "Press Ctrl-C again to cancel them now (nothing is lost; they re-run on resume).",
        StopStage.Cancel => $"Cancelling {Wording.Count(InFlight, "unit")} in flight; they re-run on resume.",
        _ => "Ending now.",
    };
}
