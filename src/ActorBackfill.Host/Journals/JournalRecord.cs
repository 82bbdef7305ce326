using System.Text.Json;
using ActorBackfill.Domain.Checkpoints;

namespace ActorBackfill.Host.Journals;

/// <summary>One event as the journal's file has it.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="Manifest">Its kind: <c>us1</c>.</param>
/// <param name="Message">Its bytes.</param>
internal sealed record JournalRecord(long Sequence, string Manifest, byte[] Message)
{
    // The checksum stands behind the text.
    private const int ChecksumBytes = 4;

    /// <summary>Reads the event.</summary>
    /// <exception cref="CorruptEventException">It is damaged.</exception>
    public ICheckpointEvent Read() => (ICheckpointEvent)CheckpointCodec.Read(Message, Manifest);

    /// <summary>Gets its text, which is JSON once <see cref="Read"/> has found it whole.</summary>
    public JsonDocument Content() => JsonDocument.Parse(Message.AsMemory(0, Message.Length - ChecksumBytes));

    /// <summary>Gets when it was written; null for the few kinds that do not say so.</summary>
    /// <param name="content">Its text.</param>
    public static DateTimeOffset? At(JsonDocument content) => content.RootElement.TryGetProperty("at", out var at) ? at.GetDateTimeOffset() : null;

    /// <summary>Gets in which run it was written; null for the kinds that do not say so.</summary>
    /// <param name="content">Its text.</param>
    public static string? RunOf(JsonDocument content) => content.RootElement.TryGetProperty("runId", out var run) ? run.GetString() : null;
}
