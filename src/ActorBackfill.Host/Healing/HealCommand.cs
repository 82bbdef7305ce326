using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Readiness;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Healing;

/// <summary>
/// Makes rows again that were made from incomplete upstream, as soon as that is complete: exactly those, in a run that replaces them. Stopped in
/// the middle, the rest is found again.
/// </summary>
/// <param name="choice">Which job.</param>
/// <param name="run">How it runs.</param>
/// <param name="talk">Who is told.</param>
internal sealed class HealCommand(JobChoice choice, RunChoice run, Talk talk)
{
    /// <summary>Heals.</summary>
    /// <returns>The exit code of the run; 0 where there was nothing to heal.</returns>
    public async Task<int> RunAsync()
    {
        var job = LoadedJob.Load(choice, talk, run);
        var findings = new HealSearch(job, JournalReadiness.Open(job, choice, talk)).Find();
        var waiting = findings.Waiting == 0 ? "" : $"; {Wording.Count(findings.Waiting, "unit")} still wait for their upstream";
        if (findings.Units.IsEmpty)
        {
            if (talk.IsJson)
            {
                talk.Terminal.Line(JsonText.Document(json =>
                {
                    json.WriteNumber("v", 1);
                    json.WriteString("job", job.Definition.Name);
                    json.WriteNumber("healed", 0);
                    json.WriteNumber("waiting", findings.Waiting);
                }));
            }
            else
            {
                talk.Terminal.Line($"{job.Definition.Name}: nothing to heal{waiting}");
            }

            return ExitCode.Complete;
        }

        talk.Note($"{job.Definition.Name}: {Wording.Count(findings.Units.Length, "unit")} to heal{waiting}");
        return await new RunCommand(choice, run with { RunsAgain = true, IsAgreed = true, Units = run.Units with { Keys = findings.Units } }, talk).RunAsync();
    }
}
