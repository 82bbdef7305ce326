using System.Globalization;
using System.Text;
using ActorBackfill.Hocon;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.JobFiles;

/// <summary>Job files that somebody else wrote: they are data, and reach nothing beyond their folder.</summary>
public sealed class HostileJobFileTests
{
    [Theory]
    [InlineData("include \"/etc/shadow\"", "outside the folder")]
    [InlineData("include file(\"/etc/shadow\")", "")]
    [InlineData("include \"../../../../etc/shadow\"", "outside the folder")]
    [InlineData("include url(\"http://127.0.0.1:1/x.conf\")", "")]
    [InlineData("include \"http://127.0.0.1:1/x.conf\"", "")]
    [InlineData("include classpath(\"x.conf\")", "")]
    public void F84_Nothing_is_included_from_outside_of_the_folder(string line, string message)
    {
        var error = JobText.Error(line);

        Assert.Matches(@"^a\.conf:\d+:\d+: ", error);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a = ${b}, b = ${a}")]
    [InlineData("a = ${a}")]
    [InlineData("include \"a.conf\"")]
    public void F84_A_cycle_is_an_error_with_its_place(string line) => Assert.Matches(@"^a\.conf:\d+:\d+: ", JobText.Errors(line)[0]);

    [Theory]
    [InlineData("{a", "}")]
    [InlineData("[", "]")]
    public void F84_A_million_levels_are_an_error_and_no_overflow(string open, string close) =>
        Assert.Matches(@"^a\.conf:\d+:\d+: .*deep", JobText.Errors($"x = {Repeat(open)}{Repeat(close)}")[0]);

    // The environment is read where a job file asks for it by name, and nowhere else: no shell, no home.
    [Fact]
    public void F84_Nothing_but_the_named_variable_is_expanded()
    {
        var job = JobText.Load("source.params { b = \"$HOME\", c = \"~/x\", d = \"`id`\", e = ${HOME} }");

        Assert.Equal(
            ["$HOME", "~/x", "`id`", Environment.GetEnvironmentVariable("HOME")!],
            ((Domain.Jobs.HttpSourceDefinition)job.Source).Parameters.Values);
    }

    [Theory]
    [InlineData("akka.loggers = [\"System.Diagnostics.Process, System.Diagnostics.Process\"]", "akka.loggers")]
    [InlineData("akka.actor.provider = \"X.Y, Z\"", "akka.actor.provider")]
    [InlineData("akka.actor.serializers { x = \"X.Y, Z\" }", "akka.actor.serializers")]
    [InlineData("akka.actor.serialization-bindings { \"X.Y, Z\" = x }", "akka.actor.serialization-bindings")]
    [InlineData("akka.actor.default-dispatcher.type = \"X.Y, Z\"", "akka.actor.default-dispatcher.type")]
    [InlineData("akka.actor.mailbox.requirements { a = b }, akka.a-box.mailbox-type = \"X.Y, Z\"", "akka.a-box.mailbox-type")]
    [InlineData("akka.extensions = [\"X.Y, Z\"]", "akka.extensions")]
    [InlineData("akka.persistence.journal.other.class = \"X.Y, Z\"", "akka.persistence.journal.other.class")]
    [InlineData("akka.scheduler.implementation = \"X.Y, Z\"", "akka.scheduler.implementation")]
    public void F84_No_type_is_loaded_by_a_name_in_a_job_file(string line, string key) =>
        Assert.Matches($@"^a\.conf:\d+:\d+: {key}: is not for a job file: it names a type to load", JobText.Error(line));

    [Fact]
    public void F84_A_processor_is_a_word_of_the_registry_and_never_a_type() => Assert.Contains(
        "no such processor", JobText.Error("processor = \"ActorBackfill.Systems.PlayerGames.PlayerGameProcessor, ActorBackfill.Systems\""), StringComparison.Ordinal);

    [Fact]
    public void F84_Of_keys_that_come_twice_the_last_one_counts_and_objects_merge()
    {
        var job = JobText.Load("workers = 3, workers = 5, sink { path = \"other.db\" }");

        Assert.Equal(5, job.Workers);
        Assert.Equal("other.db", ((Domain.Jobs.SqliteSinkDefinition)job.Sink).Path);
    }

    [Fact]
    public void F84_Tabs_and_a_byte_order_mark_are_white_space() =>
        Assert.Equal("small", JobText.LoadFile("\uFEFF\t" + JobText.Smallest.Replace("\n", "\t\r\n\t", StringComparison.Ordinal)).Job.Name);

    // Whatever bytes there are: an error of the file with a place, or a job; never anything else, and never for long.
    [Fact]
    public void F84_A_job_file_with_bytes_turned_over_is_a_job_or_an_error_with_its_place()
    {
        var random = new Random(84);
        for (var i = 0; i < 100; i++)
        {
            var text = new StringBuilder(JobText.Smallest);
            for (var k = random.Next(1, 6); k > 0; k--)
            {
                text[random.Next(text.Length)] = (char)random.Next(1, 0xD800);
            }

            try
            {
                JobText.LoadFile(text.ToString());
            }
            catch (HoconException e)
            {
                Assert.All(e.Errors, error => Assert.True(error.Position.Line >= 0, error.ToString()));
            }
        }
    }

    [Theory]
    [InlineData("../../etc/cron.d/x")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\nb")]
    [InlineData("\\u001b[31mred")]
    [InlineData("a\\u202eb")]
    [InlineData("")]
    public async Task F83_A_name_that_is_a_path_or_an_escape_is_refused(string name)
    {
        using var directory = new WorkDirectory();
        directory.Write("a.conf", JobText.Smallest.Replace("job = small", $"job = \"{name}\"", StringComparison.Ordinal));
        var terminal = new RecordingTerminal(directory: directory.Path);

        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("run", directory.File("a.conf")));

        Assert.Matches(@"a\.conf:1:\d+: job: ", terminal.Error);
        Assert.DoesNotContain(terminal.Error, c => (char.IsControl(c) && c != '\n') || char.GetUnicodeCategory(c) == UnicodeCategory.Format);
        Assert.All(terminal.ErrorLines, line => Assert.StartsWith("backfill", line, StringComparison.Ordinal));
        Assert.False(Directory.Exists(directory.File(".backfill")));
    }

    [Fact]
    public void F83_A_name_of_65_letters_is_refused_and_one_of_64_is_not()
    {
        Assert.Equal(64, JobText.LoadFile(JobText.Smallest.Replace("job = small", "job = " + new string('a', 64), StringComparison.Ordinal)).Job.Name.Length);
        Assert.Contains("1 to 64", JobText.ErrorsOf(JobText.Smallest.Replace("job = small", "job = " + new string('a', 65), StringComparison.Ordinal))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rows; DROP TABLE x")]
    [InlineData("a\\\"b")]
    [InlineData("tàble")]
    [InlineData("a b")]
    [InlineData("sqlite_master")]
    [InlineData("backfill_ledger")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void F82_A_table_or_column_with_such_a_name_is_refused_with_its_place(string name)
    {
        Assert.Matches(@"^a\.conf:4:\d+: ", JobText.ErrorsOf(JobText.Smallest.Replace("days {", $"\"{name}\" {{", StringComparison.Ordinal))[0]);
        Assert.Matches(@"^a\.conf:4:\d+: ", JobText.ErrorsOf(JobText.Smallest.Replace("value =", $"\"{name}\" =", StringComparison.Ordinal))[0]);
    }

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 1_000_000));
}
