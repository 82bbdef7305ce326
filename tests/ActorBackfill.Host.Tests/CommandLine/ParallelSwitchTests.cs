using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.CommandLine;

public sealed class ParallelSwitchTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("true", false)]
    [InlineData("false", true)]
    [InlineData("False", true)]
    public void The_environment_decides_where_no_flag_does(string? value, bool isSerial)
    {
        Assert.Equal(isSerial, ParallelSwitch.IsSerial(new RunChoice(), Terminal(value)));
        Assert.False(ParallelSwitch.IsSerial(new RunChoice { Workers = 8 }, Terminal(value)));
        Assert.False(ParallelSwitch.IsSerial(new RunChoice { IsParallel = true }, Terminal(value)));
        Assert.True(ParallelSwitch.IsSerial(new RunChoice { IsSerial = true }, Terminal(value)));
    }

    [Fact]
    public void Another_value_is_an_error_and_not_a_guess()
    {
        var error = Assert.Throws<CommandException>(() => ParallelSwitch.IsSerial(new RunChoice(), Terminal("0")));

        Assert.Equal((ExitCode.Usage, "BACKFILL__RUN__PARALLEL=0: is not true or false"), (error.ExitCode, error.Message));
    }

    [Fact]
    public async Task F90_A_run_that_the_environment_makes_serial_has_one_worker()
    {
        using var directory = new WorkDirectory();
        using var source = new DaySource();
        var terminal = new RecordingTerminal(directory: directory.Path, variables: [(ParallelSwitch.Variable, "false")]);

        var exit = await terminal.RunAsync(["run", directory.File(WorkDirectory.Job), "--limit", "2", "--json", .. source.Flag]);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.Contains("\"workers\": 1,", terminal.Out, StringComparison.Ordinal);
    }

    private static Host.Consoles.Terminal Terminal(string? value) =>
        new RecordingTerminal(variables: value is null ? [] : [(ParallelSwitch.Variable, value)]).Terminal;
}
