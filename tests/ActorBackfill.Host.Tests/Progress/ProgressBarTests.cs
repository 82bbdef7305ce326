using ActorBackfill.Host.Progress;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Progress;

public sealed class ProgressBarTests
{
    [Fact]
    public void The_bar_redraws_one_line_and_ends_it()
    {
        var terminal = new RecordingTerminal(isTerminal: true);
        var bar = new ProgressBar(terminal.Terminal);

        bar.Update(Progresses.Of(100, 40));
        bar.End(Progresses.Of(100, 100));

        Assert.Equal(1, terminal.Error.Count(c => c == '\n'));
        Assert.StartsWith("\r\u001b[K", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("########------------", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_never_wraps()
    {
        var terminal = new RecordingTerminal(isTerminal: true, variables: ("NO_COLOR", "1"));
        new ProgressBar(terminal.Terminal).Update(Progresses.Of(100, 40) with { WaitingFor = new string('x', 300) });

        Assert.Equal(79, terminal.Error.Replace("\r\u001b[K", "", StringComparison.Ordinal).Length);
    }

    [Fact]
    public void No_color_is_honoured()
    {
        var terminal = new RecordingTerminal(isTerminal: true, variables: ("NO_COLOR", "1"));
        new ProgressBar(terminal.Terminal).Update(Progresses.Of(100, 40));

        Assert.DoesNotContain("\u001b[3", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_locale_with_utf8_gets_a_finer_bar()
    {
        var terminal = new RecordingTerminal(isTerminal: true, variables: ("LANG", "de_DE.UTF-8"));
        new ProgressBar(terminal.Terminal).Update(Progresses.Of(100, 40));

        Assert.Contains("████████░░░░░░░░░░░░", terminal.Error, StringComparison.Ordinal);
    }
}
