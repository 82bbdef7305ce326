using System.Text.Json;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Budgets;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Budgets;

/// <summary>
/// The budget of one source in a file of the user, shared by all jobs and processes on this machine. Each question is one transaction: read,
/// decide (<see cref="BudgetState.Reserve"/>), write. It outlives kill -9 at any instant.
/// </summary>
public sealed class SqliteBudget : IBudget
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly string _boot;
    private readonly string _path;
    private readonly HashSet<string> _runs = [];
    private SqliteConnection? _connection;
    private FileIdentity? _identity;
    private BudgetState? _last;

    private SqliteBudget(string name, string path, TimeProvider time)
    {
        (Name, _path, _time) = (name, path, time);
        _boot = ProcessProbe.Boot;
    }

    /// <inheritdoc/>
    public string Name { get; }

    private BudgetMoment Now => new(_time.GetElapsedTime(0), _time.GetUtcNow(), _boot);

    /// <summary>Gets a reading of this machine's clocks, to compare with <see cref="BudgetState.Seen"/> of a budget that was read.</summary>
    /// <param name="time">The clock.</param>
    public static BudgetMoment MomentOf(TimeProvider time) => new(time.GetElapsedTime(0), time.GetUtcNow(), ProcessProbe.Boot);

    /// <summary>Opens a budget, and makes its file where there is none: 0600 in a directory of 0700.</summary>
    /// <param name="directory">See <see cref="BudgetDirectory.Find"/>.</param>
    /// <param name="name">See <see cref="BudgetDirectory.NameOf"/>.</param>
    /// <param name="time">The clock; its timestamps have to be those of all processes of this boot, as the system's are.</param>
    /// <exception cref="BudgetUnusableException">It cannot be read or written, or is not a budget that this version can use.</exception>
    public static SqliteBudget Open(string directory, string name, TimeProvider time)
    {
        var budget = new SqliteBudget(name, BudgetDirectory.FileOf(directory, name), time);
        try
        {
            // Whether it can be written is found out before anything is requested.
            budget.Change(state => (state, state));
            return budget;
        }
        catch
        {
            budget.Dispose();
            throw;
        }
    }

    /// <summary>Reads how a budget stands, without changing it; null when there is none.</summary>
    /// <param name="directory">See <see cref="BudgetDirectory.Find"/>.</param>
    /// <param name="name">See <see cref="BudgetDirectory.NameOf"/>.</param>
    /// <exception cref="BudgetUnusableException">It cannot be read.</exception>
    public static BudgetState? Read(string directory, string name)
    {
        var path = BudgetDirectory.FileOf(directory, name);
        if (!File.Exists(path))
        {
            return null;
        }

        using var connection = BudgetFile.Open(path);
        try
        {
            return SinkFile.Scalar(connection, "SELECT state FROM budget") is string text ? Parse(text, path) : null;
        }
        catch (SqliteException e)
        {
            throw BudgetFile.Unusable(path, e);
        }
    }

    /// <inheritdoc/>
    public PartyId PartyOf(string run) => new(run, Environment.ProcessId, ProcessProbe.StartOf(Environment.ProcessId) ?? "", _boot);

    /// <inheritdoc/>
    public BudgetAnswer Reserve(BudgetRequest request)
    {
        lock (_lock)
        {
            _runs.Add(request.Who.Id);
            return Change(state => state.Reserve(request, Now, IsAlive));
        }
    }

    /// <summary>Takes the runs that have asked out of the budget: the others need not look for their processes.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            try
            {
                foreach (var run in _runs)
                {
                    Change(state => (state.Leave(run, Now), run));
                }
            }
            catch (BudgetUnusableException)
            {
                // The others find out by themselves that this process has ended.
            }

            Close();
        }
    }

    private bool IsAlive(PartyId who) =>
        who.Boot == _boot && ProcessProbe.StartOf(who.Process) == who.ProcessStart && ProcessProbe.State(who.Process) is not ("Z" or "X");

    private T Change<T>(Func<BudgetState, (BudgetState State, T Result)> change)
    {
        lock (_lock)
        {
            try
            {
                var connection = Connection();
                using var transaction = connection.BeginTransaction();
                var (state, result) = change(Read(connection, transaction) ?? _last ?? BudgetState.Begin(Now));
                Write(connection, transaction, state);
                transaction.Commit();
                _last = state;
                return result;
            }
            catch (SqliteException e)
            {
                Close();
                throw BudgetFile.Unusable(_path, e);
            }
            catch (BudgetUnusableException)
            {
                Close();
                throw;
            }
        }
    }

    // Writing to a file that was deleted succeeds, and nobody else would see it.
    private SqliteConnection Connection()
    {
        if (_connection is not null && FileIdentity.Of(_path) != _identity)
        {
            Close();
        }

        if (_connection is null)
        {
            _connection = BudgetFile.Open(_path);
            _identity = FileIdentity.Of(_path);
        }

        return _connection;
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private BudgetState? Read(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT state FROM budget";
        return command.ExecuteScalar() is string text ? Parse(text, _path) : null;
    }

    private void Write(SqliteConnection connection, SqliteTransaction transaction, BudgetState state)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO budget (id, name, state) VALUES (1, $name, $state) ON CONFLICT (id) DO UPDATE SET state = excluded.state";
        command.Parameters.AddWithValue("$name", Name);
        command.Parameters.AddWithValue("$state", JsonSerializer.Serialize(state, BudgetJson.Default.BudgetState));
        command.ExecuteNonQuery();
    }

    private static BudgetState Parse(string text, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(text, BudgetJson.Default.BudgetState) ?? throw BudgetFile.Damaged(path, null);
        }
        catch (JsonException e)
        {
            throw BudgetFile.Damaged(path, e);
        }
    }
}
