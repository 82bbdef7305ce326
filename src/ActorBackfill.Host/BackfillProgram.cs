using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host;

/// <summary>The program: a command line in, an exit code out.</summary>
public static class BackfillProgram
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="terminal">The streams.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal)
    {
        try
        {
            return await InvokeAsync(CommandTree.Create(terminal), args, terminal);
        }
#pragma warning disable CA1031 // The one place where every exception ends: as a message and an exit code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var error = KnownErrors.Of(e, terminal);
            ErrorPrinter.Print(error, terminal, args.Contains(TalkFlags.JsonFlag, StringComparer.Ordinal));
            return error.ExitCode;
        }
        finally
        {
            await terminal.Out.FlushAsync();
            if (terminal.OutFailure() is { } reason)
            {
                terminal.Note($"{Path.GetFileName(terminal.CommandName)}: the result could not be written: {reason}");
            }
        }
    }

    private static Task<int> InvokeAsync(RootCommand tree, IReadOnlyList<string> args, Terminal terminal)
    {
        // A unit may be named @x: no response files.
        var parse = tree.Parse(DefaultVerb.Insert(tree, args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0)
        {
            throw ParseErrors.Of(parse, Path.GetFileName(terminal.CommandName));
        }

        // Signals are ours (Running/StopSignals): the library would end the process 2 s after the first one.
        return parse.InvokeAsync(new InvocationConfiguration
        {
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
            Output = terminal.Out,
            Error = terminal.Error,
        });
    }
}
