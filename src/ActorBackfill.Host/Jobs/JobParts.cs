using ActorBackfill.Connectors.Browser;
using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Connectors.Files;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Sql;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Jobs;

/// <summary>Makes what a job's definition names.</summary>
internal static class JobParts
{
    /// <summary>Makes the source; nothing is requested or read yet.</summary>
    /// <param name="job">The job.</param>
    /// <param name="time">The clock.</param>
    /// <param name="directory">Where relative paths of databases start.</param>
    /// <exception cref="CommandException">A template or path in it cannot be used: exit 2.</exception>
    public static ISource Source(JobDefinition job, TimeProvider time, string directory)
    {
        string[] dimensions = [.. job.Dimensions.SelectMany(d => PeriodFacts.NamesOf(d).Select(f => $"{d.Name}.{f}").Prepend(d.Name))];
        try
        {
            return job.Source switch
            {
                HttpSourceDefinition { Browser: not null } http => Rendered(http, dimensions, time),
                HttpSourceDefinition http => new HttpSource(http, dimensions, time),
                FilesSourceDefinition files => new FilesSource(files, dimensions),
                SqlSourceDefinition sql => new SqlSource(sql, dimensions, directory),
                _ => throw new NotSupportedException($"there is no source {job.Source.GetType().Name}"),
            };
        }
        catch (FormatException e)
        {
            throw new CommandException(ExitCode.Usage, "job-file", $"the source of job {job.Name}: {e.Message}", inner: e);
        }
    }

    // Apart, so that nothing of a browser is loaded where there is none.
    private static ISource Rendered(HttpSourceDefinition http, string[] dimensions, TimeProvider time) => BrowserSource.Create(http, dimensions, time);

    /// <summary>Opens the account of the source's requests that other jobs and processes share; null when the job limits nothing.</summary>
    /// <param name="job">The job.</param>
    /// <param name="terminal">Where the environment and the clock are.</param>
    /// <exception cref="CommandException">It cannot be read or written: exit 2.</exception>
    public static IBudget? Budget(JobDefinition job, Terminal terminal) =>
        job.Source is HttpSourceDefinition http ? Budget(http.Limit, http.Base, terminal) : null;

    /// <summary>Opens the account of the requests to an address; null when it has no limit.</summary>
    /// <param name="limit">Its limit.</param>
    /// <param name="address">Where requests go.</param>
    /// <param name="terminal">Where the environment and the clock are.</param>
    /// <exception cref="CommandException">It cannot be read or written: exit 2.</exception>
    public static IBudget? Budget(LimitDefinition limit, string address, Terminal terminal)
    {
        if (!limit.IsShared)
        {
            return null;
        }

        try
        {
            return SqliteBudget.Open(BudgetDirectory.Find(terminal.Variable), BudgetDirectory.NameOf(limit.Budget, new Uri(address)), terminal.Time);
        }
        catch (BudgetUnusableException e)
        {
            throw new CommandException(ExitCode.Usage, "budget", e.Message, inner: e);
        }
    }

    /// <summary>Gets what makes the job's processors, or null when it names none.</summary>
    /// <param name="job">The job, its processor's name checked already.</param>
    public static Func<IProcessor>? Processor(LoadedJob job)
    {
        if (job.Definition.Processor is not { } name)
        {
            return null;
        }

        var create = job.Processors.Find(name) ?? throw new CommandException(ExitCode.Usage, "job-file", $"there is no processor '{name}'");
        return () => create(job.Definition.ProcessorSettings);
    }
}
