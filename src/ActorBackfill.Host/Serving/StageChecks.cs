using ActorBackfill.Connectors.Browser;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;

namespace ActorBackfill.Host.Serving;

/// <summary>Looks at the job files before anything is served: what is wrong with them is said now, not with the first job.</summary>
internal static class StageChecks
{
    /// <summary>Checks the job files, and makes what makes their runs.</summary>
    /// <param name="definition">What is served.</param>
    /// <param name="directory">Where jobs have their directories.</param>
    /// <param name="choice">How it is served.</param>
    /// <param name="talk">Whose directory and clock.</param>
    /// <exception cref="CommandException">A job file lacks a dimension: exit 2.</exception>
    /// <exception cref="Hocon.HoconException">A job file is wrong, as it is or with the limits laid over it.</exception>
    public static StageFactory Stages(ServeDefinition definition, string directory, ServeChoice choice, Talk talk)
    {
        var api = definition.Api is { } a ? Load(a, definition, talk) : null;
        var pages = definition.Pages.ToDictionary(p => p.Key, p => Load(p.Value, definition, talk));

        var stages = new StageFactory(definition, directory, choice.Grace, IsBatched(api), [.. pages.Where(p => IsRendered(p.Value)).Select(p => p.Key)]);
        foreach (var type in definition.SearchTypes)
        {
            IEnumerable<StageRun> runs = definition.Pages.Keys.Select(p => stages.Page("check", type, p, 1, isSelected: false));
            foreach (var run in definition.Api is null ? runs : runs.Prepend(stages.Api("check", type, 1)))
            {
                _ = LoadedJob.Load(run.Choice, talk, run.Run);
            }
        }

        foreach (var (type, page) in pages.Where(p => IsRendered(p.Value)))
        {
            Warn(type, ((HttpSourceDefinition)page.Source).Browser!, talk);
        }

        return stages;
    }

    // No error: jobs that do not ask for these pages need none.
    private static void Warn(DataType type, BrowserDefinition browser, Talk talk)
    {
        if (ChromiumProgram.Find(browser.Executable, talk.Terminal.Variable) is null)
        {
            talk.Warn($"{WireNames.Lower(type)}: {ChromiumProgram.Missing(browser.Executable)}; jobs that ask for it fail");
        }
    }

    private static bool IsBatched(JobDefinition? api) => api?.Source is HttpSourceDefinition { Batch: not null };

    private static bool IsRendered(JobDefinition page) => page.Source is HttpSourceDefinition { Browser: not null };

    private static JobDefinition Load(StageDefinition stage, ServeDefinition definition, Talk talk)
    {
        var dimensions = definition.SearchTypes;
        var choice = new JobChoice(stage.Job, null, null, definition.Sink, ".backfill", [.. definition.Overlays, .. stage.Overlays]);
        var job = LoadedJob.Load(choice, talk).Definition;
        var missing = dimensions.Where(d => job.Dimensions.All(of => of.Name != d)).ToList();
        var other = job.Dimensions.Select(d => d.Name).Where(d => !dimensions.Contains(d)).ToList();
        return missing.Count > 0 ? throw Wrong(stage, $"has no dimension {string.Join(", ", missing)}")
            : other.Count > 0 ? throw Wrong(stage, $"has dimensions that submitted jobs do not say: {string.Join(", ", other)}")
            : job;
    }

    private static CommandException Wrong(StageDefinition stage, string what) => new(ExitCode.Usage, "serve-file", $"job {stage.Job} {what}");
}
