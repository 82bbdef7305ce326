using Akka.Configuration;
using Akka.Routing;

namespace Akka.Actor;

/// <summary>Where and behind which router an actor runs.</summary>
public class Deploy : IEquatable<Deploy>
{
    /// <summary>Says that no dispatcher is named.</summary>
    public static readonly string NoDispatcherGiven = string.Empty;

    /// <summary>Says that no mailbox is named.</summary>
    public static readonly string NoMailboxGiven = string.Empty;

    // After the two above: its constructor reads them.
    /// <summary>In this process, on the default dispatcher, in the default mailbox.</summary>
    public static readonly Deploy Local = new(scope: Scope.Local);

    /// <summary>Initializes a new instance of the <see cref="Deploy"/> class.</summary>
    /// <param name="path">Which actor it is for; empty for any.</param>
    /// <param name="config">Its block in the configuration; null for none.</param>
    /// <param name="routerConfig">The router; null for none.</param>
    /// <param name="scope">Local or elsewhere; null for local.</param>
    /// <param name="dispatcher">The dispatcher's path; null or empty for the default.</param>
    /// <param name="mailbox">The mailbox's path; null or empty for the default.</param>
    public Deploy(
        string path = "",
        Config? config = null,
        RouterConfig? routerConfig = null,
        Scope? scope = null,
        string? dispatcher = null,
        string? mailbox = null)
    {
        Path = path;
        Config = config ?? ConfigurationFactory.Empty;
        RouterConfig = routerConfig ?? NoRouter.Instance;
        Scope = scope ?? Scope.Local;
        Dispatcher = dispatcher ?? NoDispatcherGiven;
        Mailbox = mailbox ?? NoMailboxGiven;
    }

    /// <summary>Gets which actor it is for.</summary>
    public string Path { get; }

    /// <summary>Gets its block in the configuration.</summary>
    public Config Config { get; }

    /// <summary>Gets the router.</summary>
    public RouterConfig RouterConfig { get; }

    /// <summary>Gets local or elsewhere.</summary>
    public Scope Scope { get; }

    /// <summary>Gets the dispatcher's path; empty for the default.</summary>
    public string Dispatcher { get; }

    /// <summary>Gets the mailbox's path; empty for the default.</summary>
    public string Mailbox { get; }

    /// <summary>The same with another dispatcher.</summary>
    /// <param name="dispatcher">Its path.</param>
    /// <returns>The new deployment.</returns>
    public virtual Deploy WithDispatcher(string dispatcher) => new(Path, Config, RouterConfig, Scope, dispatcher, Mailbox);

    /// <summary>The same with another mailbox.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The new deployment.</returns>
    public virtual Deploy WithMailbox(string path) => new(Path, Config, RouterConfig, Scope, Dispatcher, path);

    /// <summary>The same with another router.</summary>
    /// <param name="routerConfig">The router.</param>
    /// <returns>The new deployment.</returns>
    public virtual Deploy WithRouterConfig(RouterConfig routerConfig) => new(Path, Config, routerConfig, Scope, Dispatcher, Mailbox);

    /// <inheritdoc/>
    public bool Equals(Deploy? other) => other is not null && Path == other.Path && Dispatcher == other.Dispatcher
        && Mailbox == other.Mailbox && RouterConfig.Equals(other.RouterConfig) && Scope.Equals(other.Scope);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Deploy);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Dispatcher, Mailbox);
}

/// <summary>Whether an actor runs in this process.</summary>
public abstract class Scope
{
    /// <summary>In this process.</summary>
    public static readonly LocalScope Local = LocalScope.Instance;
}

/// <summary>In this process.</summary>
public sealed class LocalScope : Scope
{
    private LocalScope() { }

    /// <summary>Gets the only one.</summary>
    public static LocalScope Instance { get; } = new();
}
