using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>The serialisers of a system: by name, by number and by the types bound to them.</summary>
public class Serialization
{
    private readonly ConcurrentDictionary<Type, Serializer> _byType = new();
    private readonly ConcurrentDictionary<int, Serializer> _byId = new();
    private readonly ConcurrentDictionary<string, Serializer> _byName = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<Type, Serializer>> _bindings = [];
    private readonly Lock _bindingsLock = new();

    /// <summary>Initializes a new instance of the <see cref="Serialization"/> class from <c>akka.actor.serializers</c> and its neighbours.</summary>
    /// <param name="system">The actor system.</param>
    public Serialization(ExtendedActorSystem system)
    {
        System = system;
        var config = system.Settings.Config;
        foreach (var (name, type) in config.GetConfig("akka.actor.serializers").AsEnumerable())
            AddSerializer(name, Make(type.GetString(), config.GetConfig($"akka.actor.serialization-settings.\"{name}\"")));
        foreach (var (type, name) in config.GetConfig("akka.actor.serialization-bindings").AsEnumerable())
            Bind(type, name.GetString());
        foreach (var details in SerializationSetupOf(system))
        {
            AddSerializer(details.Alias, details.Serializer);
            foreach (var type in details.UseFor)
                AddSerializationMap(type, details.Serializer);
        }
    }

    /// <summary>Gets the actor system.</summary>
    public ExtendedActorSystem System { get; }

    /// <summary>Adds a serialiser.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="serializer">The serialiser.</param>
    public void AddSerializer(string name, Serializer serializer)
    {
        _byName[name] = serializer;
        _byId[serializer.Identifier] = serializer;
    }

    /// <summary>Binds a type, and those derived from it, to a serialiser.</summary>
    /// <param name="type">The type.</param>
    /// <param name="serializer">The serialiser.</param>
    public void AddSerializationMap(Type type, Serializer serializer)
    {
        lock (_bindingsLock)
        {
            _bindings.RemoveAll(b => b.Key == type);
            _bindings.Add(new(type, serializer));
            _byType.Clear();
        }
    }

    /// <summary>Finds the serialiser of an object.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="defaultSerializerName">The name of the one to take if none is bound; null for none.</param>
    /// <returns>The serialiser.</returns>
    public Serializer FindSerializerFor(object obj, string? defaultSerializerName = null) =>
        FindSerializerForType(obj.GetType(), defaultSerializerName);

    /// <summary>Finds the serialiser of a type: that of the closest bound type.</summary>
    /// <param name="objectType">The type.</param>
    /// <param name="defaultSerializerName">The name of the one to take if none is bound; null for none.</param>
    /// <returns>The serialiser.</returns>
    /// <exception cref="SerializationException">There is none.</exception>
    public Serializer FindSerializerForType(Type objectType, string? defaultSerializerName = null)
    {
        if (_byType.TryGetValue(objectType, out var known))
            return known;
        if (Closest(objectType) is { } bound)
            return _byType[objectType] = bound;
        if (defaultSerializerName is not null && _byName.TryGetValue(defaultSerializerName, out var named))
            return named;
        throw new SerializationException($"Serializer not found for type {objectType.Name}");
    }

    /// <summary>Turns an object into bytes.</summary>
    /// <param name="o">The object.</param>
    /// <returns>The bytes.</returns>
    public byte[] Serialize(object o) => FindSerializerFor(o).ToBinary(o);

    /// <summary>Turns bytes into an object.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="serializerId">The serialiser's number.</param>
    /// <param name="manifest">What names the type.</param>
    /// <returns>The object.</returns>
    /// <exception cref="SerializationException">There is no such serialiser or type.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        var serializer = ById(serializerId);
        if (serializer is SerializerWithStringManifest withManifest)
            return withManifest.FromBinary(bytes, manifest);
        if (string.IsNullOrEmpty(manifest))
            return serializer.FromBinary(bytes, null!);
        var type = Type.GetType(manifest)
            ?? throw new SerializationException($"Cannot find manifest class [{manifest}] for serializer with id [{serializerId}].");
        return serializer.FromBinary(bytes, type);
    }

    /// <summary>Turns bytes into an object.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="serializerId">The serialiser's number.</param>
    /// <param name="type">The type.</param>
    /// <returns>The object.</returns>
    public object Deserialize(byte[] bytes, int serializerId, Type type) => ById(serializerId).FromBinary(bytes, type);

    internal static string ManifestOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";

    private static ImmutableHashSet<SerializerDetails> SerializationSetupOf(ExtendedActorSystem system) =>
        system.Settings.Setup.Get<SerializationSetup>() is { HasValue: true } setup ? setup.Value.CreateSerializers(system) : [];

    private Serializer ById(int id) => _byId.TryGetValue(id, out var serializer)
        ? serializer
        : throw new SerializationException($"Cannot find serializer with id [{id}]. The most probable reason is that the configuration entry 'akka.actor.serializers' is not in sync.");

    private Serializer? Closest(Type type)
    {
        lock (_bindingsLock)
        {
            var fitting = _bindings.Where(b => b.Key.IsAssignableFrom(type)).ToList();
            return fitting.FirstOrDefault(b => fitting.TrueForAll(other => !b.Key.IsAssignableFrom(other.Key) || other.Key == b.Key)).Value;
        }
    }

    private void Bind(string typeName, string serializerName)
    {
        if (!_byName.TryGetValue(serializerName, out var serializer))
            throw new ConfigurationException($"Serialization binding to non existing serializer: '{serializerName}'");
        var type = Type.GetType(typeName) ?? throw new ConfigurationException($"The type name for message/serializer binding '{serializerName}' did not resolve to an actual Type: '{typeName}'");
        AddSerializationMap(type, serializer);
    }

    private Serializer Make(string typeName, Config settings)
    {
        var type = Type.GetType(typeName) ?? throw new ConfigurationException($"The type name for serializer '{typeName}' did not resolve to an actual Type");
        var takesSettings = type.GetConstructor([typeof(ExtendedActorSystem), typeof(Config)]) is not null;
        return (Serializer)(takesSettings ? Activator.CreateInstance(type, System, settings) : Activator.CreateInstance(type, System))!;
    }
}
