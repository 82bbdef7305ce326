using System.CommandLine;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Listing;

/// <summary>The flags of lists of units, and the format of any list.</summary>
internal sealed class ListFlags
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000_000;

    private readonly Option<string?> _format = new("--format")
    {
        Description = "table, json, ndjson or csv [default: table; json with --json]",
        HelpName = "FORMAT",
        CustomParser = FlagParsers.Word("table", "json", "ndjson", "csv"),
        CompletionSources = { "table", "json", "ndjson", "csv" },
    };

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Only units for which all terms hold: \"state=VIC,NSW and month>=2025-09 and error=timeout\"",
        HelpName = "EXPR",
    };

    private readonly Option<string[]> _outcome = new("--outcome")
    {
        Description = "Only these: done, empty, skipped, failed, quarantined, open; several with commas",
        HelpName = "NAME",
    };

    private readonly Option<long?> _group = new("--group")
    {
        Description = "Only units of one failure group, by its number",
        HelpName = "ID",
        CustomParser = FlagParsers.Number(1, long.MaxValue),
    };

    private readonly Option<long?> _limit = new("--limit")
    {
        Description = "At most so many units [default: 100]",
        HelpName = "N",
        CustomParser = FlagParsers.Number(1, MaxLimit),
    };

    private readonly Option<string?> _after = new("--after") { Description = "Go on after this unit: the last one of the page before", HelpName = "KEY" };

    /// <summary>Adds all flags to a command.</summary>
    /// <param name="command">The command.</param>
    public ListFlags AddTo(Command command)
    {
        foreach (var option in (Option[])[_filter, _outcome, _group, _limit, _after, _format])
        {
            command.Options.Add(option);
        }

        return this;
    }

    /// <summary>Adds the format alone.</summary>
    /// <param name="command">The command.</param>
    public ListFlags AddFormatTo(Command command)
    {
        command.Options.Add(_format);
        return this;
    }

    /// <summary>Reads the format.</summary>
    /// <param name="parse">A command line without errors.</param>
    /// <param name="talk">Whether JSON was asked for anyway.</param>
    public string Format(ParseResult parse, Talk talk) => parse.GetValue(_format) ?? (talk.IsJson ? "json" : "table");

    /// <summary>Reads the most units to show.</summary>
    /// <param name="parse">A command line without errors.</param>
    public int Limit(ParseResult parse) => (int)(parse.GetValue(_limit) ?? DefaultLimit);

    /// <summary>Reads which units.</summary>
    /// <param name="parse">A command line without errors.</param>
    /// <exception cref="CommandException">A filter or a state is none: exit 2.</exception>
    public UnitQuery Query(ParseResult parse) => new()
    {
        Filter = Filter(parse.GetValue(_filter)),
        States = [.. (parse.GetValue(_outcome) ?? []).SelectMany(o => o.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(State)],
        Group = parse.GetValue(_group),
        After = parse.GetValue(_after),
    };

    /// <summary>Reads a filter.</summary>
    /// <param name="text">As typed; null is everything.</param>
    /// <exception cref="CommandException">It is none: exit 2.</exception>
    public static UnitFilter Filter(string? text)
    {
        try
        {
            return UnitFilter.Parse(text ?? "");
        }
        catch (FormatException e)
        {
            throw new CommandException(ExitCode.Usage, "filter", $"--filter: {e.Message}", inner: e);
        }
    }

    private static string State(string name) => UnitState.All.Contains(name, StringComparer.Ordinal)
        ? name
        : throw new CommandException(ExitCode.Usage, "outcome", $"--outcome {name}: is not one of {string.Join(", ", UnitState.All)}");
}
