using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.CommandLine;

namespace ActorBackfill.Host.Configuring;

/// <summary>Writes a command line as it may be kept and shown: settings that may hold secrets without their values, addresses without passwords.</summary>
internal static class ArgumentMask
{
    // Blocks whose values are secret whatever their keys are called.
    private static readonly string[] Blocks = ["headers", "params", "settings", "hooks", "akka", "dsn"];

    /// <summary>Gets the arguments as one line for a shell.</summary>
    /// <param name="arguments">The arguments as they were given.</param>
    public static string Of(IReadOnlyList<string> arguments)
    {
        var addresses = new AddressMask(_ => { });
        return string.Join(' ', Settings(arguments).Select(argument => NextCommand.Quote(addresses.Of(argument))));
    }

    /// <summary>Gets a choice of a job whose commands may be shown on a page.</summary>
    /// <param name="choice">The choice.</param>
    public static JobChoice Of(JobChoice choice)
    {
        var addresses = new AddressMask(_ => { });
        return choice with { Overlays = [.. choice.Overlays.Select(overlay => addresses.Of(Setting(overlay)))] };
    }

    /// <summary>Gets the arguments, settings and addresses among them without secrets.</summary>
    /// <param name="arguments">The arguments as they were given.</param>
    public static IEnumerable<string> Settings(IReadOnlyList<string> arguments) =>
        arguments.Select((argument, i) => i > 0 && arguments[i - 1] == "--set" ? Setting(argument) : SinkDatabases.WithoutSecret(argument));

    /// <summary>Gets a setting of <c>--set</c> without its value where that may be secret.</summary>
    /// <param name="setting">KEY=VALUE.</param>
    public static string Setting(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        var keys = setting[..Math.Max(0, equals)].TrimEnd('+').Split('.');
        var isSecret = keys.Any(SecretNames.IsSecret) || keys.Intersect(Blocks, StringComparer.Ordinal).Any() || setting[(equals + 1)..].TrimStart() is ['{' or '[', ..];
        return isSecret && equals > 0 ? setting[..(equals + 1)] + AddressMask.Hidden : SinkDatabases.WithoutSecret(setting);
    }
}
