using ActorBackfill.Connectors.InFlight;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Running;

/// <summary>A job that this process holds, its sink open and its journal found right.</summary>
internal sealed class OpenedJob : IDisposable
{
    private readonly IDisposable _holder;

    private OpenedJob(IDisposable holder, ISinkStore sink, JournalView journal, string inFlight)
    {
        _holder = holder;
        (Sink, Journal) = (sink, journal);
        InFlight = OpenInFlight(inFlight);
    }

    /// <summary>Gets what remembers the units in flight.</summary>
    public InFlightFile InFlight { get; }

    /// <summary>Gets the sink.</summary>
    public ISinkStore Sink { get; }

    /// <summary>Gets what the journal says.</summary>
    public JournalView Journal { get; }

    /// <summary>Takes the job, checks its journal, opens its sink, and creates the journal where that is right.</summary>
    /// <param name="job">The job.</param>
    /// <param name="run">Whether it is taken over, and another sink accepted.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CommandException">The journal cannot be used: exit 6; the sink has gone: exit 7.</exception>
    public static OpenedJob Open(LoadedJob job, RunChoice run, TimeProvider time)
    {
        var holder = job.Sink.Acquire(job.Definition.IdentityText, job.Paths.Directory, run.TakesOver, time);
        try
        {
            var finding = JournalFile.Inspect(job.Paths.Journal);
            if (finding.State is not (JournalState.Ok or JournalState.Missing))
            {
                throw finding.State == JournalState.Newer ? JournalErrors.Newer(finding.Message) : JournalErrors.Unusable(finding.Message, job.RepairCommand);
            }

            if (finding.State == JournalState.Ok && JournalErrors.WhyUnwritable(job.Paths.Journal) is { } reason)
            {
                throw JournalErrors.Unwritable(reason);
            }

            var journal = JournalReader.Read(job);
            // A journal that follows a sink does not make another one where that has gone.
            var mode = journal.State.SinkId is null || run.AdoptsSink ? SinkOpenMode.CreateOrOpen : SinkOpenMode.OpenExisting;
            if (mode == SinkOpenMode.OpenExisting && job.Sink.File is { } file && !File.Exists(file))
            {
                throw SinkGone(job, journal.State.SettledCount);
            }

            var use = new SinkUse(job.Definition.Workers, run.AlsoReads);
#pragma warning disable CA2000 // The sink belongs to what is returned.
            var opened = new OpenedJob(holder, job.Sink.Open(job.Definition.Sink.Tables, job.Definition.IdentityText, mode, use, time), journal, job.Paths.InFlight);
#pragma warning restore CA2000
            CreateWhereMissing(job, opened.Sink, finding);
            return opened;
        }
        catch
        {
            holder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        InFlight.Dispose();
        Sink.Dispose();
        _holder.Dispose();
    }

    private static InFlightFile OpenInFlight(string path)
    {
        try
        {
            return InFlightFile.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.JournalUnusable, "journal-unusable", $"{path}, which remembers the units in flight, cannot be opened: {e.Message}", "Nothing is lost when it is deleted.");
        }
    }

    private static CommandException SinkGone(LoadedJob job, long settled) => new(
        ExitCode.SinkUnusable,
        "sink-unusable",
        $"sink {job.SinkPath} does not exist, but the journal knows {Wording.Count(settled, "unit")} as done in it",
        "Name the right sink with --sink, or begin a new one with --adopt-sink: every unit runs again.");

    private static void CreateWhereMissing(LoadedJob job, ISinkStore sink, JournalFinding finding)
    {
        if (finding.State != JournalState.Missing)
        {
            return;
        }

        if (!finding.MayCreate(sink.Ledger.Position() is { Units: > 0 }))
        {
            throw JournalErrors.Unusable($"{finding.Message}, but the sink {job.SinkPath} has finished units of the job", job.RepairCommand);
        }

        JournalFile.Create(job.Paths.Journal);
    }
}
