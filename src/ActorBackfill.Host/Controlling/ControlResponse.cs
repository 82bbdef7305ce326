using System.Collections.Immutable;
using System.Text.Json;

namespace ActorBackfill.Host.Controlling;

/// <summary>The answer to a <see cref="ControlRequest"/>, one line of JSON.</summary>
internal sealed record ControlResponse
{
    /// <summary>Gets the version of the protocol.</summary>
    public int V { get; init; } = ControlProtocol.Version;

    /// <summary>Gets whether it was done.</summary>
    public required bool Ok { get; init; }

    /// <summary>Gets why not, as a name for programs: <c>unknown-command</c>; null when it was done.</summary>
    public string? Code { get; init; }

    /// <summary>Gets what people are told, line by line; the first one is the error's when it was not done.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>Gets what programs are told, an object; null when the lines say it all.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Gets the answer to what was done.</summary>
    /// <param name="lines">What people are told.</param>
    public static ControlResponse Done(params ReadOnlySpan<string> lines) => new() { Ok = true, Lines = [.. lines] };

    /// <summary>Gets the answer to what was not done.</summary>
    /// <param name="code">Why, for programs.</param>
    /// <param name="message">Why, for people: one sentence.</param>
    public static ControlResponse Refused(string code, string message) => new() { Ok = false, Code = code, Lines = [message] };
}
