using System.Collections.Concurrent;
using System.Reflection;

namespace Akka.Actor;

/// <summary>Makes actors through the public constructor that fits the arguments.</summary>
internal sealed class ReflectiveProducer(Type actorType, object[] args) : IIndirectActorProducer
{
    // Only constructors without a choice are kept: with several, the arguments decide each time.
    private static readonly ConcurrentDictionary<Type, ConstructorInvoker?> SingleConstructors = new();

    public Type ActorType { get; } = typeof(ActorBase).IsAssignableFrom(actorType)
        ? actorType
        : throw new ArgumentException($"{actorType} is not an actor type: it does not inherit ActorBase.", nameof(actorType));

    public ActorBase Produce()
    {
        if (SingleConstructors.GetOrAdd(ActorType, FindSingle) is { } constructor)
            return (ActorBase)constructor.Invoke(args.AsSpan()!);
        return (ActorBase)Activator.CreateInstance(ActorType, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, null, args, null)!;
    }

    public void Release(ActorBase actor)
    {
        if (actor is IDisposable disposable)
            disposable.Dispose();
    }

    private ConstructorInvoker? FindSingle(Type type)
    {
        var constructors = type.GetConstructors();
        return !type.IsAbstract && constructors.Length == 1 && constructors[0].GetParameters().Length == args.Length
            ? ConstructorInvoker.Create(constructors[0])
            : null;
    }
}
