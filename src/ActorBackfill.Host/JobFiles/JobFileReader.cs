using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles.Plans;
using ActorBackfill.Host.JobFiles.Sinks;
using ActorBackfill.Host.JobFiles.Sources;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads the whole file: one reader a block.</summary>
internal sealed class JobFileReader(JobFileContext context)
{
    /// <summary>Gets the paths of all keys that mean something for the job that was read, those that are not written among them.</summary>
    public IReadOnlySet<string> Asked { get; private set; } = System.Collections.Frozen.FrozenSet<string>.Empty;

    /// <summary>Gets the definition, or null when anything is wrong; what is wrong went to the context's errors.</summary>
    public JobDefinition? Read(HoconObject root)
    {
        var job = new HoconObjectReader(root, "", context.Errors);
        var name = Name(job);
        var identity = new IdentityReader(context).Read(job, root);
        var plan = new PlanReader(context);
        var dimensions = plan.Read(job);
        var templates = new Templates(PlanReader.NamesIn(job), dimensions);
        var source = new SourceReader(templates).Read(job);
        var (processor, settings) = new ProcessorReader(context.Request.Processors).Read(job);
        var sink = new SinkReader(context, templates).Read(job);
        var (workers, serialUnless) = new WorkersReader(context).Read(job);
        var heal = HealReader.Read(job);
        var instance = job.Choice("instance", InstanceScope.Worker);
        var retry = RetryReader.Read(job);
        var breaker = BreakerReader.Read(job, dimensions);
        var (quarantine, halt) = (HaltReader.ReadQuarantine(job), HaltReader.Read(job));
        var hooks = HooksReader.Read(job);
        var progress = ProgressReader.Read(job);
        var existing = new ExistingReader(templates).Read(job, sink?.Tables ?? []);
        var requires = new RequirementReader(context, PlanReader.NamesIn(job)).Read(job);
        var (header, asks, totals) = TellingReader.Read(job, dimensions, sink?.Tables ?? []);
        new AkkaReader(context).Check(job);
        job.Finish();
        Asked = job.Asked().ToHashSet(StringComparer.Ordinal);
        if (context.Errors.Count == 0)
        {
            plan.DryRun(job, dimensions);
        }

        return context.Errors.Count > 0 ? null : new JobDefinition
        {
            Name = name,
            Identity = identity,
            Dimensions = dimensions,
            Source = source!,
            Processor = processor,
            ProcessorSettings = settings,
            Sink = sink!,
            Existing = existing,
            Workers = workers,
            SerialUnless = serialUnless,
            HealQuery = heal,
            Instance = instance,
            Retry = retry,
            Requires = requires,
            Breaker = breaker,
            Quarantine = quarantine,
            Halt = halt,
            Hooks = hooks,
            Header = header,
            Asks = asks,
            Totals = totals,
            Progress = progress,
        };
    }

    /// <summary>Gets the resolved text of the block that is handed to Akka as it is, or null.</summary>
    public static string? AkkaText(HoconObject root) =>
        root.TryGet("akka") is HoconObject akka ? $"akka {HoconPrinter.Print((HoconValue)akka)}\n" : null;

    private static string Name(HoconObjectReader job)
    {
        var name = job.Text("job");
        if (job.Has("job") && JobNames.JobProblem(name) is { } problem)
        {
            job.Error("job", $"'{name}': {problem}");
        }

        return name;
    }
}
