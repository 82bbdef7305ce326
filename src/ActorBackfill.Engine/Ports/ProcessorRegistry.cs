using System.Collections.Immutable;

namespace ActorBackfill.Engine.Ports;

/// <summary>The processors a job file can name. Nothing is ever loaded by a type's name.</summary>
public sealed class ProcessorRegistry
{
    private readonly Dictionary<string, Func<ImmutableSortedDictionary<string, string>, IProcessor>> _factories = new(StringComparer.Ordinal);

    /// <summary>Gets the registered names, sorted.</summary>
    public IEnumerable<string> Names => _factories.Keys.Order(StringComparer.Ordinal);

    /// <summary>Registers a processor.</summary>
    /// <param name="name">Its name in job files, kebab case.</param>
    /// <param name="create">Makes an instance from the job file's <c>settings</c>; called once a worker, or once a unit.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public ProcessorRegistry Add(string name, Func<ImmutableSortedDictionary<string, string>, IProcessor> create)
    {
        _factories.Add(name, create);
        return this;
    }

    /// <summary>Gets the factory of a name, or null.</summary>
    /// <param name="name">As in the job file.</param>
    public Func<ImmutableSortedDictionary<string, string>, IProcessor>? Find(string name) => _factories.GetValueOrDefault(name);
}
