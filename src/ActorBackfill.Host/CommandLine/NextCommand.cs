using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.Configuring;

namespace ActorBackfill.Host.CommandLine;

/// <summary>Says the exact next command after a run, with the flags that name the same job, sink and state.</summary>
internal static class NextCommand
{
    // Flags that were about that one run.
    private static readonly string[] OneRunOnly = ["--no-resume", "--takeover", "--adopt-sink", "--replan", "--refresh-lists", "--changed-code", "--yes", "-y", "--dry-run", "-n"];

    /// <summary>Gets the command that goes on: the same arguments after <c>resume</c>.</summary>
    /// <param name="run">The run that was stopped.</param>
    /// <param name="commandName">How the program was called.</param>
    public static string Resume(RunChoice run, string commandName)
    {
        var arguments = ArgumentMask.Settings([.. run.Arguments.SkipWhile(a => a is "run" or "resume").Where(a => !OneRunOnly.Contains(a, StringComparer.Ordinal))]);
        return Join([commandName, "resume", .. arguments]);
    }

    /// <summary>Gets the command that goes on with a job that another command was about.</summary>
    /// <param name="job">The job.</param>
    /// <param name="commandName">How the program was called.</param>
    public static string ResumeOf(JobChoice job, string commandName) => Join([commandName, "resume", .. Of(job)]);

    /// <summary>Gets the command that runs a job, or goes on with it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="commandName">How the program was called.</param>
    public static string Run(JobChoice job, string commandName) => Join([commandName, "run", .. Of(job)]);

    /// <summary>Gets the arguments that run a job, for a run that nobody typed.</summary>
    /// <param name="job">The job.</param>
    public static IReadOnlyList<string> RunArguments(JobChoice job) => ["run", .. Of(job)];

    /// <summary>Gets the command that checks the sink.</summary>
    /// <param name="job">The job.</param>
    /// <param name="commandName">How the program was called.</param>
    public static string Verify(JobChoice job, string commandName) => Join([commandName, "verify", .. Of(job)]);

    /// <summary>Gets the command that rebuilds the journal.</summary>
    /// <param name="job">The job.</param>
    /// <param name="commandName">How the program was called.</param>
    public static string Repair(JobChoice job, string commandName) => Join([commandName, "journal", "repair", .. Of(job), "--from-sink"]);

    /// <summary>Gets the command that tries the units of a failure group again.</summary>
    /// <param name="job">The job.</param>
    /// <param name="group">The group's number.</param>
    /// <param name="commandName">How the program was called.</param>
    public static string RetryGroup(JobChoice job, long group, string commandName) =>
        Join([commandName, "retry", .. Of(job), "--group", group.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    /// <summary>Gets the command that opens again what was set apart.</summary>
    /// <param name="job">The job.</param>
    /// <param name="commandName">How the program was called.</param>
    public static string RetryQuarantined(JobChoice job, string commandName) => Join([commandName, "retry", .. Of(job), "--quarantined"]);

    /// <summary>Gets the command that shows what failed, group by group, and how to retry each.</summary>
    /// <param name="job">The job.</param>
    /// <param name="commandName">How the program was called.</param>
    public static string Failures(JobChoice job, string commandName) => Join([commandName, "failures", .. Of(job)]);

    /// <summary>Gets an argument as a shell takes it.</summary>
    /// <param name="argument">The argument.</param>
    public static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,@%+~".Contains(c, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static IEnumerable<string> Of(JobChoice job) =>
    [
        job.Job,
        .. Flag("--start-date", job.StartDate),
        .. Flag("--end-date", job.EndDate),
        .. Flag("--last", job.Last),
        .. job.Overlays.SelectMany(overlay => (string[])["--set", ArgumentMask.Setting(overlay)]),
        .. Flag("--sink", job.Sink is { } sink ? SinkDatabases.WithoutSecret(sink) : null),
        .. Flag("--state", job.State == ".backfill" ? null : job.State),
    ];

    private static IEnumerable<string> Flag(string name, string? value) => value is null ? [] : [name, value];

    private static string Join(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));
}
