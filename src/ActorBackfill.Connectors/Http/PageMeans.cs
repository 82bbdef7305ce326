using ActorBackfill.Connectors.Http.Guarding;
using ActorBackfill.Connectors.Http.Robots;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Http;

/// <summary>What a source has for those who get its pages in another way than by one request.</summary>
/// <param name="Definition">The job's source.</param>
/// <param name="Requester">Makes every request.</param>
/// <param name="Robots">What may be asked for.</param>
/// <param name="Rules">Where requests may go.</param>
/// <param name="Time">The clock.</param>
internal sealed record PageMeans(HttpSourceDefinition Definition, Requester Requester, RobotsFiles Robots, OriginRules Rules, TimeProvider Time);
