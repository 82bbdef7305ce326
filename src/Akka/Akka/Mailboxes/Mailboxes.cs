using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>Finds the mailbox of an actor: Props first, then what the actor requires, then the dispatcher's, then the default.</summary>
public class Mailboxes
{
    /// <summary>The path of the default mailbox in the configuration.</summary>
    public static readonly string DefaultMailboxId = "akka.actor.default-mailbox";

    private readonly ConcurrentDictionary<string, MailboxType> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, string> _required = new();
    private readonly Dictionary<string, string> _bindings = new(StringComparer.Ordinal);
    private readonly ActorSystem _system;

    internal Mailboxes(ActorSystem system)
    {
        _system = system;
        DeadLetterMailbox = new Mailbox(new DeadLetterQueue(system.DeadLetters));
        DeadLetterMailbox.BecomeClosed();
        var requirements = system.Settings.Config.GetConfig("akka.actor.mailbox.requirements");
        foreach (var (type, id) in requirements.AsEnumerable())
            _bindings[type] = id.GetString();
    }

    /// <summary>Gets the mailbox of those that have ended.</summary>
    public Mailbox DeadLetterMailbox { get; }

    /// <summary>Finds a mailbox type by its path in the configuration.</summary>
    /// <param name="id">The path.</param>
    /// <returns>The type.</returns>
    /// <exception cref="ConfigurationException">There is no such path or no such class.</exception>
    public MailboxType Lookup(string id) => _types.GetOrAdd(id, Make);

    /// <summary>Finds the mailbox type of an actor.</summary>
    /// <param name="props">The actor's recipe.</param>
    /// <param name="dispatcherConfig">The configuration of its dispatcher.</param>
    /// <returns>The type.</returns>
    public MailboxType GetMailboxType(Props props, Config dispatcherConfig)
    {
        var chosen = props.Mailbox;
        if (!string.IsNullOrEmpty(chosen) && chosen != DefaultMailboxId)
            return Lookup(chosen);
        var required = _required.GetOrAdd(props.Type, RequiredBy);
        if (required.Length > 0)
            return Lookup(required);
        var ofDispatcher = dispatcherConfig.GetString("mailbox-type", "");
        return string.IsNullOrEmpty(ofDispatcher) ? Lookup(DefaultMailboxId) : Lookup(ofDispatcher);
    }

    private string RequiredBy(Type actor)
    {
        foreach (var required in actor.GetInterfaces())
        {
            if (!required.IsGenericType || required.GetGenericTypeDefinition() != typeof(IRequiresMessageQueue<>))
                continue;
            var semantics = required.GetGenericArguments()[0];
            if (_bindings.TryGetValue($"{semantics.FullName}, {semantics.Assembly.GetName().Name}", out var id))
                return id;
        }

        return "";
    }

    private MailboxType Make(string id)
    {
        var config = _system.Settings.Config.GetConfig(id);
        if (config.IsEmpty)
            throw new ConfigurationException($"Mailbox Type [{id}] not configured");
        var name = config.GetString("mailbox-type");
        var type = Type.GetType(name) ?? throw new ConfigurationException($"Found mailbox-type [{name}] in configuration for [{id}], but could not find that type.");
        return (MailboxType)Activator.CreateInstance(type, _system.Settings, config)!;
    }
}
