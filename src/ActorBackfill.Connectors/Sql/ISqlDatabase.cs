using System.Data.Common;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Sql;

/// <summary>What differs between databases that a source asks: how they are opened, how a parameter is written, what their errors mean. Thread safe.</summary>
internal interface ISqlDatabase
{
    /// <summary>Gets its name for people, without secrets.</summary>
    string Description { get; }

    /// <summary>Gets how many connections there may be at a time; a unit beyond that waits.</summary>
    int Connections { get; }

    /// <summary>Opens a connection that cannot write.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BackfillException">It is not there.</exception>
    /// <exception cref="DbException">It cannot be opened; see <see cref="Failure"/>.</exception>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction in which all queries see the same moment.</summary>
    /// <param name="connection">Made by <see cref="OpenAsync"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Gets how a parameter is written in a statement: <c>$p0</c>.</summary>
    /// <param name="index">Its number, from 0.</param>
    string Placeholder(int index);

    /// <summary>Makes a parameter, which may stand for anything until it is given a value.</summary>
    /// <param name="index">Its number, from 0.</param>
    DbParameter Parameter(int index);

    /// <summary>Gets what an error of the driver means for a unit.</summary>
    /// <param name="place">What was asked, for the message: <c>source.query on nba.db</c>.</param>
    /// <param name="error">The driver's.</param>
    BackfillException Failure(string place, DbException error);
}
