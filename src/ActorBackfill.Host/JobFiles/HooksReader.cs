using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>hooks { on-finish = [{ command | webhook, secret-file, time-limit }], on-failure = [...], on-stall = [...], stall-after }</c>.</summary>
internal static class HooksReader
{
    public static HooksDefinition Read(HoconObjectReader job)
    {
        if (job.OptionalObject("hooks") is not { } reader)
        {
            return new HooksDefinition();
        }

        return new HooksDefinition
        {
            OnFinish = Hooks(reader, "on-finish"),
            OnFailure = Hooks(reader, "on-failure"),
            OnStall = Hooks(reader, "on-stall"),
            StallAfter = reader.DurationWithin("stall-after", new HooksDefinition().StallAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)),
        };
    }

    private static ImmutableArray<HookDefinition> Hooks(HoconObjectReader reader, string key)
    {
        if (!reader.Has(key))
        {
            return [];
        }

        var hooks = reader.ObjectList(key);
        if (hooks.Count > HooksDefinition.MaxHooks)
        {
            reader.Error(key, $"has {hooks.Count} hooks; at most {HooksDefinition.MaxHooks} are right");
        }

        return [.. hooks.Select(Hook)];
    }

    private static HookDefinition Hook(HoconObjectReader hook)
    {
        var command = hook.Has("command") ? hook.TextList("command") : [];
        var webhook = hook.OptionalText("webhook");
        if (command.IsEmpty == webhook is null)
        {
            hook.Error(webhook is null ? "command" : "webhook", "a hook has either a command, a list of program and arguments, or a webhook");
        }

        Uri? address = null;
        if (webhook is not null && (!Uri.TryCreate(webhook, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0))
        {
            // The address itself is not repeated: tokens stand in such.
            hook.Error("webhook", "is not an absolute address, http or https, without user name");
        }

        var secret = hook.OptionalText("secret-file");
        if (secret is not null && webhook is null)
        {
            hook.Error("secret-file", "is for a webhook");
        }

        var limit = hook.DurationWithin("time-limit", new HookDefinition().TimeLimit, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        hook.Finish();
        return new HookDefinition { Command = command.IsEmpty && address is null ? ["?"] : command, Webhook = address, SecretFile = secret, TimeLimit = limit };
    }
}
