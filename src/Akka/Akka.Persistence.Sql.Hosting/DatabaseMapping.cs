namespace Akka.Persistence.Sql.Hosting;

/// <summary>Names of tables and columns.</summary>
public enum DatabaseMapping
{
    /// <summary>Those of Akka.Persistence.Sql.</summary>
    Default,
}
