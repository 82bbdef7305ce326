using System.Collections.Immutable;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Hosting;

/// <summary>A serializer that is made when the system starts.</summary>
internal sealed record SerializerRegistration(string Name, ImmutableHashSet<Type> Types, Func<ExtendedActorSystem, Serializer> Factory)
{
    public SerializerDetails In(ExtendedActorSystem system) => SerializerDetails.Create(Name, Factory(system), Types);
}
