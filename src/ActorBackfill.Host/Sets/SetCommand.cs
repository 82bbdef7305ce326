using System.Collections.Immutable;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Exports;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Planning;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Sets;

/// <summary>Runs the jobs of a set one after the other, each with the flags of the command line, and writes one report.</summary>
/// <param name="set">The set.</param>
/// <param name="choice">Settings for all of its jobs.</param>
/// <param name="run">How each of them runs; <c>--entities</c> chooses jobs, <c>--limit</c> is of each.</param>
/// <param name="talk">Who is told.</param>
internal sealed class SetCommand(JobSet set, JobChoice choice, RunChoice run, Talk talk)
{
    /// <summary>Runs the set, or shows its plan.</summary>
    /// <returns>The exit code: that of the first job that was not complete.</returns>
    /// <exception cref="CommandException">There is no such job in the set, or one of them did not begin.</exception>
    public async Task<int> RunAsync()
    {
        var jobs = Chosen();
        var each = run with { Units = run.Units with { Entities = [] }, CheckpointDirectory = run.CheckpointDirectory ?? set.Logs };
        return run.IsDryRun ? await PlanAsync(jobs, each) : await RunAsync(jobs, each);
    }

    private ImmutableArray<(string Name, string Job)> Chosen()
    {
        var unknown = run.Units.Entities.Where(name => set.Jobs.All(job => job.Name != name)).ToList();
        return unknown.Count == 0
            ? [.. set.Jobs.Where(job => run.Units.Entities.IsEmpty || run.Units.Entities.Contains(job.Name))]
            : throw new CommandException(
                ExitCode.Usage, "entities", $"set {set.Name} has no {PlainText.Of(string.Join(", ", unknown), 300)}; there are {string.Join(", ", set.Jobs.Select(job => job.Name))}");
    }

    private async Task<int> RunAsync(ImmutableArray<(string Name, string Job)> jobs, RunChoice each)
    {
        var reports = new List<(string Name, RunReport Report)>();
        try
        {
            foreach (var (name, job) in jobs)
            {
                reports.Add((name, await new RunCommand(choice with { Job = job }, each, talk).RunToReportAsync()));
                if (reports[^1].Report.ExitCode is ExitCode.Interrupted or ExitCode.Terminated)
                {
                    break;
                }
            }
        }
        finally
        {
            WriteReport(reports);
        }

        return reports.Select(report => report.Report.ExitCode).FirstOrDefault(code => code != ExitCode.Complete);
    }

    private void WriteReport(List<(string Name, RunReport Report)> reports)
    {
        if (set.Logs is not { } logs || reports.Count == 0)
        {
            return;
        }

        var now = talk.Terminal.Time.GetUtcNow();
        var path = Path.Combine(Path.GetFullPath(logs, talk.Terminal.Directory), PopulationReport.FileName(now));
        try
        {
            AtomicFile.Write(path, PopulationReport.Text(reports, run, now));
            talk.Note($"report {Wording.FilePath(path, talk.Terminal.Directory)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            talk.Warn($"{PlainText.Of(path, 300)} could not be written: {PlainText.Of(e.Message, 300)}");
        }
    }

    private async Task<int> PlanAsync(ImmutableArray<(string Name, string Job)> jobs, RunChoice each)
    {
        var units = new List<(string Name, long Units)>();
        foreach (var (name, job) in jobs)
        {
            var (loaded, outlook, _) = await PlanVerb.OutlookAsync(choice with { Job = job }, each, talk, null);
            PlanVerb.Show(loaded, outlook, talk);
            units.Add((name, outlook.ToRun));
        }

        if (!talk.IsJson && set.Pace is { } pace)
        {
            PaceTable.Lines(units, pace).ToList().ForEach(talk.Terminal.Line);
        }

        return ExitCode.Complete;
    }
}
