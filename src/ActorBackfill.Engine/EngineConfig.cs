using Akka.Configuration;

namespace ActorBackfill.Engine;

/// <summary>The engine's part of Akka's configuration: its dispatcher and the serializer of its events.</summary>
public static class EngineConfig
{
    /// <summary>Gets it; lay it under the host's own.</summary>
    public static Config Default => ConfigurationFactory.ParseString(Read());

    private static string Read()
    {
        using var stream = typeof(EngineConfig).Assembly.GetManifestResourceStream("engine.conf")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
