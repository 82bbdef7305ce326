using System.Security.Cryptography;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Exports;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Hooks;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Listening;
using ActorBackfill.Host.Logs;
using ActorBackfill.Host.Planning;
using ActorBackfill.Host.Progress;
using ActorBackfill.Host.Readiness;
using ActorBackfill.Host.Reports;
using ActorBackfill.Host.Signals;
using ActorBackfill.Host.Telemetry;
using ActorBackfill.Host.Telling;

namespace ActorBackfill.Host.Running;

/// <summary>One run of a job, from its file to its summary.</summary>
/// <param name="choice">Which job.</param>
/// <param name="run">How it runs.</param>
/// <param name="talk">Who is told.</param>
/// <param name="work">What it does with its units; null means what the job's file says.</param>
/// <param name="observer">What measures it; null means what the environment says.</param>
/// <param name="controls">Commands of whoever begins it in this process; null when there are none.</param>
internal sealed class RunCommand(JobChoice choice, RunChoice run, Talk talk, IRunWork? work = null, RunObserver? observer = null, RunControls? controls = null)
{
    private readonly IRunWork _work = work ?? OwnWork.Instance;
    private readonly Terminal _terminal = talk.Terminal;
    private bool _tellsStalls;

    /// <summary>Runs the job and writes its summary.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        if (run.IsDryRun)
        {
            return await PlanVerb.ShowAsync(choice, run, talk);
        }

