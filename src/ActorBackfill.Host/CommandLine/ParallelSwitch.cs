using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.CommandLine;

/// <summary>
/// The environment's say about parallel runs: <c>BACKFILL__RUN__PARALLEL=false</c> means one worker, for a machine or a schedule where job
/// files and command lines are somebody else's. Flags win over it.
/// </summary>
internal static class ParallelSwitch
{
    /// <summary>The variable's name.</summary>
    public const string Variable = "BACKFILL__RUN__PARALLEL";

    /// <summary>Gets whether one worker does everything.</summary>
    /// <param name="run">What the command line says.</param>
    /// <param name="terminal">Whose environment.</param>
    /// <exception cref="CommandException">The variable has another value than true or false: exit 2.</exception>
    public static bool IsSerial(RunChoice run, Terminal terminal) => run.IsSerial
        || (run is { Workers: null, ScalesItself: false, IsParallel: false } && terminal.Variable(Variable) switch
        {
            null or "" => false,
            var value when value.Equals("false", StringComparison.OrdinalIgnoreCase) => true,
            var value when value.Equals("true", StringComparison.OrdinalIgnoreCase) => false,
            var value => throw new CommandException(ExitCode.Usage, "environment", $"{Variable}={PlainText.Of(value, 50)}: is not true or false"),
        });
}
