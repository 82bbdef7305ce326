using System.Collections.Immutable;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Serialization;

namespace Akka.Tests.Serializing;

public class SerializationTests : TestKit.Xunit2.TestKit
{
    public SerializationTests()
        : base(
            ActorSystemSetup.Create(
                BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString($$"""
                    akka.actor {
                      serializers.fruit = "{{typeof(FruitSerializer).AssemblyQualifiedName}}"
                      serialization-bindings { "{{typeof(IFruit).AssemblyQualifiedName}}" = fruit }
                      serialization-identifiers { "{{typeof(FruitSerializer).FullName}}, Akka.Tests" = 99 }
                    }
                    """)),
                SerializationSetup.Create(system =>
                    [SerializerDetails.Create("pear", new PearSerializer(system), ImmutableHashSet.Create(typeof(Pear)))])))
    {
    }

    [Fact]
    public void The_closest_bound_type_decides()
    {
        Assert.IsType<FruitSerializer>(Sys.Serialization.FindSerializerFor(new Apple()));
        Assert.IsType<PearSerializer>(Sys.Serialization.FindSerializerForType(typeof(Pear)));
        Assert.IsType<ByteArraySerializer>(Sys.Serialization.FindSerializerForType(typeof(byte[])));
        Assert.Throws<SerializationException>(() => Sys.Serialization.FindSerializerForType(typeof(int)));
        Assert.IsType<FruitSerializer>(Sys.Serialization.FindSerializerForType(typeof(int), "fruit"));
    }

    [Fact]
    public void Bytes_come_back_by_number_and_manifest()
    {
        var serializer = (SerializerWithStringManifest)Sys.Serialization.FindSerializerFor(new Apple());
        Assert.Equal(99, serializer.Identifier);
        var bytes = serializer.ToBinary(new Apple());
        Assert.IsType<Apple>(Sys.Serialization.Deserialize(bytes, 99, "apple-v1"));
        Assert.Throws<SerializationException>(() => Sys.Serialization.Deserialize(bytes, 12345, ""));
        var raw = new byte[] { 1, 2 };
        Assert.Same(raw, Sys.Serialization.Deserialize(Sys.Serialization.Serialize(raw), 4, ""));
    }

    public interface IFruit;

    public sealed class Apple : IFruit;

    public sealed class Pear : IFruit;

    public class FruitSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(Manifest(obj));

        public override object FromBinary(byte[] bytes, string manifest) =>
            manifest == "apple-v1" ? new Apple() : throw new SerializationException(manifest);

        public override string Manifest(object o) => o is Apple ? "apple-v1" : "other";
    }

    public sealed class PearSerializer(ExtendedActorSystem system) : FruitSerializer(system)
    {
        public override int Identifier => 100;
    }
}
