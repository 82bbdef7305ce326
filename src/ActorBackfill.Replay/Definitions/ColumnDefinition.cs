namespace ActorBackfill.Replay.Definitions;

/// <summary>A column that the files do not have, made for every row.</summary>
/// <param name="Name">What queries call it.</param>
public abstract record ColumnDefinition(string Name);

/// <summary>A value of the item or of those around it. Form <c>NAME = "^.date"</c>; JSON only.</summary>
/// <param name="Name">What queries call it.</param>
/// <param name="Path">Names with dots; each <c>^</c> goes one item out.</param>
public sealed record PathColumn(string Name, string Path) : ColumnDefinition(Name);

/// <summary>A part of another column's text. Form <c>NAME { of = COLUMN, match = "..." }</c>.</summary>
/// <param name="Name">What queries call it.</param>
/// <param name="Of">The other column.</param>
/// <param name="Expression">A regular expression whose first group is the value; blank where it does not match.</param>
public sealed record MatchColumn(string Name, string Of, string Expression) : ColumnDefinition(Name);

/// <summary>A value of another resource's row. Form <c>NAME { of = COLUMN, from = RESOURCE, key = COLUMN, take = COLUMN, else = "" }</c>.</summary>
/// <param name="Name">What queries call it.</param>
/// <param name="Of">The column that names the row.</param>
/// <param name="From">The path of the other resource.</param>
/// <param name="Key">The other resource's column that is compared; the first row counts.</param>
/// <param name="Take">The other resource's column that is the value.</param>
public sealed record LookupColumn(string Name, string Of, string From, string Key, string Take) : ColumnDefinition(Name)
{
    /// <summary>Gets the value where there is no such row or its value is blank. Key <c>else</c>; blank by default.</summary>
    public string Else { get; init; } = "";
}
