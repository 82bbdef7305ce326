namespace ActorBackfill.Host.Configuring;

/// <summary>Where a setting comes from.</summary>
internal enum SettingKind
{
    /// <summary>A job file, or a file that it includes.</summary>
    File,

    /// <summary>An environment variable.</summary>
    Variable,

    /// <summary>A flag of the command line.</summary>
    Flag,

    /// <summary>Nobody set it: it is the default.</summary>
    Default,
}

/// <summary>One setting of a job as a run would have it, fit to be shown.</summary>
/// <param name="Key">Its path as a file writes it; elements of a list of blocks have a number: <c>hooks.on-finish[0].command</c>.</param>
/// <param name="Value">Its value as a file writes it, with <c>***</c> in the place of what is secret.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Origin">The place: file and line, the variable, the flag.</param>
/// <param name="IsMasked">Whether something of it is not shown.</param>
internal sealed record EffectiveSetting(string Key, string Value, SettingKind Kind, string Origin, bool IsMasked);
