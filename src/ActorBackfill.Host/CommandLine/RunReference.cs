using System.Globalization;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.CommandLine;

/// <summary>A run as people name it: <c>job/N</c>, <c>N</c> or <c>last</c>.</summary>
internal static class RunReference
{
    /// <summary>Gets the run's number.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="job">The job that the command is about.</param>
    /// <param name="last">Its last run, 0 when it never ran.</param>
    /// <exception cref="CommandException">There is no such run: exit 2.</exception>
    public static int Read(string text, string job, int last)
    {
        var number = text.StartsWith(job + "/", StringComparison.Ordinal) ? text[(job.Length + 1)..] : text;
        if (last == 0)
        {
            throw new CommandException(ExitCode.Usage, "no-such-run", $"job {job} has never run");
        }

        if (number == "last")
        {
            return last;
        }

        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var run) && run >= 1 && run <= last
            ? run
            : throw new CommandException(ExitCode.Usage, "no-such-run", $"there is no run '{text}' of {job}", $"A run is {job}/1 to {job}/{last}, or last.");
    }
}
