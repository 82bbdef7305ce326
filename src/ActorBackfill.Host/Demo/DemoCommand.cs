using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Running;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;

namespace ActorBackfill.Host.Demo;

/// <summary>Starts the generator of race results in this process, runs its job over HTTP, and says what to look at.</summary>
/// <param name="sink">The SQLite file.</param>
/// <param name="state">The state directory.</param>
/// <param name="talk">Who watches.</param>
internal sealed class DemoCommand(string sink, string state, Talk talk)
{
    private const string Job = "greyhound-results";

    /// <summary>Runs the demo.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        var terminal = talk.Terminal;
        talk.Note($"backfill {VersionVerb.Version}: demo");
        var definition = ReplayDefinition.Load(Find("replay", "greyhound.conf"), []);
        await using var server = await ReplayServer.StartAsync(definition, new ReplayOptions(), terminal.Time);
        var source = server.BaseAddress.ToString().TrimEnd('/');
        talk.Note($"the source: race results made up on {source}; the job: HOCON/jobs/{Job}.conf");
        var choice = new JobChoice(Find("jobs", Job + ".conf"), null, null, sink, state, ["source.base=" + source, "source.limit.budget=demo"]);
        var report = await new RunCommand(choice, new RunChoice(), talk).ExecuteAsync();
        report = report with { Next = Next(report) };
        if (talk.IsJson)
        {
            terminal.Line(RunJson.Of(report));
            return report.ExitCode;
        }

        RunSummary.Write(report, terminal);
        WriteWhatToLookAt(report);
        return report.ExitCode;
    }

    private void WriteWhatToLookAt(RunReport report)
    {
        var terminal = talk.Terminal;
        var file = Wording.FilePath(report.Sink, terminal.Directory);
        terminal.Line();
        if (report.DidNothing)
        {
            terminal.Line($"Nothing is left to do: the sink has all {Wording.Count(report.Progress.Units.Total, "unit")}; {Wording.Count(report.Progress.Requests, "request")} made.");
            terminal.Line($"Delete {file} and {state} to see it again.");
            return;
        }

        terminal.Line("What to look at:");
        terminal.Line($"  sqlite3 {file} 'SELECT dog, count(*), min(time) FROM runs GROUP BY dog ORDER BY 2 DESC LIMIT 5'");
        terminal.Line($"  sqlite3 {file} 'SELECT unit, rows FROM backfill_ledger'     the units that are in it");
        terminal.Line($"  {terminal.CommandName} demo                                  again: nothing is left to do, no request is made");
        terminal.Line($"  kill -9 it while it runs, and run it again: it goes on, no row twice");
    }

    // The source is gone with this process: the demo itself is how to go on.
    private string Next(RunReport report) => report.ExitCode == ExitCode.Complete && !report.DidNothing
        ? $"{talk.Terminal.CommandName} verify {Job} --sink {sink} --state {state}"
        : $"{talk.Terminal.CommandName} demo";

    private static string Find(string folder, string file)
    {
        foreach (var jobs in JobFolders.Default())
        {
            var path = Path.GetFullPath(Path.Combine(jobs, "..", folder, file));
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new CommandException(ExitCode.Usage, "demo", $"HOCON/{folder}/{file} is neither below the current directory nor beside the program");
    }
}
