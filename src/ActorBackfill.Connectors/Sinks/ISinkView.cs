namespace ActorBackfill.Connectors.Sinks;

/// <summary>A sink as it is at one moment, whoever writes meanwhile. Any number of its cursors may be open at once.</summary>
internal interface ISinkView : IDisposable
{
    /// <summary>Gets the job's id in the sink; null when the sink has nothing of it.</summary>
    long? Job { get; }

    /// <summary>Runs a SELECT that both databases understand; names in it are quoted.</summary>
    IRowCursor Query(string sql);

    /// <summary>Gets what a column is ordered by, so that every database gives the same order: texts by their bytes.</summary>
    /// <param name="column">The quoted column.</param>
    /// <param name="isText">Whether it holds texts.</param>
    string Order(string column, bool isText);
}
