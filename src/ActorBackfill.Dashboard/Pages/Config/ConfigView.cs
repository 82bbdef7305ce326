using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Config;

/// <summary>The settings that hold for a job, without secrets.</summary>
public sealed record ConfigView
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the name of its file.</summary>
    public required string File { get; init; }

    /// <summary>Gets the settings.</summary>
    public required ImmutableArray<ConfigSetting> Settings { get; init; }

    /// <summary>Gets whether the reader may have machine, storage and source looked at: that writes and connects.</summary>
    public bool MayLook { get; init; }

    /// <summary>Gets what was found on machine, storage and source; null when nobody asked to look.</summary>
    public ImmutableArray<ConfigFinding>? Findings { get; init; }
}

/// <summary>One setting.</summary>
/// <param name="Key">Its path.</param>
/// <param name="Value">Its value; what is secret is masked already.</param>
/// <param name="From">file, environment, flag or default.</param>
/// <param name="Origin">The place: file and line, the variable, the flag.</param>
/// <param name="IsMasked">Whether something of it is not shown.</param>
public sealed record ConfigSetting(string Key, string Value, string From, string Origin, bool IsMasked);

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Verdict">ok, warning or problem.</param>
/// <param name="Text">What was found.</param>
/// <param name="Help">What to do; null when nothing is to be done.</param>
public sealed record ConfigFinding(string Name, string Verdict, string Text, string? Help);
