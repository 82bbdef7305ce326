using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Net;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Dashboards;

/// <summary><c>backfill dashboard</c>: pages over a state directory, whether something runs there or not.</summary>
internal static class DashboardVerb
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">Where it talks.</param>
    public static Command Create(Terminal terminal)
    {
        var jobs = new Argument<string[]>("JOB")
        {
            HelpName = "JOB",
            Description = "Job files, or names of some in HOCON/jobs [default: all jobs of the state directory]",
            Arity = ArgumentArity.ZeroOrMore,
        };
        jobs.CompletionSources.Add(_ => JobFinder.Names(JobFolders.Default()).Select(name => new CompletionItem(name)));
        var port = new Option<long?>("--port") { Description = "TCP port; 0 takes a free one [default: 8091]", HelpName = "N", CustomParser = FlagParsers.Number(0, 65_535) };
        var address = new Option<IPAddress?>("--address") { Description = "Address to listen at [default: 127.0.0.1]", HelpName = "ADDRESS", CustomParser = Address };
        var control = new Option<bool>("--allow-control") { Description = "Take commands too: pause, stop, scale, retry" };
        var certificate = new Option<string?>("--certificate") { Description = "Certificate and key, for an address that others can reach: PFX or PEM", HelpName = "FILE" };
        var password = new Option<string?>("--certificate-password-file") { Description = "File whose first line is the certificate's password", HelpName = "FILE" };
        var insecure = new Option<bool>("--insecure-address") { Description = "Allow such an address without a certificate" };
        var names = new Option<string[]>("--host") { Description = "A name that browsers know this server by; repeatable", HelpName = "NAME" };
        var state = new Option<string>("--state") { Description = "Where journals and reports are kept", HelpName = "DIR", DefaultValueFactory = _ => ".backfill" };
        var sink = new Option<string?>("--sink") { Description = "The sink, instead of the job files': a SQLite file or postgres://...", HelpName = "SINK" };
        var settings = new Option<string[]>("--set")
        {
            Description = "A setting laid over the job files; repeatable",
            HelpName = "KEY=VALUE",
            CustomParser = FlagParsers.Overlays,
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("dashboard", "Show jobs in a browser, also while they run");
        command.Arguments.Add(jobs);
        foreach (var option in (Option[])[port, address, control, certificate, password, insecure, names, state, sink, settings])
        {
            command.Options.Add(option);
        }

        var talk = new TalkFlags().AddTo(command);
        command.SetAction((parse, _) =>
        {
            var others = new JobChoice("", null, null, parse.GetValue(sink), parse.GetValue(state)!, [.. parse.GetValue(settings) ?? []]);
            return new DashboardCommand(
                new DashboardChoice
                {
                    Named = [.. (parse.GetValue(jobs) ?? []).Select(job => others with { Job = job })],
                    Others = others,
                    Address = parse.GetValue(address) ?? IPAddress.Loopback,
                    Port = (int)(parse.GetValue(port) ?? DashboardChoice.StandardPort),
                    AllowsControl = parse.GetValue(control),
                    Certificate = Full(parse.GetValue(certificate)),
                    CertificatePasswordFile = Full(parse.GetValue(password)),
                    IsInsecure = parse.GetValue(insecure),
                    HostNames = [.. parse.GetValue(names) ?? []],
                },
                talk.Read(parse, terminal)).RunAsync();
        });
        return command;

        string? Full(string? file) => file is null ? null : Path.GetFullPath(file, terminal.Directory);
    }

    private static IPAddress? Address(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text == "localhost")
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(text, out var address) && address.ToString() == text)
        {
            return address;
        }

        result.AddError($"--address {PlainText.Of(text, 60)}: is not an address, such as 127.0.0.1 or 10.0.0.5");
        return null;
    }
}
