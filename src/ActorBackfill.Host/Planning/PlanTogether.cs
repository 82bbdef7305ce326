using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Planning;

/// <summary>
/// What several jobs take, one after the other and side by side. One after the other it is the sum of their times; side by side, each a process
/// of its own with its own workers, it is the longest one: as long as neither the source's limit nor the machine is what rules.
/// </summary>
/// <param name="plans">The jobs, each with what it would do, with one worker and with its own.</param>
internal sealed class PlanTogether(IReadOnlyList<(LoadedJob Job, PlanOutlook Outlook, PlanEstimate OneByOne)> plans)
{
    /// <summary>Writes the table for people.</summary>
    public void Write(Terminal terminal)
    {
        var width = Math.Clamp(plans.Max(p => p.Job.Definition.Name.Length), 17, 60);
        terminal.Line($"{plans.Count} jobs, {Wording.Count(plans.Sum(p => p.Outlook.ToRun), "unit")} to run");
        terminal.Line($"  {"job".PadRight(width)}  {"to run",10}  {"one at a time",14}  {"with its workers",16}");
        foreach (var (job, outlook, oneByOne) in plans)
        {
            terminal.Line($"  {PlainText.Of(job.Definition.Name, 60).PadRight(width)}  {Wording.Number(outlook.ToRun),10}  {Text(oneByOne.Time),14}  {Text(outlook.Estimate.Time),16}  {Workers(job)}");
        }

        terminal.Line($"  {"one after another".PadRight(width)}  {"sum",10}  {Text(Sum(p => p.OneByOne.Time)),14}  {Text(Sum(p => p.Outlook.Estimate.Time)),16}");
        terminal.Line($"  {"side by side".PadRight(width)}  {"maximum",10}  {Text(Most(p => p.OneByOne.Time)),14}  {Text(Most(p => p.Outlook.Estimate.Time)),16}");
    }

    /// <summary>Gets the table for programs.</summary>
    public string Json() => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteStartArray("jobs");
        foreach (var (job, outlook, oneByOne) in plans)
        {
            json.WriteStartObject();
            json.WriteString("job", job.Definition.Name);
            json.WriteNumber("toRun", outlook.ToRun);
            json.WriteNumber("workers", job.Definition.Workers);
            json.WriteSeconds("secondsSequential", oneByOne.Time);
            json.WriteSeconds("secondsExpected", outlook.Estimate.Time);
            json.WriteString("basis", outlook.Estimate.Basis);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("toRun", plans.Sum(p => p.Outlook.ToRun));
        json.WriteSeconds("secondsSequential", Sum(p => p.OneByOne.Time));
        json.WriteSeconds("secondsSum", Sum(p => p.Outlook.Estimate.Time));
        json.WriteSeconds("secondsMaximum", Most(p => p.Outlook.Estimate.Time));
    });

    // Of a job whose time is not known no sum is known, nor a longest.
    private TimeSpan? Sum(Func<(LoadedJob Job, PlanOutlook Outlook, PlanEstimate OneByOne), TimeSpan?> time) =>
        plans.Any(p => time(p) is null) ? null : TimeSpan.FromSeconds(plans.Sum(p => time(p)!.Value.TotalSeconds));

    private TimeSpan? Most(Func<(LoadedJob Job, PlanOutlook Outlook, PlanEstimate OneByOne), TimeSpan?> time) =>
        plans.Any(p => time(p) is null) ? null : plans.Max(p => time(p));

    private static string Workers(LoadedJob job) => $"{Wording.Count(job.Definition.Workers, "worker")}";

    private static string Text(TimeSpan? time) => time is { } known ? Wording.Duration(known) : "unknown";
}
