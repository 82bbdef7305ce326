using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>
/// Reads the block <c>akka</c>, which is handed over as it is. Refused is only what would take the journal out of the console's hands: in
/// memory, or elsewhere, it would be a run that nobody can resume; with another filter, two writers would lose events in silence.
/// </summary>
internal sealed class AkkaReader(JobFileContext context)
{
    private static readonly string[] Owned =
    [
        "persistence.journal.plugin",
        "persistence.journal.sql.class",
        "persistence.journal.sql.connection-string",
        "persistence.journal.sql.provider-name",
        "persistence.journal.sql.replay-filter.mode",
        "persistence.snapshot-store.plugin",
        "persistence.snapshot-store.sql.class",
        "persistence.snapshot-store.sql.connection-string",
        "persistence.snapshot-store.sql.provider-name",
    ];

    /// <summary>Checks the block; what is wrong goes to the context's errors.</summary>
    /// <param name="job">The file.</param>
    public void Check(HoconObjectReader job)
    {
        switch (job.Value("akka"))
        {
            case HoconObject akka:
                foreach (var path in Owned)
                {
                    if (akka.Find(path) is { } value)
                    {
                        context.Errors.Add(value.Position, "akka." + path, "is not for a job file: the job's own journal is used, from its file, with one writer");
                    }
                }

                break;
            case { } other:
                job.Error("akka", $"is a {other.TypeName}: expected an object in braces");
                break;
        }
    }
}
