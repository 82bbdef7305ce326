using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>The SQLite that is loaded, and whether it has the WAL-reset bug.</summary>
/// <param name="Text">Its version: <c>3.50.4</c>.</param>
/// <param name="Source">Its source id: date and hash.</param>
public sealed record SqliteVersion(string Text, string Source)
{
    // Fixed in 3.51.3 and in these older lines from the given patch on.
    private static readonly Version First = new(3, 7, 0), Fixed = new(3, 51, 3);
    private static readonly Version[] Backports = [new(3, 44, 6), new(3, 50, 7)];

    /// <summary>Gets whether two connections that write or checkpoint one WAL file at once can lose committed transactions.</summary>
    public bool HasWalResetBug => Version.TryParse(Text, out var version) && IsAffected(version);

    /// <summary>Asks the library that is loaded.</summary>
    public static SqliteVersion Loaded()
    {
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        return new SqliteVersion((string)SinkFile.Scalar(connection, "SELECT sqlite_version()")!, (string)SinkFile.Scalar(connection, "SELECT sqlite_source_id()")!);
    }

    /// <summary>Gets whether a version has the bug.</summary>
    /// <param name="version">Three numbers.</param>
    public static bool IsAffected(Version version) => version >= First && version < Fixed
        && !Array.Exists(Backports, b => b.Major == version.Major && b.Minor == version.Minor && version >= b);
}
