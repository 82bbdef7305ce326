using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Controlling;

/// <summary><c>backfill why JOB UNIT</c>: works with and without a run.</summary>
internal static class WhyCommand
{
    /// <summary>Shows it.</summary>
    /// <param name="choice">Which job.</param>
    /// <param name="key">The unit's key.</param>
    /// <param name="talk">Who is told.</param>
    /// <returns>The exit code: 0.</returns>
    /// <exception cref="CommandException">The plan has no such unit: exit 2.</exception>
    public static async Task<int> ShowAsync(JobChoice choice, string key, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        var lines = UnitStory.Of(job, key, await LiveStatus.AskAsync(job.Paths, talk.Terminal.Time)).ToList();
        if (talk.IsJson)
        {
            talk.Terminal.Line(JsonText.Document(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("job", job.Definition.Name);
                json.WriteString("unit", key);
                json.WriteStartArray("lines");
                lines.ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }));
        }
        else
        {
            lines.ForEach(talk.Terminal.Line);
        }

        return ExitCode.Complete;
    }
}
