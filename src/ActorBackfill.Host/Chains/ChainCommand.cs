using ActorBackfill.Hocon;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Hooks;
using ActorBackfill.Host.Planning;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Chains;

/// <summary>
/// Runs the jobs of a chain in their order. Each is a normal run with a journal of its own: to run the chain again is to go on, wherever it
/// stopped. A job whose predecessors are not through their gates is not begun; the others are.
/// </summary>
/// <param name="path">The chain's file.</param>
/// <param name="choice">What was typed about the jobs: range, sink, state; its settings are laid over the chain's file.</param>
/// <param name="run">How each job runs.</param>
/// <param name="talk">Who is told.</param>
internal sealed class ChainCommand(string path, JobChoice choice, RunChoice run, Talk talk)
{
    private readonly List<ChainStep> _steps = [];

    /// <summary>Runs the chain and writes what became of it.</summary>
    /// <returns>The exit code: see <see cref="ChainStep.Combined"/>.</returns>
    /// <exception cref="HoconException">The chain's file is wrong: exit 2.</exception>
    public async Task<int> RunAsync()
    {
        var started = talk.Terminal.Time.GetTimestamp();
        var chain = ChainFile.Load(path, choice.Overlays);
        if (run.IsDryRun)
        {
            return await ShowPlansAsync(chain);
        }

        foreach (var job in chain.Jobs)
        {
            if (_steps.Any(s => s.IsStopped))
            {
                break;
            }

            _steps.Add(await RunAsync(job));
            if (!talk.IsJson)
            {
                talk.Terminal.Line(ChainText.Of(_steps[^1]));
            }
        }

        var exitCode = ChainStep.Combined(_steps);
        var elapsed = talk.Terminal.Time.GetElapsedTime(started);
        talk.Terminal.Line(talk.IsJson
            ? ChainText.Json(chain, _steps, elapsed, exitCode)
            : ChainText.Total(chain, _steps, elapsed, exitCode == ExitCode.Complete ? null : NextCommand.Run(choice, talk.Terminal.CommandName)));
        return run.FailedUnitsAreFine && exitCode == ExitCode.UnitsFailed ? ExitCode.Complete : exitCode;
    }

    private async Task<ChainStep> RunAsync(ChainJob job)
    {
        var step = new ChainStep(job.Job, job.Gate, null);
        if (job.After.FirstOrDefault(after => !_steps.Single(s => s.Job == after).IsPassed) is { } closed)
        {
            return step with { WaitsFor = closed };
        }

        try
        {
            var own = Own(job);
            var report = await new RunCommand(own, run with { Arguments = NextCommand.RunArguments(own) }, talk).ExecuteAsync();
            if (!run.WithoutHooks)
            {
                await RunHooks.RunAsync(report.Hooks, report, talk);
            }

            return step with { Report = report };
        }
        catch (CommandException e)
        {
            ErrorPrinter.Print(e, talk.Terminal, talk.IsJson);
            return step with { Error = e };
        }
    }

    // A setting too: a job that reads what others wrote names the sink's path in its own source, be it a file or an address.
    private JobChoice Own(ChainJob job) => choice with
    {
        Job = job.Job,
        Overlays = [.. job.Overlays, .. choice.Sink is { } sink ? (string[])["sink.path=" + sink] : []],
    };

    private async Task<int> ShowPlansAsync(ChainDefinition chain)
    {
        foreach (var job in chain.Jobs)
        {
            await PlanVerb.ShowAsync(Own(job), run, talk);
        }

        return ExitCode.Complete;
    }
}
