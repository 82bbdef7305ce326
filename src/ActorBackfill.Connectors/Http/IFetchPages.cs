using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Http;

/// <summary>Gets one page of a unit. Thread safe.</summary>
internal interface IFetchPages
{
    /// <summary>Gets the body at an address.</summary>
    /// <param name="address">Where.</param>
    /// <param name="gate">Every request passes it, redirected ones too.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="BackfillException">It could not be had, or not whole.</exception>
    ValueTask<Answer> GetAsync(Uri address, IRequestGate gate, CancellationToken cancellation);
}