        var report = await RunToReportAsync();
        return run.FailedUnitsAreFine && report.ExitCode == ExitCode.UnitsFailed ? ExitCode.Complete : report.ExitCode;
    }

    /// <summary>Runs the job, writes its summary and tells its hooks.</summary>
    /// <returns>How it went.</returns>
    /// <exception cref="CommandException">It did not begin.</exception>
    public async Task<RunReport> RunToReportAsync()
    {
        // Before anything that takes time: the first line is there within 300 ms of a cold start.
        talk.Note($"backfill {VersionVerb.Version}: {PlainText.Of(choice.Job)}");
        _tellsStalls = !run.WithoutHooks;
        var report = await ExecuteAsync();
        Write(report);
        if (!run.WithoutHooks)
        {
            await RunHooks.RunAsync(report.Hooks, report, talk);
        }

        return report;
    }

    /// <summary>Runs the job.</summary>
    /// <returns>How it went.</returns>
    /// <exception cref="CommandException">It did not begin.</exception>
    public async Task<RunReport> ExecuteAsync()
    {
        var stop = new StopRequest(_terminal, run.Grace);
        var asked = new StatusRequest();
        using var signals = new SignalWatch(stop, asked);
        using var hardStop = new HardStop(stop, _terminal.Time);
        return await ExecuteAsync(stop, asked, null);
    }

    /// <summary>Runs the job as one of several in this process: signals are for whoever began them.</summary>
    /// <param name="stop">Ends it.</param>
    /// <param name="asked">Whether somebody wants to know how far it is.</param>
    /// <param name="show">Who watches; null means as the flags say.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="CommandException">It did not begin.</exception>
    public async Task<RunReport> ExecuteAsync(StopRequest stop, StatusRequest asked, IShowProgress? show)
    {
        var started = _terminal.Time.GetTimestamp();

        // Everything that can be wrong with what was typed comes before the first thing that is written.
        var named = await EntityLists.ReadAsync(LoadedJob.Load(choice, talk, run), run, talk, CancellationToken.None);
        var job = _work.Prepare(named);
        job.PlanWith(JournalView.Empty());
        _ = ExistingChoice.Of(job.Definition, run.Units.SkipsExisting);
        await using var source = _work.Source(job.Definition, _terminal);
        await RunChecks.OfSourceAsync(source, CancellationToken.None);
        RunChecks.BeforeAnythingIsWritten(job, JournalReader.Read(job), run, talk);

        await using var pages = await RunDashboard.StartAsync(run.Dashboard, choice, talk);
        var readiness = JournalReadiness.Open(job, choice, talk);
        using var budget = JobParts.Budget(job.Definition, _terminal);
        using var opened = OpenedJob.Open(job, run, _terminal.Time);
        var files = RunFiles.Create(job.Paths, opened.Journal.State.Run + 1);
        files.WriteStamp(RunStamp.Now(job.Definition.Workers, run.Arguments));
        talk.Note(Banner.Of(job, opened, run, talk));
        foreach (var line in HeaderText.Of(job.Definition.Header, job.PlanWith(opened.Journal), job.Definition.Workers))
        {
            talk.Note(line);
        }

        var settings = Settings(job) with { Code = JobCode.Of(named) };
        var folder = run.CheckpointDirectory is { } given ? Path.GetFullPath(given, _terminal.Directory) : null;
        var entities = folder is null ? null : EntityExport.TryOpen(folder, job.Definition);
        var export = folder is null || entities is not null ? null : CheckpointExport.Open(folder, job.Definition, opened.Sink.Ledger);
        var shown = show ?? ProgressStyles.Create(run.Progress, job.Definition.Progress, talk);
        await using var stalls = _tellsStalls && !job.Definition.Hooks.OnStall.IsEmpty ? new StallHooks(job.Definition.Name, job.Definition.Hooks, job.Paths, shown, talk) : null;
        shown = stalls ?? shown;
        var ports = new RunPorts(source, opened.Sink, _work.Processor(job), _terminal.Time) { Budget = budget, Readiness = readiness, InFlight = opened.InFlight };
        await using var telemetry = observer is null ? RunTelemetry.StartWhereSent(talk) : null;
        using var own = telemetry?.Observe(job.Definition.Name);
        var watch = observer ?? own;
        watch?.WritesTo(job.Paths.Journal);
        var listeners = RunListeners.Of(job.Definition, run, export, entities, watch?.Listener, talk);
        await using var log = RunLog.Create(LogFile(job, files), talk, watch?.Log);
        RunDashboard.Announce(pages, choice, talk, log);
        var result = await new RunSession(job, watch?.Around(ports) ?? ports, settings, stop, asked, watch?.Around(shown) ?? shown, listeners, controls).RunAsync(log);
        watch?.End(result, settings.RunId);
        return Report(job, result, settings, stop, files, _terminal.Time.GetElapsedTime(started));
    }

    private string LogFile(LoadedJob job, RunFiles files) => run switch
    {
        { LogFile: { } file } => Path.GetFullPath(file, _terminal.Directory),
        { LogDirectory: { } folder } => Path.Combine(Path.GetFullPath(folder, _terminal.Directory), RunListeners.LogName(job.Definition, _terminal.Time.GetUtcNow())),
        _ => files.Log,
    };

    private RunSettings Settings(LoadedJob job) => new()
    {
        Job = ExistingChoice.Of(job.Definition, run.Units.SkipsExisting),
        IgnoresRequires = run.IgnoresRequires,
        RunId = RandomNumberGenerator.GetHexString(32, lowercase: true),
        RunsAgain = run.RunsAgain,
        ScalesItself = run.ScalesItself,
        Limit = run.Limit,
        Selection = job.Selection,
        Replans = run.Units.Replans,
        Stale = StaleUnits.Of(job, run.Units),
        AdoptsSink = run.AdoptsSink,
        Grace = run.Grace,
        Host = Environment.MachineName,
        ProcessId = Environment.ProcessId,
    };

    private RunReport Report(LoadedJob job, RunResult result, RunSettings settings, StopRequest stop, RunFiles files, TimeSpan elapsed)
    {
        var exitCode = RunExit.Of(result, stop.ExitCode);
        if (result.Refusal is not null)
        {
            throw RunExit.Refused(result, job.Paths, choice, NextCommand.Resume(run, _terminal.CommandName), _terminal.CommandName);
        }

        var isOver = exitCode == ExitCode.Complete && result.Progress.Units.Open == 0;
        var report = new RunReport
        {
            Job = job.Definition.Name,
            Result = result,
            RunId = settings.RunId,
            ExitCode = exitCode,
            Elapsed = elapsed,
            Sink = job.SinkPath,
            Journal = job.Paths.Journal,
            ReportFile = files.Report,
            Noun = job.Definition.Progress.Noun,
            Hooks = job.Definition.Hooks,
            Totals = job.Definition.Totals,
            Triage = result.Progress.Units is { Failed: 0, Quarantined: 0 } ? null : NextCommand.Failures(choice, _terminal.CommandName),
            Next = result.Progress.Units switch
            {
                _ when isOver => NextCommand.Verify(choice, _terminal.CommandName),
                // To run again would change nothing: they wait until somebody asks for them.
                { Open: 0, Failed: 0, Quarantined: > 0 } => NextCommand.RetryQuarantined(choice, _terminal.CommandName),
                _ => NextCommand.Resume(run, _terminal.CommandName),
            },
        };
        return Written(report, files);
    }

    // What was committed is no less done because the disk is full now.
    private RunReport Written(RunReport report, RunFiles files)
    {
        try
        {
            files.WriteReport(RunJson.Of(report));
            return report;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            talk.Warn($"the report could not be written: {e.Message}");
            return report with { ReportFile = null };
        }
    }

    private void Write(RunReport report)
    {
        if (run.Progress == ProgressStyle.Json)
        {
            _terminal.Line(RunJson.Line(report, _terminal.Time.GetUtcNow()));
        }
        else if (talk.IsJson)
        {
            _terminal.Line(RunJson.Of(report));
        }
        else
        {
            RunSummary.Write(report, _terminal);
        }

        // The next job of a set may take days.
        _terminal.Out.Flush();

        if (report.Result.Message is { } message && report.ExitCode is not (ExitCode.Complete or ExitCode.UnitsFailed))
        {
            ErrorPrinter.Print(new CommandException(report.ExitCode, "run-ended", message, "Go on with: " + report.Next), _terminal, talk.IsJson);
        }
    }
}
