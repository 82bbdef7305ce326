using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Who may commit, and after which commit.</summary>
/// <param name="Job">The job's id in the sink.</param>
/// <param name="RunId">This run.</param>
/// <param name="LastN">The last commit, 0 before the first.</param>
/// <param name="Chain">The chain at it, or null before the first.</param>
internal sealed record Fence(long Job, string RunId, long LastN, string? Chain)
{
    /// <summary>Sees to it that the sink still is this run's and stands where the run left it.</summary>
    /// <param name="found">What the job's row in the sink says; null when there is none.</param>
    /// <exception cref="FenceLostException">It is not.</exception>
    public void Check((string Run, long N, string? Chain)? found)
    {
        if (found is not { } sink)
        {
            throw new FenceLostException($"the sink has no row of the job any more; run {RunId} wrote nothing");
        }

        if (sink.Run != RunId)
        {
            throw new FenceLostException($"the sink is run {sink.Run}'s now; run {RunId} wrote nothing");
        }

        // Equal, never smaller: a restored backup puts counters back.
        if (sink.N != LastN || sink.Chain != Chain)
        {
            throw new FenceLostException($"the sink stands at commit {sink.N}, run {RunId} left it at {LastN}: it was put back or written to; nothing was written");
        }
    }
}
