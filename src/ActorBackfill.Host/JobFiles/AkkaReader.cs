using System.Collections.Frozen;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>
/// Reads the block <c>akka</c>, which is handed over as it is. Refused is what would take the journal out of the console's hands: in
/// memory, or elsewhere, it would be a run that nobody can resume; with another filter, two writers would lose events in silence. Refused is
/// also what names a type: a job file is data, and loads no code.
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

    // The keys by which Akka loads types, wherever they stand.
    private static readonly FrozenSet<string> TypeKeys = FrozenSet.Create(
        StringComparer.Ordinal,
        "class", "event-adapters", "extensions", "guardian-supervisor-strategy", "implementation", "logger-formatter", "loggers", "mailbox-type",
        "provider", "serialization-bindings", "serializers", "type-mapping");

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

                RefuseTypes(akka, "akka");
                break;
            case { } other:
                job.Error("akka", $"is a {other.TypeName}: expected an object in braces");
                break;
        }
    }

    private void RefuseTypes(HoconObject block, string path)
    {
        foreach (var member in block.Members)
        {
            var here = $"{path}.{member.Key}";
            if (NamesType(member.Key, member.Value) && !Owned.Contains(here["akka.".Length..], StringComparer.Ordinal))
            {
                context.Errors.Add(member.Value.Position, here, "is not for a job file: it names a type to load");
            }
            else if (member.Value is HoconObject inner)
            {
                RefuseTypes(inner, here);
            }
        }
    }

    // A dispatcher's type may be one of Akka's short words.
    private static bool NamesType(string key, HoconValue value) => TypeKeys.Contains(key)
        || (key == "type" && value is HoconScalar { Text: var text } && text.AsSpan().ContainsAny('.', ','));
}
