using Akka.Routing;

namespace Akka.Actor;

/// <summary>What <c>akka.actor.deployment</c> says about an actor's path.</summary>
internal static class Deployer
{
    public static Props Apply(ActorSystemImpl system, Props props, ActorPath path)
    {
        // Names that were made up begin with $ and cannot be configured; most actors have such a name.
        if (path.Name[0] == '$' && props.RouterConfig is not FromConfig)
            return props;
        var elements = path.Elements;
        var deployment = elements.Count > 1 && elements[0] == "user"
            ? system.Settings.Deployments.GetValueOrDefault(string.Join('/', elements.Skip(1)))
            : null;
        if (deployment is null)
        {
            return props.RouterConfig is FromConfig
                ? throw new Configuration.ConfigurationException($"Configuration missing for router [{path}] in 'akka.actor.deployment' section.")
                : props;
        }

        var dispatcher = deployment.GetString("dispatcher", "");
        var mailbox = deployment.GetString("mailbox", "");
        if (!string.IsNullOrEmpty(dispatcher))
            props = props.WithDispatcher(dispatcher);
        if (!string.IsNullOrEmpty(mailbox))
            props = props.WithMailbox(mailbox);
        var router = deployment.GetString("router", "from-code");
        if (router == "from-code")
            return props;
        var className = system.Settings.Config.GetString($"akka.actor.router.type-mapping.{router}")
            ?? throw new Configuration.ConfigurationException($"Cannot load router: {router}");
        var type = Type.GetType(className)
            ?? throw new Configuration.ConfigurationException($"Cannot load router class {className}");
        var config = deployment.WithFallback(system.Settings.Config.GetConfig("akka.actor.deployment.default"));
        return props.WithRouter((RouterConfig)Activator.CreateInstance(type, config)!);
    }
}
