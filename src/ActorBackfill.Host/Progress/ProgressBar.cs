using System.Globalization;
using System.Text;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Progress;

/// <summary>Progress for a person at a terminal: one line that is redrawn, news above it.</summary>
/// <param name="terminal">A terminal that can redraw a line.</param>
internal sealed class ProgressBar(Terminal terminal) : IShowProgress
{
    private const int BarWidth = 20;
    private const string EraseLine = "\r\u001b[K";

    private readonly FailureNews _news = new();
    private readonly bool _isUnicode = IsUnicode(terminal);
    private string _shown = "";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public void Update(RunProgress progress)
    {
        foreach (var line in _news.Of(progress))
        {
            Say(line);
        }

        _shown = Fit(Bar(progress) + " " + ProgressText.Of(progress));
        terminal.Draw(EraseLine + Painted(_shown, progress.Units.Failed > 0));
    }

    /// <inheritdoc/>
    public void Say(string line) => terminal.Draw(EraseLine + line + "\n" + _shown);

    /// <inheritdoc/>
    public void End(RunProgress progress)
    {
        Update(progress);
        _shown = "";
        terminal.Draw("\n");
    }

    private static bool IsUnicode(Terminal terminal) =>
        (terminal.Variable("LC_ALL") ?? terminal.Variable("LC_CTYPE") ?? terminal.Variable("LANG") ?? "")
            .Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase);

    private string Bar(RunProgress progress)
    {
        var (ended, total) = (ProgressText.Ended(progress), progress.Units.Total);
        var full = total == 0 ? BarWidth : (int)(BarWidth * (double)ended / total);
        var (on, off) = _isUnicode ? ('█', '░') : ('#', '-');
        var bar = new StringBuilder().Append(on, full).Append(off, BarWidth - full);
        return string.Create(CultureInfo.InvariantCulture, $"{bar} {Wording.Percent(ended, total),5}");
    }

    // One column stays free: a full line makes some terminals wrap.
    private string Fit(string line) => line.Length < terminal.Width() ? line : line[..Math.Max(0, terminal.Width() - 1)];

    private string Painted(string line, bool hasFailures) =>
        terminal.HasColor && line.Length > BarWidth ? $"\u001b[{(hasFailures ? 33 : 32)}m{line[..BarWidth]}\u001b[0m{line[BarWidth..]}" : line;
}
