using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>Progresses for tests that look at how they are shown.</summary>
internal static class Progresses
{
    public static RunProgress Of(long total, long done, long failed = 0, params FailureGroup[] failures) => new()
    {
        Run = 1,
        Units = new UnitCounts(total, done, 0, 0, failed, 0),
        UnitsThisRun = done,
        UnitsPerSecond = 2,
        Eta = new EtaInterval(TimeSpan.FromSeconds(80), TimeSpan.FromSeconds(101)),
        Failures = [.. failures],
    };
}
