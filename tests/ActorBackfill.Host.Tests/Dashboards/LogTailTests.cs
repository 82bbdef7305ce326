using System.Globalization;
using ActorBackfill.Dashboard.Pages.Log;
using ActorBackfill.Host.Dashboards.Log;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed class LogTailTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Fact]
    public void Of_a_log_that_grows_by_thousands_of_lines_the_end_is_read_and_no_more()
    {
        using var file = new StreamWriter(new FileStream(Log, FileMode.Create, FileAccess.Write, FileShare.ReadWrite));
        for (var line = 1; line <= 100_000; line++)
        {
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"2026-03-15T12:30:00.{line % 1000:000}+00:00 INF day={line}: settled after {line} ms, 3 rows [akka://backfill/user/job]"));
        }

        file.Flush();
        var tail = LogTail.Read(Log, All)!;

        Assert.True(file.BaseStream.Length > 5 * LogTail.MostBytes);
        Assert.True(tail.IsCut);
        Assert.Equal(LogTail.MostLines, tail.Lines.Length);
        Assert.StartsWith("day=100000: settled", tail.Lines[^1].Text, StringComparison.Ordinal);
        Assert.All(tail.Lines, line => Assert.Equal("information", line.Level));
    }

    [Fact]
    public void Lines_are_chosen_by_level_and_by_what_they_contain_and_exceptions_stay_with_theirs()
    {
        File.WriteAllText(Log, """
            2026-03-15T12:30:00.001+00:00 DBG day=1 begun
            2026-03-15T12:30:00.002+00:00 WRN day=2 was slow
            2026-03-15T12:30:00.003+00:00 ERR day=3 is a bug
            System.InvalidOperationException: of day=3
            """);

        Assert.Equal(["day=2 was slow", "day=3 is a bug", "System.InvalidOperationException: of day=3"], Texts(new LogQuery(1, "warning", null)));
        Assert.Equal(["day=3 is a bug", "System.InvalidOperationException: of day=3"], Texts(new LogQuery(1, null, "DAY=3")));
        Assert.Equal(4, Texts(new LogQuery(1, "<b>", " ")).Count);
    }

    [Fact]
    public void What_servers_wrote_into_it_is_no_escape_and_no_line_of_its_own()
    {
        File.WriteAllText(Log, "2026-03-15T12:30:00.001+00:00 INF \u001b[2J\u202eabc\r\n");

        Assert.Equal([" [2J abc"], Texts(All));
    }

    [Fact]
    public void A_log_that_is_not_there_is_none() => Assert.Null(LogTail.Read(_directory.File("none.log"), All));

    public void Dispose() => _directory.Dispose();

    private static LogQuery All { get; } = new(1, null, null);

    private string Log => _directory.File("run.log");

    private List<string> Texts(LogQuery query) => [.. LogTail.Read(Log, query)!.Lines.Select(l => l.Text)];
}
