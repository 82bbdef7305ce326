using System.CommandLine;

namespace ActorBackfill.Host.CommandLine;

/// <summary><c>backfill JOB</c> is <c>backfill run JOB</c>; verbs are reserved names.</summary>
internal static class DefaultVerb
{
    /// <summary>Gets the command line with its verb.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="args">As typed.</param>
    public static IReadOnlyList<string> Insert(RootCommand root, IReadOnlyList<string> args)
    {
        if (args.Count == 0 || args[0].StartsWith('-') || args[0].StartsWith('[') || root.Subcommands.Any(c => c.Name == args[0]))
        {
            return args;
        }

        // A word near a verb is a mistyped verb, unless a job of that name could be meant.
        var couldBeJob = args[0].Contains('.', StringComparison.Ordinal) || args[0].Contains('/', StringComparison.Ordinal);
        return couldBeJob || DidYouMean.Of(args[0], root.Subcommands.Select(c => c.Name)) is null ? ["run", .. args] : args;
    }
}
