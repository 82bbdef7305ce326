using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>A SQLite file that a job's sink is in.</summary>
/// <param name="path">The file, absolute.</param>
internal sealed class SqliteDatabase(string path) : ISinkDatabase
{
    /// <inheritdoc/>
    public string Address => path;

    /// <inheritdoc/>
    public string? File => path;

    /// <inheritdoc/>
    public string Flag => path;

    /// <inheritdoc/>
    public IDisposable Acquire(string jobIdentity, string stateDirectory, bool takeover, TimeProvider time) =>
        JobHolder.Acquire(path, jobIdentity, stateDirectory, takeover, time);

    /// <inheritdoc/>
    public HolderInfo? Holder(string jobIdentity, string stateDirectory) => HolderLookup.Find(path, jobIdentity);

    /// <inheritdoc/>
    public ISinkStore Open(ImmutableArray<TableDefinition> tables, string jobIdentity, SinkOpenMode mode, SinkUse use, TimeProvider time) =>
        SqliteSink.Open(new SqliteSinkDefinition(path, tables), jobIdentity, mode, new SqliteSinkOptions { AlsoReads = use.AlsoReads }, time);

    /// <inheritdoc/>
    public ILedgerLookup Lookup(string jobIdentity) => LedgerLookup.Open(path, jobIdentity);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long?> Values(string table, string column, bool isDate) => CoverageReader.Values(path, table, column, isDate);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long?> Keys(string sql) => CoverageReader.Query(path, sql);

    /// <inheritdoc/>
    public IEnumerable<SinkFinding> Examine(int workers)
    {
        if (!System.IO.File.Exists(path))
        {
            yield return new SinkFinding(false, $"{path} does not exist yet; the first run makes it");
            yield break;
        }

        var (mode, problem) = SinkProbe.Look(path);
        yield return problem is null
            ? new SinkFinding(false, $"{path} can be written ({mode})")
            : new SinkFinding(true, $"{path} cannot be used: {problem}", "Look at its rights and what else holds it; 'backfill verify' compares it with its ledger.");
    }

    /// <inheritdoc/>
    public ISinkDatabase Scratch(string directory) => new SqliteDatabase(Path.Combine(directory, "sink.db"));

    /// <inheritdoc/>
    public void Discard()
    {
        // It goes with its directory.
    }
}
