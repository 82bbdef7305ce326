using System.CommandLine;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Explaining;

/// <summary><c>backfill eta backtest RUN</c>: how often the interval for the end of a run was right.</summary>
internal static class EtaVerb
{
    private const int LeastUnits = 10;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var eta = new Command("eta", "Look at what was said about the end of a run");
        var backtest = new Command("backtest", "Replay a finished run and count how often the interval for its end was right; JOB may name a run: JOB/3");
        var points = new Option<long?>("--points")
        {
            Description = "Instants of the run to look at, 1 to 1000 [default: 40]",
            HelpName = "N",
            CustomParser = FlagParsers.Number(1, 1_000),
        };
        var (job, talk) = (new JobFlags().AddTo(backtest), new TalkFlags().AddTo(backtest));
        backtest.Options.Add(points);
        backtest.SetAction(parse => Backtest(job.Read(parse), (int)(parse.GetValue(points) ?? 40), talk.Read(parse, terminal)));
        eta.Subcommands.Add(backtest);
        return eta;
    }

    private static int Backtest(JobChoice choice, int points, Talk talk)
    {
        var name = RunName.Of(choice, talk.Terminal.Directory);
        var job = LoadedJob.Load(name.Job, talk);
        var history = RunHistory.Read(job, name);
        if (history.Ended?.End != RunEnd.Finished)
        {
            throw new CommandException(
                ExitCode.Usage, "run-not-finished",
                $"run {job.Definition.Name}/{history.Started.Run} did not finish: when it would have, nobody knows", "Name another run: JOB/N.");
        }

        if (history.Units.Length < LeastUnits)
        {
            throw new CommandException(
                ExitCode.Usage, "run-too-short",
                $"run {job.Definition.Name}/{history.Started.Run} ended {Wording.Count(history.Units.Length, "unit")}; a backtest needs {LeastUnits}", null);
        }

        var report = SavedReport.Read(job.Paths, history.Started.Run);
        var backtest = EtaBacktest.Of(history.AsPast(job, report?.Workers, report?.Requests), points);
        BacktestDocument.Write(job.Definition.Name, history, backtest, talk);
        return ExitCode.Complete;
    }
}
