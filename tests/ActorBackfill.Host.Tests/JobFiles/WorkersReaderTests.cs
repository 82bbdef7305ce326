using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Host.Tests.JobFiles;

public sealed class WorkersReaderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(16, 10)]
    public void S4_04_There_are_ten_workers_and_no_more_than_processors(int cpus, int workers) =>
        Assert.Equal(workers, JobText.Load("workers = 10, workers-per-cpu = 1", r => r with { Cpus = cpus }).Workers);

    [Theory]
    [InlineData(null, 8)]
    [InlineData("true", 8)]
    [InlineData("TRUE", 8)]
    [InlineData("True", 8)]
    [InlineData("false", 1)]
    [InlineData("0", 1)]
    [InlineData("no", 1)]
    [InlineData("", 1)]
    [InlineData(" true", 1)]
    public void S4_01_A_run_is_parallel_where_the_jobs_variable_is_not_set_or_true_and_serial_otherwise(string? value, int workers)
    {
        const string Lines = "workers = 8, serial-unless = ENABLE_PLAYER_PARALLELIZATION";
        string? Variable(string name) => name == "ENABLE_PLAYER_PARALLELIZATION" ? value : "false";

        Assert.Equal(workers, JobText.Load(Lines, r => r with { Variable = Variable }).Workers);
        Assert.Equal(8, JobText.Load(Lines, r => r with { Variable = Variable, IsParallel = true }).Workers);
        Assert.Equal(3, JobText.Load(Lines, r => r with { Variable = Variable, Workers = 3 }).Workers);
        Assert.Equal(8, JobText.Load("workers = 8", r => r with { Variable = Variable }).Workers);
    }

    [Fact]
    public void The_progress_of_a_job_has_its_own_words()
    {
        Assert.Equal(new ProgressDefinition(50, "player", ProgressRate.Second), JobText.Load("progress { every = 50, noun = player, per = second }").Progress);
        Assert.Equal(new ProgressDefinition(), JobText.Load().Progress);
    }

    [Theory]
    [InlineData("workers-per-cpu = 0", "workers-per-cpu: 0: must be 0.1 to 1,024")]
    [InlineData("serial-unless = \"A B\"", "serial-unless: 'A B': expected the name of an environment variable, letters, digits and '_'")]
    public void What_is_wrong_is_named_with_its_value(string line, string error) => Assert.EndsWith(": " + error, JobText.Error(line), StringComparison.Ordinal);
}
