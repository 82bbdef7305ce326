using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Progress;

/// <summary>Decides which failures are news: a kind that was not seen before, or ten times as many of it. Never a line a unit.</summary>
internal sealed class FailureNews
{
    // A run whose failures come in more kinds than this has said enough; the report has them all.
    private const int MostKinds = 50;

    private readonly Dictionary<(string Category, string Text), long> _told = [];

    /// <summary>Gets the lines to say now.</summary>
    /// <param name="progress">The newest progress.</param>
    public IEnumerable<string> Of(RunProgress progress)
    {
        foreach (var group in progress.Failures.Concat(progress.Warnings))
        {
            var kind = (group.Category, group.Text);
            var isKnown = _told.TryGetValue(kind, out var told);
            if (isKnown ? group.Count >= told * 10 : _told.Count < MostKinds)
            {
                _told[kind] = group.Count;
                yield return Line(group);
            }
        }
    }

    /// <summary>
    /// Says one kind of failures: <c>3 units failed, transient: HTTP * (month=2025-09/state=VIC: HTTP 500 ...)</c>; or of warnings.
    /// </summary>
    /// <param name="group">The kind.</param>
    public static string Line(FailureGroup group) =>
        $"{Wording.Count(group.Count, "unit")}{(group.Category == "warning" ? "" : " failed")}, {group.Category}: {PlainText.Of(group.SampleText, 300)} ({PlainText.Of(group.Sample, 120)})";
}
