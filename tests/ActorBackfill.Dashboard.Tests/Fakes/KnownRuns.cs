using ActorBackfill.Dashboard.Pages.Compare;
using ActorBackfill.Dashboard.Pages.Config;
using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Dashboard.Pages.Log;
using ActorBackfill.Dashboard.Pages.Runs;

namespace ActorBackfill.Dashboard.Tests.Fakes;

/// <summary>Knows the one job <c>days</c>, which has run twice; notes what it was asked.</summary>
internal sealed class KnownRuns : IShowRuns, IShowCompare, IShowFailures, IShowConfig, IShowLog
{
    private const string Job = "days";

    public LogQuery? AskedLog { get; private set; }

    public bool? AskedDoctor { get; private set; }

    public Task<RunsView?> RunsAsync(string job, CancellationToken cancellation) => Of(job, new RunsView { Job = Job, Runs = [] });

    public Task<RunView?> RunAsync(string job, int number, CancellationToken cancellation) =>
        number > 2 ? Task.FromResult<RunView?>(null) : Of(job, new RunView { Job = Job, Number = number, State = "finished", Facts = [] });

    public Task<CompareView?> CompareAsync(string job, int a, int b, CancellationToken cancellation) =>
        a > 2 || b > 2 ? Task.FromResult<CompareView?>(null) : Of(job, new CompareView { Job = Job, A = Run(a), B = Run(b), Kinds = [] });

    public Task<FailuresView?> FailuresAsync(string job, CancellationToken cancellation) => Of(job, new FailuresView { Job = Job, Groups = [] });

    public Task<ConfigView?> ConfigAsync(string job, bool looksAround, CancellationToken cancellation)
    {
        AskedDoctor = looksAround;
        return Of(job, new ConfigView { Job = Job, File = "days.conf", Settings = [] });
    }

    public Task<LogView?> LogAsync(string job, LogQuery query, CancellationToken cancellation)
    {
        AskedLog = query;
        return Of(job, new LogView { Job = Job, Query = query });
    }

    private static ComparedRun Run(int number) => new() { Number = number, State = "finished", Plan = "0123", Duration = "1 s" };

    private static Task<TView?> Of<TView>(string job, TView view)
        where TView : class => Task.FromResult(job == Job ? view : null);
}
