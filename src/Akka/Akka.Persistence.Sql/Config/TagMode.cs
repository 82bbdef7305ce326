namespace Akka.Persistence.Sql.Config;

/// <summary>Where the tags of an event are stored.</summary>
public enum TagMode
{
    /// <summary>In the journal's <c>tags</c> column, between separators.</summary>
    Csv = 1,

    /// <summary>In the table <c>tags</c>, a row a tag.</summary>
    TagTable = 2,

    /// <summary>In both.</summary>
    Both = 3,
}
