using System.Collections.Concurrent;
using Akka.Configuration;

namespace Akka.Actor;

/// <content>Extensions: one instance a system, made when it is first asked for.</content>
internal sealed partial class ActorSystemImpl
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();

    public override object RegisterExtension(IExtensionId extension) =>
        _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(this))).Value;

    public override object GetExtension(IExtensionId extensionId) =>
        _extensions.TryGetValue(extensionId.ExtensionType, out var extension) ? extension.Value : null!;

    public override T GetExtension<T>() => TryGetExtension<T>(out var extension) ? extension : null!;

    public override bool HasExtension(Type type) => _extensions.ContainsKey(type);

    public override bool HasExtension<T>() => HasExtension(typeof(T));

    public override bool TryGetExtension<T>(out T extension)
    {
        extension = _extensions.TryGetValue(typeof(T), out var found) ? (T)found.Value : null!;
        return extension is not null;
    }

    private void LoadExtensions()
    {
        foreach (var name in Settings.Config.GetStringList("akka.extensions"))
        {
            var type = Type.GetType(name) ?? throw new ConfigurationException($"Could not find the extension {name}.");
            if (Activator.CreateInstance(type) is not IExtensionId id)
                throw new ConfigurationException($"{name} is not an {nameof(IExtensionId)}.");
            RegisterExtension(id);
        }
    }
}
