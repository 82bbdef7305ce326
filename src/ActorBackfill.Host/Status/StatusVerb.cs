using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Gates;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Status;

/// <summary><c>backfill status JOB</c>: how far a job is, from its run or its journal; works while a run goes on, and writes nothing.</summary>
internal static class StatusVerb
{
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(1);

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("status", "Show how far a job is, also while it runs; or the dates that the tables of a gate file have");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        var watch = new Option<bool>("--watch") { Description = "Show it again every second until no run goes on" };
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "Show how far it was then, by its journal: 2024-02-29T06:00Z, or '2h ago'",
            HelpName = "TIME",
            CustomParser = InstantFlag.Parser(terminal.Time),
        };
        command.Options.Add(watch);
        command.Options.Add(at);
        command.Validators.Add(result =>
        {
            if (result.GetResult(at) is not null && result.GetResult(watch) is not null)
            {
                result.AddError("--at and --watch exclude each other: what was does not change");
            }
        });
        command.SetAction((parse, _) => parse.GetValue(watch)
            ? WatchAsync(job.Read(parse), talk.Read(parse, terminal))
            : ShowAsync(job.Read(parse), parse.GetValue(at), talk.Read(parse, terminal)));
        return command;
    }

    private static async Task<int> ShowAsync(JobChoice choice, DateTimeOffset? at, Talk talk)
    {
        if (GateFile.Find(choice.Job) is { } gate)
        {
            if (at is not null)
            {
                throw new CommandException(ExitCode.Usage, "no-journal", "a gate file has no journal that could tell of an earlier time", "Leave --at out, or name a job.");
            }

            return ShowTables(TableDates.Of(GateFile.Load(gate, choice), talk.Terminal.Directory), talk);
        }

        var job = LoadedJob.Load(choice, talk);
        var status = at is { } then ? JobStatus.OfEarlier(job, then) : await JobStatus.OfAsync(job, talk.Terminal.Time, detail: talk.IsJson);
        if (talk.IsJson)
        {
            talk.Terminal.Line(StatusDocument.Json(status));
        }
        else
        {
            StatusDocument.Write(status, talk.Terminal);
        }

        return 0;
    }

    private static int ShowTables(TableDates tables, Talk talk)
    {
        if (talk.IsJson)
        {
            talk.Terminal.Line(tables.Json());
        }
        else
        {
            tables.Write(talk.Terminal);
        }

        return 0;
    }

    // With --json one document a line, for programs that follow it.
    private static async Task<int> WatchAsync(JobChoice choice, Talk talk)
    {
        using var timer = new PeriodicTimer(WatchPause, talk.Terminal.Time);
        while (true)
        {
            var status = await JobStatus.OfAsync(LoadedJob.Load(choice, talk), talk.Terminal.Time, detail: talk.IsJson);
            if (talk.IsJson)
            {
                talk.Terminal.Line(StatusDocument.JsonLine(status));
            }
            else
            {
                StatusDocument.Write(status, talk.Terminal);
                talk.Terminal.Line();
            }

            await talk.Terminal.Out.FlushAsync();
            if (status.Holder is null)
            {
                return 0;
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
