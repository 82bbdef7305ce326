namespace Akka.Actor;

/// <summary>Something there is one of in a system.</summary>
public interface IExtension;

/// <summary>Makes an extension.</summary>
public interface IExtensionId
{
    /// <summary>Gets the extension's type.</summary>
    Type ExtensionType { get; }

    /// <summary>Finds the extension of a system and registers it if it must.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    object Apply(ActorSystem system);

    /// <summary>Finds the extension of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    object Get(ActorSystem system);

    /// <summary>Makes the extension of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    object CreateExtension(ExtendedActorSystem system);
}

/// <summary>Makes an extension of a type.</summary>
/// <typeparam name="T">The extension's type.</typeparam>
public interface IExtensionId<out T> : IExtensionId
    where T : IExtension
{
    /// <summary>Finds the extension of a system and registers it if it must.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    new T Apply(ActorSystem system);

    /// <summary>Finds the extension of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    new T Get(ActorSystem system);

    /// <summary>Makes the extension of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    new T CreateExtension(ExtendedActorSystem system);
}

/// <summary>What most ids of extensions begin with.</summary>
/// <typeparam name="T">The extension's type.</typeparam>
public abstract class ExtensionIdProvider<T> : IExtensionId<T>
    where T : IExtension
{
    /// <inheritdoc/>
    public Type ExtensionType => typeof(T);

    /// <inheritdoc/>
    public T Apply(ActorSystem system) => (T)system.RegisterExtension(this);

    /// <inheritdoc/>
    object IExtensionId.Apply(ActorSystem system) => Apply(system);

    /// <inheritdoc/>
    public T Get(ActorSystem system) => (T)system.GetExtension(this);

    /// <inheritdoc/>
    object IExtensionId.Get(ActorSystem system) => Get(system);

    /// <inheritdoc/>
    public abstract T CreateExtension(ExtendedActorSystem system);

    /// <inheritdoc/>
    object IExtensionId.CreateExtension(ExtendedActorSystem system) => CreateExtension(system);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is T;

    /// <inheritdoc/>
    public override int GetHashCode() => typeof(T).GetHashCode();
}

/// <summary>Extensions by type parameter.</summary>
public static class ActorSystemWithExtensions
{
    /// <summary>Finds an extension; null if none of the type is registered.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    public static T GetExtension<T>(this ActorSystem system)
        where T : class, IExtension => system.GetExtension<T>();

    /// <summary>Finds an extension and registers it if it must.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="system">The system.</param>
    /// <param name="extensionId">The type of its id.</param>
    /// <returns>The extension.</returns>
    public static T WithExtension<T>(this ActorSystem system, Type extensionId)
        where T : class, IExtension =>
        (T)system.RegisterExtension((IExtensionId)Activator.CreateInstance(extensionId)!);

    /// <summary>Finds an extension and registers it if it must.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <typeparam name="TI">The type of its id.</typeparam>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    public static T WithExtension<T, TI>(this ActorSystem system)
        where T : class, IExtension
        where TI : IExtensionId => system.WithExtension<T>(typeof(TI));
}
