using System.Buffers.Binary;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>One unit that a commit settled.</summary>
/// <param name="Ordinal">Which.</param>
/// <param name="Outcome">Done or empty.</param>
/// <param name="Attempt">The attempt that ended it, from 1.</param>
/// <param name="Rows">Rows of all tables.</param>
/// <param name="Milliseconds">How long that attempt took.</param>
/// <param name="Fingerprint">First 64 bits of its content hash.</param>
public readonly record struct SettledUnit(long Ordinal, UnitOutcome Outcome, int Attempt, int Rows, int Milliseconds, ulong Fingerprint);

/// <summary>
/// Packs settled units into text: a unit is its ordinal as a difference to the one before, outcome and attempt, rows and milliseconds as
/// variable-length numbers and 8 bytes of hash; base64 around it. About 17 characters a unit when ordinals are near each other.
/// </summary>
public static class SettledUnits
{
    /// <summary>The most units one event holds; a group closes there.</summary>
    public const int MaxUnits = 1000;

    /// <summary>Packs units.</summary>
    /// <param name="units">In any order; kept.</param>
    public static string Pack(IReadOnlyList<SettledUnit> units)
    {
        var bytes = new byte[(units.Count * 43) + 10];
        var at = Write(bytes, 0, (ulong)units.Count);
        var before = 0L;
        foreach (var unit in units)
        {
            var difference = unit.Ordinal - before;
            at = Write(bytes, at, unchecked((ulong)((difference << 1) ^ (difference >> 63))));
            at = Write(bytes, at, ((ulong)unit.Attempt << 3) | (uint)unit.Outcome);
            at = Write(bytes, at, (ulong)unit.Rows);
            at = Write(bytes, at, (ulong)unit.Milliseconds);
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), unit.Fingerprint);
            at += 8;
            before = unit.Ordinal;
        }

        return Convert.ToBase64String(bytes, 0, at);
    }

    /// <summary>Unpacks units.</summary>
    /// <param name="packed">What <see cref="Pack"/> gave.</param>
    /// <exception cref="CorruptEventException">The text is damaged.</exception>
    public static IReadOnlyList<SettledUnit> Unpack(string packed)
    {
        try
        {
            var bytes = Convert.FromBase64String(packed);
            var at = 0;
            var units = new SettledUnit[checked((int)Math.Min(Read(bytes, ref at), (ulong)bytes.Length))];
            var before = 0L;
            for (var i = 0; i < units.Length; i++)
            {
                var zigzag = Read(bytes, ref at);
                before += (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
                var state = Read(bytes, ref at);
                var rows = (int)Read(bytes, ref at);
                var milliseconds = (int)Read(bytes, ref at);
                if (before < 0 || (state & 7) > (ulong)UnitOutcome.Empty)
                {
                    throw new FormatException($"unit {i + 1} has ordinal {before} and outcome {state & 7}");
                }

                units[i] = new SettledUnit(before, (UnitOutcome)(state & 7), (int)(state >> 3), rows, milliseconds, BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(at)));
                at += 8;
            }

            return at == bytes.Length ? units : throw new CorruptEventException($"{bytes.Length - at} bytes follow the last unit");
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new CorruptEventException("the units of an event cannot be read: " + e.Message, e);
        }
    }

    private static int Write(byte[] bytes, int at, ulong value)
    {
        while (value >= 0x80)
        {
            bytes[at++] = (byte)(value & 0x7F | 0x80);
            value >>= 7;
        }

        bytes[at++] = (byte)value;
        return at;
    }

    private static ulong Read(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("a number is longer than 64 bits");
    }
}
