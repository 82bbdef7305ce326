using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sinks;

/// <summary>Reads one column, <c>NAME = PATH</c>, <c>NAME = "PATH as TYPE"</c> or <c>NAME { path, type, volatile }</c>.</summary>
internal sealed class ColumnReader(JobFileContext context, Templates templates)
{
    private const string As = " as ";

    private static readonly List<string> Types = [.. Enum.GetNames<ColumnType>().Select(n => n.ToLowerInvariant())];

    public ColumnDefinition? Read(HoconMember member, HoconObjectReader columns)
    {
        if (JobNames.SqlProblem(member.Key) is { } problem)
        {
            context.Errors.Add(member.KeyPosition, $"{columns.Path}.{member.Key}", $"name of a column: {problem}");
        }

        return member.Value is HoconObject
            ? Long(member.Key, columns.OptionalObject(member.Key)!)
            : Short(member.Key, columns);
    }

    private ColumnDefinition Long(string name, HoconObjectReader reader)
    {
        var path = reader.Text("path");
        CheckPath(reader, "path", path);
        return new ColumnDefinition(name, path, reader.Choice("type", ColumnType.Text), reader.Boolean("volatile", false));
    }

    private ColumnDefinition Short(string name, HoconObjectReader columns)
    {
        var text = columns.Text(name);
        var at = text.LastIndexOf(As, StringComparison.Ordinal);
        var path = (at < 0 ? text : text[..at]).Trim();
        CheckPath(columns, name, path);
        return new ColumnDefinition(name, path, at < 0 ? ColumnType.Text : Type(columns, name, text[(at + As.Length)..].Trim()));
    }

    private static ColumnType Type(HoconObjectReader columns, string name, string word)
    {
        if (Types.Contains(word))
        {
            return Enum.Parse<ColumnType>(word, ignoreCase: true);
        }

        columns.Error(name, $"'{word}' is no type; there are {string.Join(", ", Types)}{HoconSuggestion.Hint(word, Types)}");
        return ColumnType.Text;
    }

    private void CheckPath(HoconObjectReader reader, string key, string path)
    {
        if ((ReadingRules.PathProblem(path) ?? templates.UnitValueProblem(path)) is { } problem)
        {
            reader.Error(key, $"'{path}': {problem}");
        }
    }
}
