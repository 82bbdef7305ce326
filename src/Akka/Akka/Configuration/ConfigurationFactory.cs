using System.Reflection;
using ActorBackfill.Hocon;

namespace Akka.Configuration;

/// <summary>Makes configurations.</summary>
public static class ConfigurationFactory
{
    private static readonly Lazy<Config> Reference = new(() => FromResource("Akka.Configuration.reference.conf", typeof(Config).Assembly));

    /// <summary>Gets an empty configuration.</summary>
    public static Config Empty => Config.Empty;

    /// <summary>Reads HOCON.</summary>
    /// <param name="hocon">The text.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The text is not HOCON.</exception>
    public static Config ParseString(string hocon)
    {
        try
        {
            return new Config(HoconParser.Parse(hocon));
        }
        catch (HoconException e)
        {
            throw new ConfigurationException(e.Message, e);
        }
    }

    /// <summary>The kernel's own defaults.</summary>
    /// <returns>The reference configuration.</returns>
    public static Config Default() => Reference.Value;

    /// <summary>The application's configuration: none, since there is no configuration file of the runtime's here.</summary>
    /// <returns>An empty configuration.</returns>
    public static Config Load() => Config.Empty;

    /// <summary>Reads an embedded resource.</summary>
    /// <typeparam name="TAssembly">A type of the assembly.</typeparam>
    /// <param name="resourceName">The resource.</param>
    /// <returns>The configuration.</returns>
    public static Config FromResource<TAssembly>(string resourceName) => FromResource(resourceName, typeof(TAssembly).Assembly);

    /// <summary>Reads an embedded resource.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">There is no such resource.</exception>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new ConfigurationException($"{assembly.GetName().Name} has no resource {resourceName}.");
        using var reader = new StreamReader(stream);
        return ParseString(reader.ReadToEnd());
    }
}
