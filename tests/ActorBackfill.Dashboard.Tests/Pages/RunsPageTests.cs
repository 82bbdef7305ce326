using ActorBackfill.Dashboard.Pages.Compare;
using ActorBackfill.Dashboard.Pages.Config;
using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Dashboard.Pages.Log;
using ActorBackfill.Dashboard.Pages.Runs;
using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Tests.Pages;

public sealed class RunsPageTests
{
    private const string Hostile = "\"><img src=x onerror=alert(1)>'&</td></script>";

    [Fact]
    public async Task S6_Names_of_the_job_are_text_and_nothing_else()
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();

        var html = await PageAnswer.RenderAsync<RunsPage>(services, new PageFrame { Title = "Runs of <days>" }, new RunsView { Job = "days", Runs = [] });

        Assert.Contains("<h1>Runs of &lt;days&gt;</h1>", html, StringComparison.Ordinal);
        Assert.Contains("It has not run yet.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S6_Whatever_stands_in_a_run_cannot_become_markup()
    {
        var run = Run(2) with { State = Hostile, User = Hostile, Host = Hostile, Version = Hostile, Plan = Hostile, Arguments = Hostile };
        await HarmlessAsync<RunsPage>(new RunsView { Job = Hostile, Runs = [run, Run(1)], Older = 3 });
        await HarmlessAsync<RunPage>(new RunView
        {
            Job = Hostile,
            Number = 2,
            State = Hostile,
            Facts = [new RunFact(Hostile, Hostile)],
            Failures = [new RunFailure(1, Hostile, Hostile, Hostile, Hostile)],
            Changes = [new RunChangeLine(Hostile, Hostile, Hostile)],
            Before = 1,
        });
    }

    [Fact]
    public async Task S6_Whatever_stands_in_failures_settings_logs_and_comparisons_cannot_become_markup()
    {
        await HarmlessAsync<FailuresPage>(new FailuresView
        {
            Job = Hostile,
            Units = 3,
            Groups =
            [
                new FailureGroupView
                {
                    Id = 1,
                    Category = Hostile,
                    Cause = Hostile,
                    Count = 3,
                    Quarantined = 1,
                    First = Hostile,
                    Last = Hostile,
                    Sample = Hostile,
                    SampleText = Hostile,
                    Hint = Hostile,
                    Times = [1, 0, 2],
                    Retry = Hostile,
                },
            ],
        });
        await HarmlessAsync<ConfigPage>(new ConfigView
        {
            Job = Hostile,
            File = Hostile,
            Settings = [new ConfigSetting(Hostile, Hostile, Hostile, Hostile, true)],
            Findings = [new ConfigFinding(Hostile, Hostile, Hostile, Hostile)],
        });
        await HarmlessAsync<LogPage>(new LogView
        {
            Job = Hostile,
            Run = 1,
            Query = new LogQuery(1, Hostile, Hostile),
            Lines = [new LogLine(Hostile, Hostile, Hostile)],
            Size = Hostile,
            IsCut = true,
        });
        var compared = new ComparedRun { Number = 1, State = Hostile, Plan = Hostile, Duration = Hostile, Median = Hostile };
        await HarmlessAsync<ComparePage>(new CompareView
        {
            Job = Hostile,
            A = compared,
            B = compared,
            Kinds = [new ComparedKind(Hostile, 1)],
            Units = [new ComparedUnit(Hostile, Hostile, Hostile, Hostile)],
            Groups = [new ComparedGroup(Hostile, Hostile, 1, 2)],
        });
    }

    private static RunLine Run(int number) => new() { Number = number, State = "finished", Host = "host", Plan = "0123", Started = "then", Duration = "1 s", ResumedFrom = 1, Exit = 0 };

    private static async Task HarmlessAsync<TPage>(object view)
        where TPage : IComponent
    {
        var html = await HtmlAsync<TPage>(view);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>\"", html, StringComparison.Ordinal);
        // The content security policy takes neither.
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick=", html, StringComparison.Ordinal);
    }

    private static async Task<string> HtmlAsync<TPage>(object view)
        where TPage : IComponent
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return await PageAnswer.RenderAsync<TPage>(services, new PageFrame { Title = "A page", Job = "days" }, view);
    }
}
