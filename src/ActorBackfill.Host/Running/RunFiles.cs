using ActorBackfill.Host.Exports;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Reports;

namespace ActorBackfill.Host.Running;

/// <summary>The directory of one run: its log and its report.</summary>
/// <param name="directory">Where it is; made by <see cref="Create"/>.</param>
internal sealed class RunFiles(string directory)
{
    /// <summary>Gets the report's file.</summary>
    public string Report => Path.Combine(directory, "report.json");

    /// <summary>Gets the log's file.</summary>
    public string Log => Path.Combine(directory, "run.log");

    /// <summary>Gets the file that says who began the run.</summary>
    public string Stamp => Path.Combine(directory, "run.json");

    /// <summary>Gets the file that says what its hooks did.</summary>
    public string HookLog => Path.Combine(directory, "hooks.log");

    /// <summary>Makes the directory of a run.</summary>
    public static RunFiles Create(JobPaths paths, int run)
    {
        JobPaths.CreatePrivate(paths.Directory);
        JobPaths.CreatePrivate(paths.Run(run));
        return new RunFiles(paths.Run(run));
    }

    /// <summary>Writes the report; a reader never sees half of it.</summary>
    /// <param name="document">The document.</param>
    public void WriteReport(string document) => AtomicFile.Write(Report, document + "\n");

    /// <summary>Notes who began the run.</summary>
    /// <param name="stamp">Who, and with what.</param>
    public void WriteStamp(RunStamp stamp) => AtomicFile.Write(Stamp, stamp.Text + "\n");
}
