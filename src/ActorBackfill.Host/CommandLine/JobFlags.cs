using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.CommandLine;

/// <summary>The flags that say which job, shared by all commands about a job.</summary>
internal sealed class JobFlags
{
    private readonly Argument<string> _job = new("JOB") { Description = "A job file, or the name of one in HOCON/jobs", HelpName = "JOB" };

    private readonly Option<string?> _start = new("--start-date")
    {
        Description = "First day, included: 2024-02-29, or a month 2024-02",
        HelpName = "DATE",
        CustomParser = FlagParsers.Day,
    };

    private readonly Option<string?> _end = new("--end-date")
    {
        Description = "Last day, included; bounds move outward to whole steps",
        HelpName = "DATE",
        CustomParser = FlagParsers.Day,
    };

    private readonly Option<string?> _last = new("--last") { Description = "The days that end with today: 90d, 12 weeks, 3 months", HelpName = "TIME" };

    private readonly Option<string?> _month = new("--month")
    {
        Description = "One month, 2024-02",
        HelpName = "MONTH",
        CustomParser = FlagParsers.Month,
    };

    private readonly Option<string?> _analysisDate = new("--analysis-date")
    {
        Description = "One day, 2024-02-29",
        HelpName = "DATE",
        CustomParser = FlagParsers.Day,
    };

    private readonly Option<string?> _sink = new("--sink") { Description = "The sink, instead of the job file's: a SQLite file or postgres://...", HelpName = "SINK" };

    private readonly Option<string> _state = new("--state")
    {
        Description = "Where journals and reports are kept",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".backfill",
    };

    private readonly Option<string[]> _overlays = new("--set")
    {
        Description = "A setting laid over the job file; repeatable",
        HelpName = "KEY=VALUE",
        CustomParser = FlagParsers.Overlays,
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Creates the flags.</summary>
    public JobFlags()
    {
        _job.Validators.Add(RefuseFlag);
        _job.CompletionSources.Add(_ => JobFinder.Names(JobFolders.Default()).Select(name => new CompletionItem(name)));
    }

    /// <summary>Adds the flags to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withState">Whether it looks at journal or sink.</param>
    public JobFlags AddTo(Command command, bool withState = true)
    {
        command.Arguments.Add(_job);
        command.Options.Add(_start);
        command.Options.Add(_end);
        command.Options.Add(_last);
        command.Options.Add(_month);
        command.Options.Add(_analysisDate);
        command.Validators.Add(RefuseTwoRanges);
        command.Options.Add(_overlays);
        command.Options.Add(_sink);
        if (withState)
        {
            command.Options.Add(_state);
        }

        return this;
    }

    /// <summary>Reads the flags.</summary>
    /// <param name="parse">A command line without errors.</param>
    public JobChoice Read(ParseResult parse) => new(
        parse.GetValue(_job)!,
        parse.GetValue(_start) ?? parse.GetValue(_month) ?? parse.GetValue(_analysisDate),
        parse.GetValue(_end) ?? parse.GetValue(_month) ?? parse.GetValue(_analysisDate),
        parse.GetValue(_sink),
        parse.GetValue(_state) ?? ".backfill",
        [.. parse.GetValue(_overlays) ?? []])
    {
        Last = parse.GetValue(_last),
    };

    // --start-date and --end-date make one range together; each of the others is a whole one.
    private void RefuseTwoRanges(CommandResult command)
    {
        string?[] given =
        [
            command.GetResult(_start) is null && command.GetResult(_end) is null ? null : command.GetResult(_start) is null ? _end.Name : _start.Name,
            .. ((Option[])[_last, _month, _analysisDate]).Where(o => command.GetResult(o) is not null).Select(o => o.Name),
        ];
        if (given.OfType<string>().ToList() is [var first, var second, ..])
        {
            command.AddError($"{first} and {second} are two ranges; give one");
        }
    }

    // A mistyped flag before the job would be taken for the job.
    private static void RefuseFlag(ArgumentResult job)
    {
        if (job.Tokens is [{ Value: ['-', ..] and var typed }] && !File.Exists(typed))
        {
            var flag = typed.Split('=')[0];
            var known = (job.Parent as CommandResult)?.Command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)) ?? [];
            job.AddError($"there is no flag {flag}{(DidYouMean.Of(flag, known.Where(n => n.Length > 2)) is { } meant ? $"; did you mean {meant}?" : "")}");
        }
    }
}
