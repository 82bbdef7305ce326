namespace Akka.Persistence.Sql.Storage;

/// <summary>A statement and the names of its parameters in the order in which they are bound.</summary>
internal sealed class Statement(string text, params string[] parameters)
{
    public string Text { get; } = text;

    public IReadOnlyList<string> Parameters { get; } = parameters;
}
