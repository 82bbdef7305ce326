namespace ActorBackfill.Host.ReadModels;

/// <summary>The tables of <c>state.db</c>. Nothing in them is anybody's only copy: another version is rebuilt, never migrated.</summary>
internal static class ReadModelSchema
{
    /// <summary>Marks read models: "ABV1".</summary>
    public const int ApplicationId = 0x41425631;

    /// <summary>The version that this code writes and reads; any other is rebuilt.</summary>
    public const int Version = 1;

    /// <summary>Failures come in at most so many groups; further causes of a category share one.</summary>
    public const int MaxGroups = 5_000;

    /// <summary>The text of the group of a category whose causes are too many to tell apart.</summary>
    public const string OtherCauses = "(other causes)";

    /// <summary>The most entries of the history that are kept; older ones are in the journal alone.</summary>
    public const int MaxChanges = 10_000;

    /// <summary>Gets what makes the tables.</summary>
    public const string Sql = """
        CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value) WITHOUT ROWID;
        CREATE TABLE plane (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
        CREATE TABLE list_values (seq INTEGER PRIMARY KEY, dimension TEXT NOT NULL, content TEXT NOT NULL);
        CREATE TABLE unit (
            ordinal INTEGER PRIMARY KEY, outcome INTEGER NOT NULL, attempt INTEGER NOT NULL, category TEXT, grp INTEGER, text TEXT,
            ms INTEGER NOT NULL, rows INTEGER NOT NULL, run INTEGER NOT NULL, at TEXT NOT NULL);
        CREATE INDEX unit_by_group ON unit (grp, ordinal) WHERE grp IS NOT NULL;
        CREATE TABLE failure_group (
            id INTEGER PRIMARY KEY, category TEXT NOT NULL, cause TEXT NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL,
            sample INTEGER NOT NULL, sample_text TEXT NOT NULL, UNIQUE (category, cause));
        CREATE TABLE tally (
            dimension TEXT NOT NULL, bucket INTEGER NOT NULL, outcome INTEGER NOT NULL, units INTEGER NOT NULL,
            PRIMARY KEY (dimension, bucket, outcome)) WITHOUT ROWID;
        CREATE TABLE run (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, started TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL,
            plan TEXT NOT NULL, units INTEGER NOT NULL, again INTEGER NOT NULL, last_at TEXT NOT NULL, ended TEXT, "end" TEXT,
            done INTEGER NOT NULL, empty INTEGER NOT NULL, skipped INTEGER NOT NULL, failed INTEGER NOT NULL, quarantined INTEGER NOT NULL,
            rows INTEGER NOT NULL, retries INTEGER NOT NULL, ms INTEGER NOT NULL);
        CREATE TABLE change (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, by TEXT, text TEXT, units INTEGER);
        """;
}
