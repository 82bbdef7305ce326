using System.CommandLine;
using System.Text;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Reports;

/// <summary><c>backfill report JOB/N</c>: all there is to say about a run, for people, programs and build servers.</summary>
internal static class ReportVerb
{
    private static readonly string[] Formats = ["json", "html", "markdown", "junit"];

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var format = new Option<string?>("--format")
        {
            Description = "json, html, markdown or junit [default: as the file's ending says, else markdown]",
            HelpName = "FORMAT",
            CustomParser = FlagParsers.Word(Formats),
            CompletionSources = { Formats },
        };
        var output = new Option<string?>("--output", "-o") { Description = "Where to; the standard output when it is not given", HelpName = "FILE" };
        var command = new Command("report", "Report a run: JOB/3, or JOB for its last one");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.Options.Add(format);
        command.Options.Add(output);
        command.SetAction(parse => Write(job.Read(parse), parse.GetValue(format), parse.GetValue(output), talk.Read(parse, terminal)));
        return command;
    }

    /// <summary>Splits what was typed into job and run.</summary>
    /// <param name="text">A job, perhaps with a slash and a number or <c>last</c> behind it.</param>
    public static (string Job, string Run) Split(string text)
    {
        var slash = text.LastIndexOf('/');
        return slash > 0 && !File.Exists(text) && (text[(slash + 1)..] == "last" || (text.Length > slash + 1 && text[(slash + 1)..].All(char.IsAsciiDigit)))
            ? (text[..slash], text[(slash + 1)..])
            : (text, "last");
    }

    private static int Write(JobChoice typed, string? format, string? output, Talk talk)
    {
        var (name, run) = Split(typed.Job);
        var choice = typed with { Job = name };
        var evidence = new EvidenceReader(LoadedJob.Load(choice, talk), choice, talk.Terminal).Read(run);
        var text = (format ?? (talk.IsJson ? "json" : OfEnding(output))) switch
        {
            "json" => ReportJson.Of(evidence) + "\n",
            "html" => ReportHtml.Of(evidence),
            "junit" => ReportJUnit.Of(evidence),
            _ => ReportMarkdown.Of(evidence),
        };
        if (output is null)
        {
            talk.Terminal.Out.Write(text);
            return ExitCode.Complete;
        }

        var path = Path.GetFullPath(output, talk.Terminal.Directory);
        try
        {
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, "cannot-write", $"{path} cannot be written: {e.Message}", inner: e);
        }

        talk.Note($"{ReportFacts.Title(evidence)}: {Wording.FilePath(path, talk.Terminal.Directory)}");
        return ExitCode.Complete;
    }

    private static string OfEnding(string? output) => Path.GetExtension(output)?.ToUpperInvariant() switch
    {
        ".JSON" => "json",
        ".HTML" or ".HTM" => "html",
        ".XML" => "junit",
        _ => "markdown",
    };
}
