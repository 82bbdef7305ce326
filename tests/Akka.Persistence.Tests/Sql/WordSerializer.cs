using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Persistence.Tests.Sql;

/// <summary>An event of the tests.</summary>
public sealed record Word(string Text);

/// <summary>An event that has no serialized form.</summary>
public sealed record Unwritable
{
    public override string ToString() => "unwritable";
}

/// <summary>Writes <see cref="Word"/>s as their text.</summary>
public sealed class WordSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const string Config =
        """
        akka.actor {
          serializers.word = "Akka.Persistence.Tests.Sql.WordSerializer, Akka.Persistence.Tests"
          serialization-bindings {
            "Akka.Persistence.Tests.Sql.Word, Akka.Persistence.Tests" = word
            "Akka.Persistence.Tests.Sql.Unwritable, Akka.Persistence.Tests" = word
            "System.String" = word
          }
        }
        """;

    public override int Identifier => 4711;

    public override string Manifest(object o) => o is Word ? "w1" : "";

    public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(obj switch
    {
        Word word => word.Text,
        string text => text,
        _ => throw new SerializationException($"{obj} has no form"),
    });

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "w1" => new Word(Encoding.UTF8.GetString(bytes)),
        "" => Encoding.UTF8.GetString(bytes),
        _ => throw new SerializationException($"unknown manifest {manifest}"),
    };
}
