using System.CommandLine;
using System.CommandLine.Parsing;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.CommandLine;

/// <summary>The flags that say which units a run is about, and in which order.</summary>
internal sealed class UnitFlags
{
    private readonly Option<UnitFilter?> _filter = new("--filter")
    {
        Description = "Only units for which all terms hold: \"state=VIC,NSW and month>=2025-09\"",
        HelpName = "EXPR",
        CustomParser = Filter,
    };

    private readonly Option<string[]> _entities = new("--entities")
    {
        Description = "Only these values of the plan's list: a,b or a b",
        HelpName = "NAMES",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _all = new("--all") { Description = "All values of the plan's list, as without --entities" };

    private readonly Option<UnitShard?> _shard = new("--shard")
    {
        Description = "Only one of several equal parts, 2/3; a unit is always in the same one",
        HelpName = "I/N",
        CustomParser = Shard,
    };

    private readonly Option<string?> _fromGaps = new("--from-gaps") { Description = "Only the units of a gap plan, as 'gate' writes it", HelpName = "FILE" };

    private readonly Option<string?> _order = new("--order")
    {
        Description = "oldest, newest, NAME=newest or NAME=priority:COLUMN, instead of the job file's",
        HelpName = "ORDER",
    };

    private readonly Option<TimeSpan?> _olderThan = new("--older-than")
    {
        Description = "Run units again that were finished so long ago: 30d, 12h",
        HelpName = "TIME",
        CustomParser = FlagParsers.LongDuration,
    };

    private readonly Option<bool> _changedCode = new("--changed-code") { Description = "Run units again that another job file or processor finished" };
    private readonly Option<bool> _skipExisting = new("--skip-existing") { Description = "Skip units whose rows are in the sink already" };
    private readonly Option<bool> _replan = new("--replan") { Description = "Accept a plan that no longer has finished units" };
    private readonly Option<bool> _refresh = new("--refresh-lists") { Description = "Read lists of entities anew" };

    private readonly Option<long?> _maxUnits = new("--max-units")
    {
        Description = "Refuse a plan with more units [default: 10000000]",
        HelpName = "N",
        CustomParser = FlagParsers.Number(1, Plan.MaxUnits),
    };

    /// <summary>Adds all flags to a command.</summary>
    /// <param name="command">The command.</param>
    public UnitFlags AddTo(Command command)
    {
        foreach (var option in (Option[])[_filter, _entities, _all, _shard, _fromGaps, _order, _olderThan, _changedCode, _skipExisting, _replan, _refresh, _maxUnits])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(RefuseAllAndSome);
        return this;
    }

    /// <summary>Reads the flags.</summary>
    /// <param name="parse">A command line without errors.</param>
    public UnitChoice Read(ParseResult parse) => new()
    {
        Filter = parse.GetValue(_filter) ?? UnitFilter.Everything,
        Entities = [.. (parse.GetValue(_entities) ?? []).SelectMany(e => e.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)],
        Shard = parse.GetValue(_shard),
        FromGaps = parse.GetValue(_fromGaps),
        Order = parse.GetValue(_order),
        OlderThan = parse.GetValue(_olderThan),
        ChangedCode = parse.GetValue(_changedCode),
        SkipsExisting = parse.GetValue(_skipExisting),
        Replans = parse.GetValue(_replan),
        RefreshesLists = parse.GetValue(_refresh),
        MaxUnits = parse.GetValue(_maxUnits) ?? UnitChoice.DefaultMaxUnits,
    };

    private static UnitFilter? Filter(ArgumentResult result)
    {
        try
        {
            return UnitFilter.Parse(result.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            result.AddError($"--filter {result.Tokens[0].Value}: {e.Message}");
            return null;
        }
    }

    private static UnitShard? Shard(ArgumentResult result)
    {
        if (UnitShard.TryParse(result.Tokens[0].Value) is { } shard)
        {
            return shard;
        }

        result.AddError($"--shard {result.Tokens[0].Value}: is not one of several parts, such as 2/3; at most {UnitShard.Most} parts");
        return null;
    }

    private void RefuseAllAndSome(CommandResult command)
    {
        if (command.GetResult(_entities) is not null && command.GetResult(_all) is not null)
        {
            command.AddError("--all and --entities are two choices; give one");
        }
    }
}
