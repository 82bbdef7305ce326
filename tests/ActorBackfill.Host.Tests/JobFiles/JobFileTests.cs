using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Systems;

namespace ActorBackfill.Host.Tests.JobFiles;

public sealed class JobFileTests
{
    // What there is to choose from must not depend on how many processors the project has.
    private static readonly ProcessorRegistry One = new ProcessorRegistry().Add(
        "player-game-summary", SystemsRegistry.Register(new ProcessorRegistry()).Find("player-game-summary")!);

    [Fact]
    public void A_broken_file_tells_every_error_at_once_in_its_order()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "JobFiles");
        var errors = JobText.ErrorsOf(File.ReadAllText(Path.Combine(folder, "broken.conf")), r => r with { StartDate = "2024-02-30", Workers = 5_000, Processors = One });

        Assert.Equal(File.ReadAllText(Path.Combine(folder, "broken.approved.txt")), string.Concat(errors.Select(e => e + '\n')));
    }

    [Theory]
    [InlineData("job = null", "a.conf:5:7: job: is null: it needs a value")]
    [InlineData("job = \"a b\"", "a.conf:5:7: job: 'a b': 1 to 64 letters, digits, '.', '_' or '-', and no '.' first")]
    [InlineData("job = .hidden", "a.conf:5:7: job: '.hidden': 1 to 64 letters, digits, '.', '_' or '-', and no '.' first")]
    [InlineData("job = verify", "a.conf:5:7: job: 'verify': is a verb of the command line")]
    [InlineData("workers = 0", "a.conf:5:11: workers: 0: must be 1 to 1,024")]
    [InlineData("workers = many", "a.conf:5:11: workers: \"many\": expected a whole number up to 2,147,483,647")]
    [InlineData("instance = job", "a.conf:5:12: instance: \"job\": expected worker, unit")]
    [InlineData("retry.max-attempts = 101", "a.conf:5:22: retry.max-attempts: 101: must be 1 to 100")]
    [InlineData("retry { min-backoff = 1m, max-backoff = 1s }", "a.conf:5:41: retry.max-backoff: is below min-backoff")]
    [InlineData("retry.attempt-timeout = 0s", "a.conf:5:25: retry.attempt-timeout: 0 s: must be 1 ms to 24 h")]
    [InlineData("akka = 3", "a.conf:5:8: akka: is a number: expected an object in braces")]
    [InlineData("worker = 3", "a.conf:5:1: worker: unknown key; did you mean workers?")]
    [InlineData("identity = [sink.path]", "a.conf:5:13: identity[0]: 'sink.path' is never part of a job's identity: with another value it is still the same job")]
    [InlineData("identity = [plan.date.range]", "a.conf:5:13: identity[0]: 'plan.date.range' is never part of a job's identity: with another value it is still the same job")]
    [InlineData("identity = [source.pth]", "a.conf:5:13: identity[0]: 'source.pth' is no key of the file")]
    [InlineData("processor = player-games", "a.conf:5:13: processor: 'player-games': no such processor; there are player-game-summary")]
    [InlineData("processor { name = player-game-sumary }", "a.conf:5:20: processor.name: 'player-game-sumary': no such processor; there are player-game-summary; did you mean player-game-summary?")]
    [InlineData("processor { name = player-game-summary, settings { x = 1 } }", "a.conf:5:50: processor.settings: player-game-summary has no setting 'x'; it has recent-days and historical")]
    [InlineData("processor { settings { x = 1 } }", "a.conf:5:11: processor.name: is missing")]
    public void A_wrong_key_is_named_with_its_place(string line, string error) => Assert.Equal(error, JobText.Error(line, r => r with { Processors = One }));

    [Fact]
    public void A_syntax_error_is_told_together_with_wrong_flags() => Assert.Equal(
        ["--workers: 0: must be 1 to 1,024", "a.conf:1:7: "],
        JobText.ErrorsOf("job = [a\n", r => r with { Workers = 0 }).Select(e => e.StartsWith("a.conf", StringComparison.Ordinal) ? e[..12] : e));

    [Fact]
    public void Flags_decide_about_workers()
    {
        Assert.Equal(4, JobText.Load().Workers);
        Assert.Equal(9, JobText.Load("workers = 9").Workers);
        Assert.Equal(3, JobText.Load("workers = 9", r => r with { Workers = 3 }).Workers);
        Assert.Equal(1, JobText.Load("workers = 9", r => r with { IsSerial = true }).Workers);
        Assert.Equal("--serial: means one worker, and --workers asks for 3", JobText.Error("", r => r with { IsSerial = true, Workers = 3 }));
    }

    [Fact]
    public void Settings_are_laid_over_the_file_before_substitutions_are_resolved()
    {
        var job = JobText.Load("source.params { region = ${job} }", r => r with { Overlays = ["job=other"] });

        Assert.Equal("other", Assert.IsType<HttpSourceDefinition>(job.Source).Parameters["region"]);
    }

    [Fact]
    public void A_wrong_setting_is_named_by_its_flag() =>
        Assert.Equal("--set workers: workers: \"x\": expected a whole number up to 2,147,483,647", JobText.Error("", r => r with { Overlays = ["workers=x"] }));

    [Fact]
    public void The_identity_holds_the_values_of_its_keys()
    {
        var job = JobText.Load("identity = [source.path, source.params]\nsource.params { model = v2 }");

        Assert.Equal("/d/{date}", job.Identity["source.path"]);
        Assert.Contains("v2", job.Identity["source.params"], StringComparison.Ordinal);
        Assert.Empty(JobText.Load().Identity);
    }

    [Fact]
    public void A_processor_gets_its_settings()
    {
        ImmutableSortedDictionary<string, string>? seen = null;
        var job = JobText.Load("processor { name = p, settings { model = 3, on = true } }", r => r with { Processors = new ProcessorRegistry().Add("p", Make) });

        Assert.Equal("p", job.Processor);
        Assert.Equal("3", job.ProcessorSettings["model"]);
        Assert.Equal("true", seen!["on"]);

        IProcessor Make(ImmutableSortedDictionary<string, string> settings)
        {
            seen = settings;
            return null!;
        }
    }

    [Fact]
    public void Retries_and_instances_are_read()
    {
        var job = JobText.Load("instance = unit, retry { max-attempts = 2, min-backoff = 10ms, max-backoff = 1s, attempt-timeout = 3s }");

        Assert.Equal(InstanceScope.Unit, job.Instance);
        Assert.Equal(
            new RetryDefinition { MaxAttempts = 2, MinBackoff = TimeSpan.FromMilliseconds(10), MaxBackoff = TimeSpan.FromSeconds(1), AttemptTimeout = TimeSpan.FromSeconds(3) },
            job.Retry);
    }

    [Theory]
    [InlineData("akka.persistence.journal.plugin = \"akka.persistence.journal.inmem\"", "a.conf:5:35: akka.persistence.journal.plugin: is not for a job file")]
    [InlineData("akka.persistence.snapshot-store.plugin = \"\"", "a.conf:5:42: akka.persistence.snapshot-store.plugin: is not for a job file")]
    [InlineData("akka.persistence.journal.sql.replay-filter.mode = off", "a.conf:5:51: akka.persistence.journal.sql.replay-filter.mode: is not for a job file")]
    [InlineData("akka.persistence.journal.sql.connection-string = x", "a.conf:5:50: akka.persistence.journal.sql.connection-string: is not for a job file")]
    public void A_journal_in_memory_or_elsewhere_is_refused(string lines, string error) =>
        Assert.StartsWith(error, JobText.Error(lines), StringComparison.Ordinal);

    [Fact]
    public void The_block_for_akka_is_passed_on_resolved()
    {
        var file = JobText.LoadFile(JobText.Smallest + "\nakka { loglevel = DEBUG, a { b = ${akka.loglevel} } }");
        var akka = HoconParser.Parse(file.AkkaConfig!);

        Assert.Equal("DEBUG", (akka.Find("akka.a.b") as HoconScalar)?.Text);
        Assert.Null(JobText.LoadFile(JobText.Smallest).AkkaConfig);
    }

    [Fact]
    public void A_name_is_looked_up_in_the_folders_of_jobs()
    {
        var folder = Directory.CreateTempSubdirectory("jobs-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "nightly.conf"), JobText.Smallest);
            var request = JobText.Request("nightly") with { Folders = [folder.FullName] };

            Assert.Equal("small", JobFile.Load(request).Job.Name);
            Assert.Equal("small", JobFile.Load(request with { Job = "nightly.conf" }).Job.Name);
            Assert.Equal("nightli: no such file, and no job of that name; there are nightly; did you mean nightly?", Refused(request with { Job = "nightli" }));
            Assert.Equal("plan: is a verb of the command line; a job of that name is given by its path", Refused(request with { Job = "plan" }));
            Assert.Equal("x: no such file, and no folder HOCON/jobs with a job of that name", Refused(request with { Job = "x", Folders = [] }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Refused(JobFileRequest request) => Assert.Throws<HoconException>(() => JobFile.Load(request)).Message;
}
