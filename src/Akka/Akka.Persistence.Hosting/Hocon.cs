namespace Akka.Persistence.Hosting;

/// <summary>Writes values as settings.</summary>
internal static class Hocon
{
    public static string Quoted(string text) =>
        '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
}
