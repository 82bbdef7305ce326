using System.CommandLine;
using System.CommandLine.Parsing;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Host.CommandLine;

/// <summary>The flags that say how failures are borne. Each is a setting of the job file, for this run.</summary>
internal sealed class FailureFlags
{
    private readonly Option<long?> _maxAttempts = new("--max-attempts")
    {
        Description = "Attempts of a unit, the first included, 1 to 100, instead of the job file's",
        HelpName = "N",
        CustomParser = FlagParsers.Number(1, 100),
    };

    private readonly Option<TimeSpan?> _unitTimeout = new("--unit-timeout")
    {
        Description = "How long one attempt at a unit may take, instead of the job file's",
        HelpName = "TIME",
        CustomParser = FlagParsers.Duration,
    };

    private readonly Option<string?> _maxFailures = new("--max-failures")
    {
        Description = "Stop with exit 4 when more units fail: 10, or 2% of those that ended",
        HelpName = "N|P%",
        CustomParser = Failures,
    };

    private readonly Option<string?> _halt = new("--halt")
    {
        Description = "What a rule that stops the run does to units in flight: never (no rule stops it), soon or now [default: soon]",
        HelpName = "HOW",
        CustomParser = FlagParsers.Word("never", "soon", "now"),
        CompletionSources = { "never", "soon", "now" },
    };

    private readonly Option<TimeSpan?> _giveUp = new("--give-up")
    {
        Description = "How long the source may fail everything before the run ends [default: 10m]",
        HelpName = "TIME",
        CustomParser = FlagParsers.Duration,
    };

    private readonly Option<bool> _zero = new("--exit-zero-on-failed-units") { Description = "Exit 0 where failed units would make it 3" };

    /// <summary>Adds the flags to a command.</summary>
    public FailureFlags AddTo(Command command)
    {
        foreach (var option in (Option[])[_maxAttempts, _unitTimeout, _maxFailures, _halt, _giveUp, _zero])
        {
            command.Options.Add(option);
        }

        return this;
    }

    /// <summary>Lays the flags over a choice.</summary>
    public RunChoice Read(ParseResult parse, RunChoice choice) => choice with
    {
        Overlays =
        [
            .. Overlay("retry.max-attempts", parse.GetValue(_maxAttempts)),
            .. Overlay("retry.attempt-timeout", Milliseconds(parse.GetValue(_unitTimeout))),
            .. Overlay("halt.max-failures", parse.GetValue(_maxFailures)),
            .. Overlay("halt.mode", parse.GetValue(_halt)),
            .. Overlay("halt.give-up", Milliseconds(parse.GetValue(_giveUp))),
        ],
        FailedUnitsAreFine = parse.GetValue(_zero),
    };

    private static IEnumerable<string> Overlay(string key, object? value) => value is null ? [] : [FormattableString.Invariant($"{key}={value}")];

    private static string? Milliseconds(TimeSpan? time) => time is { } span ? FormattableString.Invariant($"{span.TotalMilliseconds:0}ms") : null;

    private static string? Failures(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (FailureLimit.Parse(text) is null)
        {
            result.AddError($"--max-failures {text}: is neither a whole number nor a percentage, such as 10 or 2.5%");
            return null;
        }

        return text;
    }
}
