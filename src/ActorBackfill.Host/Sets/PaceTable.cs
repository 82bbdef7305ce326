using System.Globalization;

namespace ActorBackfill.Host.Sets;

/// <summary>How long the jobs of a set take at a pace, one after the other; the pace it was counted with stands above.</summary>
internal static class PaceTable
{
    private static readonly TimeSpan ShortestInHours = TimeSpan.FromHours(1);

    /// <summary>Gets a line a job and the sum.</summary>
    /// <param name="jobs">Name and units that would run.</param>
    /// <param name="pace">Units a second.</param>
    public static IEnumerable<string> Lines(IReadOnlyCollection<(string Name, long Units)> jobs, double pace)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"one after the other at {pace:0.###} entities/s:");
        foreach (var (name, units) in jobs.Append(("total", jobs.Sum(job => job.Units))))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {name,-12} {units,10:#,0}  {Time(TimeSpan.FromSeconds(units / pace))}");
        }
    }

    private static string Time(TimeSpan time) => time >= ShortestInHours
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.0} min");
}
