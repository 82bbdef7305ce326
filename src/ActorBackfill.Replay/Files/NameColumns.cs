using System.Text.RegularExpressions;

namespace ActorBackfill.Replay.Files;

/// <summary>Columns that stand in the names of files: <c>results_{date}.csv</c> gives every row of a file its <c>date</c>.</summary>
internal sealed partial class NameColumns
{
    private readonly Regex _expression;

    /// <summary>Reads a pattern of names; its last part, or as many as it has parts, is compared with a file's path.</summary>
    public NameColumns(string pattern)
    {
        Columns = [.. Placeholder().Matches(pattern).Select(match => match.Groups[1].Value)];
        var expression = string.Concat(Placeholder().Split(pattern).Select((part, index) => index % 2 == 0 ? Regex.Escape(part) : "([^/]+)"));
        _expression = new Regex($"(?:^|/){expression}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        Pattern = pattern;
    }

    /// <summary>Gets the names of the columns, in order; none when the pattern has no placeholder.</summary>
    public IReadOnlyList<string> Columns { get; }

    private string Pattern { get; }

    /// <summary>The columns' values in a name.</summary>
    /// <exception cref="ReplayException">The name is not of the pattern's form.</exception>
    public IReadOnlyList<string> Of(string file)
    {
        var match = _expression.Match(file);
        return match.Success
            ? [.. match.Groups.Values.Skip(1).Select(group => group.Value)]
            : throw new ReplayException($"{file}: its name is not of the form {Pattern}, so it gives no {string.Join(", ", Columns)}");
    }

    [GeneratedRegex(@"\{([^{}/]+)\}")]
    private static partial Regex Placeholder();
}
