namespace Akka.Persistence.Sql.Storage;

/// <summary>Which database, and whether it may be created.</summary>
/// <param name="ConnectionString">The driver's connection string.</param>
/// <param name="ProviderName">The name of the driver as the plugin's settings spell it, for example <c>SQLite.MS</c>.</param>
/// <param name="Create">Whether a missing database and its tables are made.</param>
/// <param name="QueueSize">How many statements' worth of work may wait; one more is refused.</param>
internal sealed record StorageOptions(string ConnectionString, string ProviderName, bool Create, int QueueSize);
