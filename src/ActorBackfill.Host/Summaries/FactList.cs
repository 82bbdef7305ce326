using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Summaries;

/// <summary>A list of facts with their names in one column; further lines of a fact stand below its first.</summary>
internal sealed class FactList
{
    private const int NameWidth = 9;

    private readonly List<string> _lines = [];

    /// <summary>Adds a fact; nothing when it has no lines.</summary>
    /// <param name="name">Its name, at most 9 characters.</param>
    /// <param name="lines">What it says.</param>
    public FactList Add(string name, params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _lines.Add($"  {name.PadRight(NameWidth)} {line}");
            name = "";
        }

        return this;
    }

    /// <summary>Writes the list as part of a result.</summary>
    public void WriteTo(Terminal terminal) => _lines.ForEach(terminal.Line);
}
