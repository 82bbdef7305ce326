namespace ActorBackfill.Host.Controlling;

/// <summary>Answers what comes over a control socket. Called for several clients at a time.</summary>
internal interface IAnswerControl
{
    /// <summary>Does what is asked.</summary>
    /// <param name="request">What.</param>
    /// <param name="peer">By whom.</param>
    /// <param name="cancellation">The client has gone, or waits no longer.</param>
    Task<ControlResponse> AnswerAsync(ControlRequest request, ControlPeer peer, CancellationToken cancellation);
}
