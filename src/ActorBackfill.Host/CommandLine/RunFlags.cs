using System.CommandLine;
using System.CommandLine.Parsing;
using ActorBackfill.Host.Dashboards;

namespace ActorBackfill.Host.CommandLine;

/// <summary>The flags that say how a run goes.</summary>
internal sealed class RunFlags
{
    private readonly Option<WorkersChoice?> _workers = new("--workers")
    {
        Description = "Units at a time, 1 to 1024, instead of the job file's; auto: as many as the source's limit can feed",
        HelpName = "N|auto",
        CustomParser = FlagParsers.Workers,
    };

    private readonly Option<RateChoice?> _rate = new("--rate")
    {
        Description = "Requests of the source, instead of the job file's: 2/s, 100/min",
        HelpName = "RATE",
        CustomParser = FlagParsers.Rate,
    };

    private readonly Option<bool> _serial = new("--serial", "--no-parallel") { Description = "One unit at a time" };
    private readonly Option<bool> _parallel = new("--parallel") { Description = "Runs are parallel unless --serial; wins over BACKFILL__RUN__PARALLEL=false", Hidden = true };

    private readonly Option<long?> _limit = new("--limit")
    {
        Description = "Run only the first N units that are left",
        HelpName = "N",
        CustomParser = FlagParsers.Number(1, long.MaxValue),
    };

    private readonly Option<bool> _dryRun = new("--dry-run", "-n") { Description = "Show the plan; nothing is written" };
    private readonly Option<bool> _noResume = new("--no-resume") { Description = "Run finished units again and replace their rows" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Accepted; a run goes on where the last one stopped unless --no-resume", Hidden = true };
    private readonly Option<bool> _takeOver = new("--takeover") { Description = "End the process that holds the job, frozen or not, and go on" };
    private readonly Option<bool> _adopt = new("--adopt-sink") { Description = "Accept another or an empty sink than the journal's" };

    private readonly Option<bool> _ignoreRequires = new("--ignore-requires") { Description = "Run units although the jobs they need are not as far" };

    private readonly Option<TimeSpan?> _grace = new("--grace")
    {
        Description = "How long units in flight may go on after a stop [default: 30s]",
        HelpName = "TIME",
        CustomParser = FlagParsers.Duration,
    };

    private readonly Option<string?> _progress = new("--progress")
    {
        Description = "auto, bar, lines, json or none [default: auto]",
        HelpName = "STYLE",
        CustomParser = FlagParsers.Word("auto", "bar", "lines", "json", "none"),
        CompletionSources = { "auto", "bar", "lines", "json", "none" },
    };

    private readonly Option<bool> _noHooks = new("--no-hooks") { Description = "Leave the job's hooks out" };
    private readonly Option<bool> _skipTrigger = new("--skip-downstream-trigger") { Description = "Accepted; the same as --no-hooks", Hidden = true };

    private readonly Option<string?> _dashboard = new("--dashboard")
    {
        Description = "Show the run in a browser while it goes on [default address: 127.0.0.1:8091]",
        HelpName = "ADDRESS",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _logFile = new("--log-file") { Description = "The log's file, instead of the one in the run's directory", HelpName = "FILE" };

    private readonly Option<string?> _logDir = new("--log-dir") { Description = "A log with a line for every unit that succeeded: DIR/{job}_parallel_{time}.log", HelpName = "DIR" };
    private readonly Option<string?> _checkpointDir = new("--checkpoint-dir") { Description = "Keep DIR/{job}_{start}_{end}.json at what is completed and failed", HelpName = "DIR" };

    private readonly UnitFlags _units = new();
    private readonly FailureFlags _failures = new();

    /// <summary>Adds the flags to a command.</summary>
    /// <param name="command">The command.</param>
    public RunFlags AddTo(Command command)
    {
        foreach (var option in (Option[])[_workers, _rate, _serial, _parallel, _limit, _dryRun, _noResume, _resume, _takeOver, _adopt, _ignoreRequires, _grace, _progress, _noHooks, _skipTrigger, _dashboard, _logFile, _logDir, _checkpointDir])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(_resume) is not null && parsed.GetResult(_noResume) is not null)
            {
                parsed.AddError("--resume and --no-resume are two choices; give one");
            }
        });
        _dashboard.Validators.Add(result =>
        {
            if (RunDashboard.Parse(AddressOf(result)) is null)
            {
                result.AddError($"--dashboard {AddressOf(result)}: is no address of this machine, such as 127.0.0.1:8091 or :0; others are for 'backfill dashboard --address'");
            }
        });
        _ = _units.AddTo(command);
        _failures.AddTo(command);
        return this;
    }

    /// <summary>Adds the flags that change a plan, and none of the others.</summary>
    /// <param name="command">The command.</param>
    public RunFlags AddPlanFlagsTo(Command command)
    {
        foreach (var option in (Option[])[_workers, _rate, _serial, _limit, _noResume])
        {
            command.Options.Add(option);
        }

        _ = _units.AddTo(command);
        return this;
    }

    /// <summary>Adds the flags of a run whose units another command finds.</summary>
    /// <param name="command">The command.</param>
    public RunFlags AddHealFlagsTo(Command command)
    {
        foreach (var option in (Option[])[_workers, _serial, _parallel, _dryRun, _grace, _progress, _noHooks, _logFile])
        {
            command.Options.Add(option);
        }

        return this;
    }

    /// <summary>Adds the flags that choose units, and none of the others.</summary>
    /// <param name="command">The command.</param>
    public RunFlags AddPartitionFlagsTo(Command command)
    {
        command.Options.Add(_limit);
        _ = _units.AddTo(command);
        return this;
    }

    /// <summary>Reads the flags.</summary>
    /// <param name="parse">A command line without errors.</param>
    /// <param name="mustResume">Whether it is an error when there is nothing to resume.</param>
    public RunChoice Read(ParseResult parse, bool mustResume = false) => _failures.Read(parse, new()
    {
        Workers = parse.GetValue(_workers)?.Count,
        ScalesItself = parse.GetValue(_workers) is { Count: null },
        RequestsPerSecond = parse.GetValue(_rate)?.PerSecond,
        IsSerial = parse.GetValue(_serial),
        IsParallel = parse.GetValue(_parallel),
        Limit = parse.GetValue(_limit),
        Units = _units.Read(parse),
        IsDryRun = parse.GetValue(_dryRun),
        RunsAgain = parse.GetValue(_noResume),
        MustResume = mustResume,
        IgnoresRequires = parse.GetValue(_ignoreRequires),
        TakesOver = parse.GetValue(_takeOver),
        AdoptsSink = parse.GetValue(_adopt),
        Grace = parse.GetValue(_grace) ?? TimeSpan.FromSeconds(30),
        Progress = Enum.Parse<ProgressStyle>(parse.GetValue(_progress) ?? "auto", ignoreCase: true),
        WithoutHooks = parse.GetValue(_noHooks) || parse.GetValue(_skipTrigger),
        Dashboard = parse.GetResult(_dashboard) is { } dashboard ? RunDashboard.Parse(AddressOf(dashboard)) : null,
        LogFile = parse.GetValue(_logFile),
        LogDirectory = parse.GetValue(_logDir),
        CheckpointDirectory = parse.GetValue(_checkpointDir),
        Arguments = [.. parse.Tokens.Select(t => t.Value)],
    });

    private static string AddressOf(OptionResult dashboard) => dashboard.Tokens is [var token, ..] ? token.Value : "";
}
