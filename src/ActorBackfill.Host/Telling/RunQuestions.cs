using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Telling;

/// <summary>
/// Asks a person on a terminal for what a job wants to be asked for and the command line did not say: dates first, then values. A blank
/// answer takes what the job file says. Nobody is asked in scripts, with <c>--no-input</c>, <c>--yes</c> or <c>--json</c>.
/// </summary>
internal static class RunQuestions
{
    // Who answers wrongly so often wants something else.
    private const int MostTries = 3;

    /// <summary>Gets the choices with the answers in them, as if they had been flags.</summary>
    public static (JobChoice Choice, RunChoice Run) Answered(JobChoice choice, RunChoice run, Talk talk)
    {
        if (!talk.CanAsk || talk.SaysYes || talk.IsJson || run.MustResume)
        {
            return (choice, run);
        }

        var job = LoadedJob.Load(choice, talk, run);
        foreach (var name in job.Definition.Asks.OrderBy(name => job.Definition.Dimensions.First(d => d.Name == name) is CalendarDimensionDefinition ? 0 : 1))
        {
            (choice, run) = job.Definition.Dimensions.First(d => d.Name == name) is CalendarDimensionDefinition
                ? Dates(job, name, choice, run, talk)
                : (choice, Values(job, name, choice, run, talk));
        }

        return (choice, run);
    }

    private static (JobChoice Choice, RunChoice Run) Dates(LoadedJob job, string name, JobChoice choice, RunChoice run, Talk talk)
    {
        if (choice.StartDate is not null || choice.EndDate is not null || choice.Last is not null)
        {
            return (choice, run);
        }

        var dimension = Dimension(job, name);
        var (first, last) = (dimension.ValueAt(0), dimension.ValueAt(dimension.Count - 1));
        for (var tried = 1; ; tried++)
        {
            var start = Ask(talk, "Start date", dimension.FactOf(first, "start") ?? first);
            var end = Ask(talk, "End date", dimension.FactOf(last, "end") ?? last);
            var asked = choice with { StartDate = start, EndDate = end };
            if (IsGood(asked, run, talk, tried))
            {
                return (asked, run with { Arguments = [.. run.Arguments, "--start-date", start, "--end-date", end] });
            }
        }
    }

    private static RunChoice Values(LoadedJob job, string name, JobChoice choice, RunChoice run, Talk talk)
    {
        if (!run.Units.Entities.IsEmpty)
        {
            return run;
        }

        var dimension = Dimension(job, name);
        var all = string.Join(", ", Enumerable.Range(0, (int)dimension.Count).Select(place => dimension.ValueAt(place)));
        for (var tried = 1; ; tried++)
        {
            var values = Ask(talk, $"Which of {name}", all).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var asked = run with { Units = run.Units with { Entities = [.. values.Distinct(StringComparer.Ordinal)] } };
            if (IsGood(choice, asked, talk, tried))
            {
                return asked with { Arguments = [.. run.Arguments, "--entities", .. asked.Units.Entities] };
            }
        }
    }

    private static string Ask(Talk talk, string what, string otherwise)
    {
        talk.Terminal.Draw($"{what} [{PlainText.Of(otherwise, 300)}]: ");
        return talk.Terminal.In.ReadLine()?.Trim() is { Length: > 0 } answer ? answer : otherwise;
    }

    // What is wrong with an answer is said, and asked again; in the end it is an error like that of a flag.
    private static bool IsGood(JobChoice choice, RunChoice run, Talk talk, int tried)
    {
        try
        {
            _ = LoadedJob.Load(choice, talk, run).PlanWith(JournalView.Empty());
            return true;
        }
        catch (Exception e) when (tried < MostTries && e is Hocon.HoconException or PlanException or Failures.CommandException)
        {
            talk.Terminal.Note(PlainText.Of(e.Message, 1_000));
            return false;
        }
    }

    private static Dimension Dimension(LoadedJob job, string name) =>
        Plan.Create(job.Definition.Dimensions, new ValueRegistry(), job.Now).Dimensions.First(d => d.Name == name);
}
