using System.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Configuring;

/// <summary><c>backfill config schema</c>: the JSON schema of a job file, for editors and for programs that write job files.</summary>
internal static class SchemaVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("schema", "Print the JSON schema of a job file");
        command.SetAction(_ =>
        {
            terminal.Line(JobSchema.Text());
            return ExitCode.Complete;
        });
        return command;
    }
}
