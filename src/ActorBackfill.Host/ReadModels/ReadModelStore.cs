using System.Globalization;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.ReadModels;

/// <summary>
/// Opens a job's <c>state.db</c> and brings it up to the journal's last event. A file that is missing, damaged, of another version or of
/// another journal is made anew without a word; where the directory cannot be written the model is kept in memory.
/// </summary>
internal static class ReadModelStore
{
    private const string Memory = ":memory:";

    // Pages of one process may rebuild at the same time.
    private static int _drafts;

    /// <summary>Opens the read model of a job.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="Failures.CommandException">The journal cannot be read: exit 6.</exception>
    public static ReadModel Open(LoadedJob job)
    {
        using var journal = JournalTail.Open(job);
        if (journal is null)
        {
            return New(job, null, Memory);
        }

        var path = job.Paths.ReadModel;
        return Existing(job, journal, path) ?? Rebuilt(job, journal, path) ?? New(job, journal, Memory);
    }

    private static ReadModel? Existing(LoadedJob job, JournalTail journal, string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        SqliteConnection? connection = null;
        ReadModel? model = null;
        try
        {
#pragma warning disable CA2000 // It belongs to the model that is returned, or is closed below.
            connection = Connect(path, SqliteOpenMode.ReadWrite);
#pragma warning restore CA2000
            model = IsOurs(connection) ? CatchUp(job, journal, connection) : null;
            return model;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            // Somebody reads it for long: theirs stays as it is.
            return New(job, journal, Memory);
        }
        catch (Exception e) when (e is SqliteException or FormatException or InvalidCastException)
        {
            return null;
        }
        finally
        {
            if (model is null)
            {
                connection?.Dispose();
            }
        }
    }

    // Beside its place, then moved there: a reader never sees half of it, and two that rebuild at once do not meet.
    private static ReadModel? Rebuilt(LoadedJob job, JournalTail journal, string path)
    {
        var draft = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref _drafts)}.new");
        try
        {
            File.Delete(draft);
            PrivateFile(draft);
            New(job, journal, draft).Dispose();
            File.Move(draft, path, overwrite: true);
            return Existing(job, journal, path);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            // A directory of somebody else's, a full disk: the answer is worth more than its file.
            return null;
        }
        finally
        {
            Discard(draft);
        }
    }

    private static ReadModel New(LoadedJob job, JournalTail? journal, string path)
    {
        SqliteConnection? connection = null;
        ReadModel? model = null;
        try
        {
#pragma warning disable CA2000 // It belongs to the model that is returned, or is closed below.
            connection = Connect(path, path == Memory ? SqliteOpenMode.Memory : SqliteOpenMode.ReadWrite);
#pragma warning restore CA2000
            using (var transaction = connection.BeginTransaction())
            {
                Execute(connection, ReadModelSchema.Sql, transaction);
                Execute(connection, FormattableString.Invariant($"PRAGMA application_id = {ReadModelSchema.ApplicationId}"), transaction);
                Execute(connection, FormattableString.Invariant($"PRAGMA user_version = {ReadModelSchema.Version}"), transaction);
                transaction.Commit();
            }

            model = journal is null
                ? ReadModel.Of(connection, job, job.PlanWith(JournalView.Empty()), 0)
                : CatchUp(job, journal, connection) ?? throw new InvalidOperationException("a new read model does not fit its own plan");
            return model;
        }
        finally
        {
            if (model is null)
            {
                connection?.Dispose();
            }
        }
    }

    private static ReadModel? CatchUp(LoadedJob job, JournalTail journal, SqliteConnection connection)
    {
        var known = Offset.Read(connection);
        if (known.Seq > 0 && journal.Mark(known.Seq) != known.Mark)
        {
            return null;
        }

        var last = journal.Last();
        if (last > known.Seq && !Fold(job, journal, connection, last))
        {
            return null;
        }

        var plan = Plan.Create(job.Definition.Dimensions, ListValues.Read(connection, null), job.Today);
        return known.Shape is { } shape && shape != new TallyShape(plan).Text ? null : ReadModel.Of(connection, job, plan, last);
    }

    // One transaction. Somebody else may have folded meanwhile: the offset is read again inside it.
    private static bool Fold(LoadedJob job, JournalTail journal, SqliteConnection connection, long last)
    {
        using var transaction = connection.BeginTransaction();
        var known = Offset.Read(connection, transaction);
        if (known.Seq >= last)
        {
            return true;
        }

        foreach (var (seq, next) in journal.Events(known.Seq, last, CheckpointCodec.ManifestOfValues))
        {
            ListValues.Add(connection, transaction, seq, (ValuesRegistered)next);
        }

        var plan = Plan.Create(job.Definition.Dimensions, ListValues.Read(connection, transaction), job.Today);
        var shape = new TallyShape(plan);
        if (known.Shape is not null && known.Shape != shape.Text)
        {
            return false;
        }

        using (var fold = new ReadModelFold(connection, transaction, plan, shape))
        {
            foreach (var (seq, next) in journal.Events(known.Seq, last))
            {
                fold.Apply(seq, next);
            }

            fold.Save();
        }

        new Offset(last, journal.Mark(last), shape.Text).Write(connection, transaction);
        transaction.Commit();
        return true;
    }

    private static bool IsOurs(SqliteConnection connection) =>
        Scalar(connection, "PRAGMA application_id") is (long)ReadModelSchema.ApplicationId && Scalar(connection, "PRAGMA user_version") is (long)ReadModelSchema.Version;

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            // A rollback journal: any number of processes may fold and read, which the WAL of this SQLite must not be asked for (M1).
            Execute(connection, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void PrivateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
    }

    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is found and replaced by the next one.
        }
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = new ModelStatement(connection, sql, transaction);
        command.Execute();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = new ModelStatement(connection, sql);
        return command.Scalar();
    }
}
