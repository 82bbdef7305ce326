using System.Globalization;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>The sinks of a test, all of one kind of database: what makes one a run's, how it is read, who hears of its commits.</summary>
internal abstract class TestSinks
{
    /// <summary>Gets the flags that make a sink the run's.</summary>
    /// <param name="name">One sink's name: other names are other sinks.</param>
    public abstract string[] Flags(string name);

    /// <summary>Reads rows of a sink; every value as text, NULL as "", booleans as 1 and 0, dates as <c>yyyy-MM-dd</c>.</summary>
    public abstract IReadOnlyList<string[]> Rows(string name, string sql);

    /// <summary>Gets the SQL of a member of a column of documents, a whole number.</summary>
    public abstract string Member(string column, string member);

    /// <summary>Gets whether a sink is there: its file, or its schema.</summary>
    public abstract bool Exists(string name);

    /// <summary>Changes a sink behind the program's back; makes it where it is not there.</summary>
    public abstract void Change(string name, string sql);

    /// <summary>Reads one number.</summary>
    public long Number(string name, string sql) => long.Parse(Rows(name, sql).Single().Single(), CultureInfo.InvariantCulture);

    /// <summary>Begins to listen to a sink whose tables are there.</summary>
    public abstract Task<ICommitWatch> WatchAsync(string name);
}
