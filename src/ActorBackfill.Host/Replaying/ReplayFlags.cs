using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Faults;

namespace ActorBackfill.Host.Replaying;

/// <summary>The flags that say how a replay server behaves.</summary>
internal sealed class ReplayFlags
{
    private readonly Option<long?> _port = new("--port")
    {
        Description = "TCP port on 127.0.0.1; 0 takes a free one [default: 0]",
        HelpName = "N",
        CustomParser = FlagParsers.Number(0, 65_535),
    };

    private readonly Option<TimeSpan?> _latency = new("--latency")
    {
        Description = "What every answer waits: 2s, 150ms",
        HelpName = "TIME",
        CustomParser = FlagParsers.Duration,
    };

    private readonly Option<ServerRate?> _rate = new("--server-rate")
    {
        Description = "Requests above it get 429 and Retry-After: 20/s, 600/min",
        HelpName = "RATE",
        CustomParser = result =>
        {
            var rate = ServerRate.Parse(result.Tokens[0].Value);
            if (rate is null)
            {
                result.AddError($"--server-rate {result.Tokens[0].Value}: is not a rate, such as 20/s or 600/min");
            }

            return rate;
        },
    };

    private readonly Option<RateChange[]> _changes = new("--rate-after")
    {
        Description = "Another --server-rate from so long after the first request on: 60s=10/s; repeatable",
        HelpName = "TIME=RATE",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var changes = new List<RateChange>();
            foreach (var token in result.Tokens)
            {
                if (RateChange.Parse(token.Value) is { } change)
                {
                    changes.Add(change);
                }
                else
                {
                    result.AddError($"--rate-after {token.Value}: is not a time and a rate, such as 60s=10/s");
                }
            }

            return [.. changes];
        },
    };

    private readonly Option<FaultRule[]> _faults = new("--fault")
    {
        Description = "A fault and how often: 500=0.1, truncate=0.05,/path; repeatable",
        HelpName = "KIND=RATE[,PATH]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var rules = new List<FaultRule>();
            foreach (var token in result.Tokens)
            {
                if (FaultRule.Parse(token.Value, out var error) is { } rule)
                {
                    rules.Add(rule);
                }
                else
                {
                    result.AddError($"--fault {token.Value}: {error}");
                }
            }

            return [.. rules];
        },
    };

    private readonly Option<string?> _log = new("--access-log") { Description = "A file that gets one JSON line a request", HelpName = "FILE" };

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_port, _latency, _rate, _changes, _faults, _log])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads the flags.</summary>
    public ReplayOptions Read(ParseResult parse) => new()
    {
        Port = (int)(parse.GetValue(_port) ?? 0),
        Latency = parse.GetValue(_latency) ?? TimeSpan.Zero,
        ServerRate = parse.GetValue(_rate),
        RateChanges = [.. parse.GetValue(_changes) ?? []],
        Faults = [.. parse.GetValue(_faults) ?? []],
        AccessLog = parse.GetValue(_log),
    };
}
