using System.Collections.Immutable;
using ActorBackfill.Replay.Files;

namespace ActorBackfill.Replay.Definitions;

/// <summary>One resource of a definition.</summary>
/// <param name="Path">Where it is served, without the leading slash, for example <c>team_games</c> or <c>v1/team</c>.</param>
public abstract record ResourceDefinition(string Path);

/// <summary>A resource made of files.</summary>
/// <param name="Path">Where it is served, without the leading slash.</param>
/// <param name="Files">The files, at least one, in the order in which their rows come.</param>
/// <param name="Format">How they are read. Key <c>format</c>; by default what the files' names show.</param>
public sealed record FilesResource(string Path, ImmutableArray<string> Files, FileFormat Format) : ResourceDefinition(Path)
{
    /// <summary>Gets the separator of CSV files. Key <c>separator</c>; one ASCII character; a comma by default.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Gets the rows a page. Key <c>per-page</c>; 1 to 100,000; the definition's default.</summary>
    public int PerPage { get; init; } = ReplayDefinition.DefaultPerPage;

    /// <summary>Gets whether a query that says nothing gets cursors. Key <c>paging = page | cursor</c>; page by default.</summary>
    public bool ByCursor { get; init; }

    /// <summary>Gets which members of archives are files of the resource. Key <c>members</c>; <c>*</c> within a folder, <c>**</c> across; all by default.</summary>
    public string Members { get; init; } = "**";

    /// <summary>Gets the form of the files' names, whose placeholders are columns. Key <c>name</c>; null, the default, for none.</summary>
    public string? NamePattern { get; init; }

    /// <summary>Gets where the items of JSON documents are; of several paths the first whose beginning a file has. Key <c>items</c>; none by default.</summary>
    public ImmutableArray<string> Items { get; init; } = [];

    /// <summary>Gets the columns that are added to every row, in order. Block <c>columns</c>; none by default.</summary>
    public ImmutableArray<ColumnDefinition> Columns { get; init; } = [];

    /// <summary>Gets the column by which rows stand below the resource's path. Key <c>by</c>; null, the default, for none.</summary>
    public string? By { get; init; }

    /// <summary>Gets the file of the page that rows are shown on. Key <c>template</c>, relative to the definition; null, the default, for JSON.</summary>
    public string? Template { get; init; }

    /// <summary>Gets the status documents are served with. Key <c>status</c>; 200 to 599; 200 by default.</summary>
    public int Status { get; init; } = 200;
}

/// <summary>Greyhound results made from a seed, for any month. Key <c>generator = greyhound</c>.</summary>
/// <param name="Path">Where it is served, without the leading slash.</param>
public sealed record GreyhoundResource(string Path) : ResourceDefinition(Path)
{
    /// <summary>Gets the seed. Key <c>seed</c>; any whole number from 0; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Gets the meetings a state and month. Key <c>meetings = [from, to]</c>; 0 to 28; by default 2 to 3.</summary>
    public NumberRange Meetings { get; init; } = new(2, 3);

    /// <summary>Gets the races a meeting. Key <c>races = [from, to]</c>; 1 to 12; by default 8 to 10.</summary>
    public NumberRange Races { get; init; } = new(8, 10);
}
