namespace ActorBackfill.Host.Running;

/// <summary>The console's own part of Akka's configuration, <c>HOCON/akka.conf</c>, embedded.</summary>
internal static class HostConfig
{
    /// <summary>Gets its text.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(HostConfig).Assembly.GetManifestResourceStream("akka.conf")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
