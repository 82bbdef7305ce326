using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Turns objects into bytes and back.</summary>
public abstract class Serializer
{
    /// <summary>Initializes a new instance of the <see cref="Serializer"/> class.</summary>
    /// <param name="system">The actor system.</param>
    protected Serializer(ExtendedActorSystem system) => this.system = system;

    /// <summary>The actor system.</summary>
    protected readonly ExtendedActorSystem system;

    /// <summary>Gets the number stored with the bytes; 0 to 40 are the kernel's own. By default <c>akka.actor.serialization-identifiers</c> names it.</summary>
    public virtual int Identifier => SerializerIdentifier.FromConfig(system, GetType());

    /// <summary>Gets a value indicating whether <see cref="FromBinary(byte[], Type)"/> needs the type.</summary>
    public abstract bool IncludeManifest { get; }

    /// <summary>Turns an object into bytes.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>The bytes.</returns>
    public abstract byte[] ToBinary(object obj);

    /// <summary>Turns bytes into an object.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="type">Its type; null if the bytes tell.</param>
    /// <returns>The object.</returns>
    public abstract object FromBinary(byte[] bytes, Type type);

    /// <summary>Turns bytes into an object.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The object.</returns>
    public T FromBinary<T>(byte[] bytes) => (T)FromBinary(bytes, typeof(T));
}

/// <summary>A serialiser that names types by texts of its own, so that they can be renamed.</summary>
public abstract class SerializerWithStringManifest : Serializer
{
    /// <summary>Initializes a new instance of the <see cref="SerializerWithStringManifest"/> class.</summary>
    /// <param name="system">The actor system.</param>
    protected SerializerWithStringManifest(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <inheritdoc/>
    public sealed override bool IncludeManifest => true;

    /// <inheritdoc/>
    public sealed override object FromBinary(byte[] bytes, Type type) => FromBinary(bytes, Serialization.ManifestOf(type));

    /// <summary>Turns bytes into an object.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="manifest">What <see cref="Manifest"/> said.</param>
    /// <returns>The object.</returns>
    public abstract object FromBinary(byte[] bytes, string manifest);

    /// <summary>The text that names an object's type.</summary>
    /// <param name="o">The object.</param>
    /// <returns>The text.</returns>
    public abstract string Manifest(object o);
}
