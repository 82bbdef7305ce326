using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Serialisers set in code.</summary>
public sealed class SerializationSetup : Actor.Setup.Setup
{
    private SerializationSetup(Func<ExtendedActorSystem, ImmutableHashSet<SerializerDetails>> createSerializers) =>
        CreateSerializers = createSerializers;

    /// <summary>Gets what makes them.</summary>
    public Func<ExtendedActorSystem, ImmutableHashSet<SerializerDetails>> CreateSerializers { get; }

    /// <summary>Serialisers set in code.</summary>
    /// <param name="createSerializers">What makes them.</param>
    /// <returns>The piece of a system's start.</returns>
    public static SerializationSetup Create(Func<ExtendedActorSystem, ImmutableHashSet<SerializerDetails>> createSerializers) => new(createSerializers);
}

/// <summary>A serialiser with its name and the types bound to it.</summary>
public sealed class SerializerDetails
{
    private SerializerDetails(string alias, Serializer serializer, ImmutableHashSet<Type> useFor)
    {
        Alias = alias;
        Serializer = serializer;
        UseFor = useFor;
    }

    /// <summary>Gets the name.</summary>
    public string Alias { get; }

    /// <summary>Gets the serialiser.</summary>
    public Serializer Serializer { get; }

    /// <summary>Gets the types.</summary>
    public ImmutableHashSet<Type> UseFor { get; }

    /// <summary>A serialiser with its name and the types bound to it.</summary>
    /// <param name="alias">The name.</param>
    /// <param name="serializer">The serialiser.</param>
    /// <param name="useFor">The types.</param>
    /// <returns>All three.</returns>
    public static SerializerDetails Create(string alias, Serializer serializer, ImmutableHashSet<Type> useFor) => new(alias, serializer, useFor);
}
