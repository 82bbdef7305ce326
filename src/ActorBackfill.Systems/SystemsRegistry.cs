using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems;

/// <summary>The processors of this project, by the names that job files use.</summary>
public static class SystemsRegistry
{
    /// <summary>Adds all processors of this project to a registry.</summary>
    /// <param name="processors">The host's registry.</param>
    /// <returns>The same registry.</returns>
    /// <exception cref="ArgumentException">One of the names is taken.</exception>
    public static ProcessorRegistry Register(ProcessorRegistry processors) => processors;
}
