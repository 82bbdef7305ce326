using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;

/// <summary><c>hooks { ... }</c>: what is told when a run has ended, or stands still. What becomes of a hook never changes how the run ended.</summary>
public sealed record HooksDefinition
{
    /// <summary>The most hooks of one kind.</summary>
    public const int MaxHooks = 10;

    /// <summary>Gets the hooks of a run that did all it was to do, exit 0. Key <c>on-finish</c>; default none.</summary>
    public ImmutableArray<HookDefinition> OnFinish { get; init; } = [];

    /// <summary>Gets the hooks of a run that ended otherwise, unless a person or a signal stopped it. Key <c>on-failure</c>; default none.</summary>
    public ImmutableArray<HookDefinition> OnFailure { get; init; } = [];

    /// <summary>Gets the hooks of a run that stands still and does not know until when. Key <c>on-stall</c>; default none.</summary>
    public ImmutableArray<HookDefinition> OnStall { get; init; } = [];

    /// <summary>Gets after how long without a unit that ended a run stands still. Key <c>stall-after</c>; 1 s to 7 d; default 10 minutes.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>One hook: a command, or an address to which a document is posted.</summary>
public sealed record HookDefinition
{
    /// <summary>Gets program and arguments, no shell around them; empty for a webhook. Key <c>command</c>.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Gets the address; null for a command. Key <c>webhook</c>; never shown whole, it may hold a token.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>Gets the file with the secret that signs the document; null leaves it unsigned. Key <c>secret-file</c>.</summary>
    public string? SecretFile { get; init; }

    /// <summary>Gets how long it may take, all tries together. Key <c>time-limit</c>; 1 s to 1 h; default 60 s.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets what people see of it: the program, or scheme and host of the address.</summary>
    public string Name => Webhook is { } address ? $"webhook {address.GetLeftPart(UriPartial.Authority)}" : $"command {Path.GetFileName(Command[0])}";
}
