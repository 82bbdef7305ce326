using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ActorBackfill.Host.CommandLine;

/// <summary>Puts examples below what <c>--help</c> says of a command.</summary>
/// <param name="help">Writes the rest.</param>
internal sealed class HelpExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    private static readonly ImmutableArray<string> OfRun =
    [
        "run team-defense --start-date 2021-11-15 --end-date 2021-11-21 --workers 4",
        "run team-defense --last 7d --no-resume --yes",
        "run HOCON/sets/uk-statistics.conf --all --limit 5 --dry-run",
        "run HOCON/sets/uk-statistics.conf --entities jockeys owners --resume",
        "run HOCON/sets/uk-statistics.conf --all --skip-existing",
        "run HOCON/chains/basketball.conf",
    ];

    /// <inheritdoc/>
    public override bool ClearsParseErrors => help.ClearsParseErrors;

    /// <summary>Adds the examples to the help of all commands.</summary>
    /// <param name="root">The commands.</param>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpExamples((SynchronousCommandLineAction)option.Action!);
    }

    /// <summary>Gets the examples of a command, each a command line without the program's name.</summary>
    /// <param name="command">The command's name.</param>
    public static ImmutableArray<string> Of(string command) => command == "run" ? OfRun : [];

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var exit = help.Invoke(parseResult);
        var examples = Of(parseResult.CommandResult.Command.Name);
        if (!examples.IsEmpty)
        {
            var (output, program) = (parseResult.InvocationConfiguration.Output, parseResult.RootCommandResult.Command.Name);
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {program} {example}");
            }

            output.WriteLine();
        }

        return exit;
    }
}
