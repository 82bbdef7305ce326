using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Host.Progress;

/// <summary>Shows how a run goes to whoever watches the standard error stream. Not thread safe.</summary>
internal interface IShowProgress
{
    /// <summary>Gets how often it wants to know.</summary>
    TimeSpan Interval { get; }

    /// <summary>Shows a progress, if it is worth showing now.</summary>
    /// <param name="progress">The newest.</param>
    void Update(RunProgress progress);

    /// <summary>Writes a line that stays.</summary>
    /// <param name="line">Without control characters.</param>
    void Say(string line);

    /// <summary>Shows the last progress and leaves the terminal as it was found.</summary>
    /// <param name="progress">The last.</param>
    void End(RunProgress progress);
}
