namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>What the journal of the job manager holds. Versioned by adding types only.</summary>
internal interface IServingEvent
{
    /// <summary>Gets the job's id.</summary>
    string Id { get; }

    /// <summary>Gets when it was written.</summary>
    DateTimeOffset At { get; }
}

/// <summary>Event, manifest <c>js1</c>: a job was accepted; its identifiers stand in its directory.</summary>
/// <param name="Id">The job.</param>
/// <param name="At">When.</param>
/// <param name="Items">Its distinct identifiers.</param>
/// <param name="Request">What was asked for.</param>
internal sealed record JobSubmitted(string Id, DateTimeOffset At, int Items, JobRequest Request) : IServingEvent;

/// <summary>Event, manifest <c>jb1</c>: a job began, the first time or once more after it had ended.</summary>
/// <param name="Id">The job.</param>
/// <param name="At">When.</param>
internal sealed record JobStarted(string Id, DateTimeOffset At) : IServingEvent;

/// <summary>Event, manifest <c>jc1</c>: somebody asked for the end of a job that runs. Not written any more: see <see cref="CancelJob"/>.</summary>
/// <param name="Id">The job.</param>
/// <param name="At">When.</param>
internal sealed record CancellationAsked(string Id, DateTimeOffset At) : IServingEvent;

/// <summary>Event, manifest <c>je1</c>: a job ended.</summary>
/// <param name="Id">The job.</param>
/// <param name="At">When.</param>
/// <param name="Status">How.</param>
/// <param name="Figures">Its figures; null when it never began, or nothing could be read.</param>
/// <param name="Message">Why, where there is something to say.</param>
internal sealed record JobEnded(string Id, DateTimeOffset At, JobStatus Status, JobFigures? Figures, string? Message) : IServingEvent;

/// <summary>Event, manifest <c>jm1</c>: a job took a command.</summary>
/// <param name="Id">The job.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who gave it: <c>ann (api from 127.0.0.1)</c>.</param>
/// <param name="Change">The command.</param>
internal sealed record JobChanged(string Id, DateTimeOffset At, string Who, JobChange Change) : IServingEvent;
