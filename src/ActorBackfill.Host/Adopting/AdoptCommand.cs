using System.Globalization;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Exports;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Adopting;

/// <summary>
/// Takes over what another program has done: a run over the completed dates whose rows come from the sink itself. So ledger, journal and
/// hashes are what they would be had the job brought these rows, and <c>verify</c> holds for them.
/// </summary>
/// <param name="choice">Which job.</param>
/// <param name="adopt">What is taken over.</param>
/// <param name="talk">Who is told.</param>
internal sealed class AdoptCommand(JobChoice choice, AdoptChoice adopt, Talk talk)
{
    /// <summary>Takes over.</summary>
    /// <returns>The exit code: 3 when the sink has no rows of some dates; they run again with the next run.</returns>
    /// <exception cref="CommandException">File, column or range do not fit: exit 2.</exception>
    public async Task<int> RunAsync()
    {
        var job = LoadedJob.Load(choice, talk);
        var dates = CheckpointExport.DatesOf(job.Definition);
        var file = CheckpointFile.Read(Path.GetFullPath(adopt.File, talk.Terminal.Directory));
        if (file.Job is { } name && name != job.Definition.Name)
        {
            throw new CommandException(ExitCode.Usage, "other-job", $"{adopt.File} is of job {PlainText.Of(name, 100)}, not of {job.Definition.Name}");
        }

        var plan = job.PlanWith(JournalReader.Read(job));
        var keys = file.Completed.Select(d => $"{dates.Name}={d.ToString("o", CultureInfo.InvariantCulture)}").ToLookup(key => plan.IndexOf(key) >= 0);
        if (keys[false].Any())
        {
            talk.Warn($"{Wording.Count(keys[false].Count(), "date")} of {adopt.File} are not in the plan and stay aside: {string.Join(", ", keys[false].Take(5))}");
        }

        if (!keys[true].Any())
        {
            throw new CommandException(ExitCode.Usage, "nothing-to-adopt", $"{adopt.File} has no completed date of the plan");
        }

        var run = new RunChoice { WithoutHooks = true, IgnoresRequires = true, AdoptsSink = false, Progress = ProgressStyle.None };
        return await new RunCommand(choice, run, talk, new AdoptedWork([.. keys[true]], dates.Name, adopt)).RunAsync();
    }
}
