using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ActorBackfill.Host.Verifying.Equivalence;

/// <summary>The flags of a proof.</summary>
internal sealed class EquivalenceFlags
{
    // As for a run: more workers than a machine has use for.
    private const int MostWorkers = 1024;

    // Each is a whole run of the partition.
    private const int MostRuns = 8;

    private readonly Option<int[]> _workers = new("--workers")
    {
        Description = "Numbers of workers to compare, the first is the reference [default: 1,10]",
        HelpName = "N,M",
        CustomParser = Numbers,
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _keep = new("--keep") { Description = "Keep the scratch sinks and journals, and say where they are" };

    /// <summary>Adds the flags to a command.</summary>
    /// <param name="command">The command.</param>
    public EquivalenceFlags AddTo(Command command)
    {
        command.Options.Add(_workers);
        command.Options.Add(_keep);
        return this;
    }

    /// <summary>Reads the flags.</summary>
    /// <param name="parse">A command line without errors.</param>
    public EquivalenceChoice Read(ParseResult parse) =>
        new([.. parse.GetValue(_workers) is { Length: > 0 } workers ? workers : [1, 10]], parse.GetValue(_keep));

    private static int[]? Numbers(ArgumentResult result)
    {
        var numbers = new List<int>();
        foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostWorkers)
            {
                result.AddError($"--workers {text}: is not a number of workers from 1 to {MostWorkers}; several with commas, such as 1,10");
                return null;
            }

            numbers.Add(number);
        }

        if (numbers.Count is < 2 or > MostRuns)
        {
            result.AddError($"--workers {string.Join(',', numbers)}: a comparison needs 2 to {MostRuns} numbers, such as 1,10");
            return null;
        }

        return [.. numbers];
    }
}
