namespace ActorBackfill.Systems.EntityStatistics;

/// <summary>The setting <c>kind</c> of processors of entities: whose statistics they are, and so which table they fill.</summary>
internal static class EntityKind
{
    private static readonly string[] Kinds = ["jockey", "trainer", "owner"];

    /// <summary>Reads the setting.</summary>
    /// <param name="processor">Whose, for the message.</param>
    /// <param name="settings">The job file's.</param>
    /// <exception cref="ArgumentException">The kind is missing or unknown, or there is another setting.</exception>
    public static string Of(string processor, IReadOnlyDictionary<string, string> settings)
    {
        if (settings.Keys.FirstOrDefault(key => key != "kind") is { } other)
        {
            throw new ArgumentException($"{processor} has no setting '{other}'");
        }

        return settings.GetValueOrDefault("kind") is { } kind && Kinds.Contains(kind, StringComparer.Ordinal)
            ? kind
            : throw new ArgumentException($"{processor} needs the setting kind: {string.Join(", ", Kinds)}");
    }

    /// <summary>Gets the table of a kind.</summary>
    public static string Table(string kind) => kind + "_statistics";
}
