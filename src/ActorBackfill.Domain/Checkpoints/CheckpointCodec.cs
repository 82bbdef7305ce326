using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>
/// Writes and reads events: UTF-8 JSON by generated code, then CRC-32C of it in 4 bytes. The manifest names type and version; no .NET
/// name is ever stored, and only the manifests listed here are read.
/// </summary>
public static class CheckpointCodec
{
    /// <summary>The largest event in bytes; data never goes into the journal.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>The manifest of <see cref="ValuesRegistered"/>, for a reader that needs those events before the others.</summary>
    public const string ManifestOfValues = "vr1";

    /// <summary>Gets the manifest of an event.</summary>
    /// <param name="event">The event or a state as a snapshot.</param>
    public static string Manifest(object @event) => @event switch
    {
        UnitsSettled => "us1",
        UnitsClosed => "uc1",
        RunStarted => "rs1",
        RunEnded => "re1",
        ValuesRegistered => ManifestOfValues,
        SinkReverted => "sr1",
        UnitsReopened => "ur1",
        LedgerAdopted => "la1",
        ControlChanged => "cc1",
        AttemptsFailed => "af1",
        UnitsRequeued => "rq1",
        UnitsQuarantined => "qu1",
        BreakerOpened => "bo1",
        BreakerClosed => "bc1",
        ProcessDied => "pd1",
        PlanRecorded => "pl1",
        UnitsDropped => "dr1",
        UnitsForgotten => "fo1",
        CheckpointSnapshot => "cs1",
        _ => throw new ArgumentException($"{@event.GetType().Name} is not an event of the checkpoint", nameof(@event)),
    };

    /// <summary>Writes an event.</summary>
    /// <param name="event">One of <see cref="ICheckpointEvent"/> or a <see cref="CheckpointSnapshot"/>.</param>
    /// <exception cref="ArgumentException">An event is larger than <see cref="MaxBytes"/>; see <see cref="EventParts"/>.</exception>
    public static byte[] Write(object @event)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), CheckpointJson.Default);
        if (json.Length + 4 > MaxBytes && @event is ICheckpointEvent)
        {
            throw new ArgumentException($"{@event.GetType().Name} takes {json.Length + 4} bytes; an event has at most {MaxBytes}", nameof(@event));
        }

        var bytes = new byte[json.Length + 4];
        json.CopyTo(bytes, 0);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(json.Length), Crc(json));
        return bytes;
    }

    /// <summary>Reads an event.</summary>
    /// <param name="bytes">What <see cref="Write"/> gave.</param>
    /// <param name="manifest">What <see cref="Manifest"/> gave.</param>
    /// <exception cref="CorruptEventException">The bytes are damaged, or the manifest is unknown (a newer version wrote it).</exception>
    public static object Read(ReadOnlySpan<byte> bytes, string manifest)
    {
        var type = manifest switch
        {
            "us1" => typeof(UnitsSettled),
            "uc1" => typeof(UnitsClosed),
            "rs1" => typeof(RunStarted),
            "re1" => typeof(RunEnded),
            ManifestOfValues => typeof(ValuesRegistered),
            "sr1" => typeof(SinkReverted),
            "ur1" => typeof(UnitsReopened),
            "la1" => typeof(LedgerAdopted),
            "cc1" => typeof(ControlChanged),
            "af1" => typeof(AttemptsFailed),
            "rq1" => typeof(UnitsRequeued),
            "qu1" => typeof(UnitsQuarantined),
            "bo1" => typeof(BreakerOpened),
            "bc1" => typeof(BreakerClosed),
            "pd1" => typeof(ProcessDied),
            "pl1" => typeof(PlanRecorded),
            "dr1" => typeof(UnitsDropped),
            "fo1" => typeof(UnitsForgotten),
            "cs1" => typeof(CheckpointSnapshot),
            _ => throw new CorruptEventException($"event '{manifest}' is not known to this version"),
        };
        if (bytes.Length < 4 || System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[^4..]) != Crc(bytes[..^4]))
        {
            throw new CorruptEventException($"an event '{manifest}' of {bytes.Length} bytes does not match its checksum");
        }

        if (QuickEvents.TryRead(bytes[..^4], manifest) is { } quick)
        {
            return quick;
        }

        try
        {
            return JsonSerializer.Deserialize(bytes[..^4], type, CheckpointJson.Default)
                ?? throw new CorruptEventException($"an event '{manifest}' is null");
        }
        catch (JsonException e)
        {
            throw new CorruptEventException($"an event '{manifest}' cannot be read: {e.Message}", e);
        }
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UnitsSettled))]
[JsonSerializable(typeof(UnitsClosed))]
[JsonSerializable(typeof(RunStarted))]
[JsonSerializable(typeof(RunEnded))]
[JsonSerializable(typeof(ValuesRegistered))]
[JsonSerializable(typeof(SinkReverted))]
[JsonSerializable(typeof(UnitsReopened))]
[JsonSerializable(typeof(LedgerAdopted))]
[JsonSerializable(typeof(ControlChanged))]
[JsonSerializable(typeof(AttemptsFailed))]
[JsonSerializable(typeof(UnitsRequeued))]
[JsonSerializable(typeof(UnitsQuarantined))]
[JsonSerializable(typeof(BreakerOpened))]
[JsonSerializable(typeof(BreakerClosed))]
[JsonSerializable(typeof(ProcessDied))]
[JsonSerializable(typeof(PlanRecorded))]
[JsonSerializable(typeof(UnitsDropped))]
[JsonSerializable(typeof(UnitsForgotten))]
[JsonSerializable(typeof(CheckpointSnapshot))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
