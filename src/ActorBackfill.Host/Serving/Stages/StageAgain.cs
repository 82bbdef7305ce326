namespace ActorBackfill.Host.Serving.Stages;

/// <summary>
/// Decides what a run of a job has to do when the job goes on. One that has finished is asked for the units alone that were opened again, and
/// for no other that failed: which these are is decided once and written down, so that a restart goes on with the same.
/// </summary>
/// <param name="folder">The job's directory.</param>
/// <param name="evidence">Reads the journals of its runs.</param>
internal sealed class StageAgain(JobFolder folder, JobEvidence evidence)
{
    /// <summary>Gets the run to begin; null when there is nothing left to do.</summary>
    /// <param name="stage">The run as the job began with it.</param>
    public StageRun? Next(StageRun stage)
    {
        var again = folder.Again(stage.Name);
        if (evidence.OpenOf(stage) is not { } open)
        {
            return File.Exists(again) ? Selected(stage, again) : stage;
        }

        if (open.IsEmpty)
        {
            File.Delete(again);
            return null;
        }

        folder.WriteAgain(stage.Name, open);
        return Selected(stage, again);
    }

    private static StageRun Selected(StageRun stage, string file) => stage with { Run = stage.Run with { Units = stage.Run.Units with { FromGaps = file } } };
}
