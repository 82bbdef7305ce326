using System.Collections.Immutable;
using Akka.Util;

namespace Akka.Actor.Setup;

/// <summary>A piece of a system's start that is set in code.</summary>
public abstract class Setup
{
    /// <summary>This and another.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Both.</returns>
    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}

/// <summary>All that is set in code at a system's start, one piece of each type.</summary>
public sealed class ActorSystemSetup
{
    private readonly ImmutableDictionary<Type, Setup> _setups;

    private ActorSystemSetup(ImmutableDictionary<Type, Setup> setups) => _setups = setups;

    /// <summary>Gets nothing.</summary>
    public static ActorSystemSetup Empty { get; } = new(ImmutableDictionary<Type, Setup>.Empty);

    /// <summary>Puts pieces together.</summary>
    /// <param name="setup">The pieces.</param>
    /// <returns>All of them; of two of one type the last.</returns>
    public static ActorSystemSetup Create(params Setup[] setup) => setup.Aggregate(Empty, (all, one) => all.And(one));

    /// <summary>Finds a piece.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The piece, if there is one.</returns>
    public Option<T> Get<T>()
        where T : Setup => _setups.TryGetValue(typeof(T), out var found) ? (T)found : Option<T>.None;

    /// <summary>These and another.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="setup">The other.</param>
    /// <returns>All of them.</returns>
    public ActorSystemSetup WithSetup<T>(T setup)
        where T : Setup => new(_setups.SetItem(setup.GetType(), setup));

    /// <summary>These and another.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="setup">The other.</param>
    /// <returns>All of them.</returns>
    public ActorSystemSetup And<T>(T setup)
        where T : Setup => WithSetup(setup);
}
