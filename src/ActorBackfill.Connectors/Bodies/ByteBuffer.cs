using System.Buffers;
using System.Globalization;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>Bytes in pooled memory that grow as they come, up to a cap.</summary>
internal sealed class ByteBuffer : IDisposable
{
    private const int SmallestFree = 16 << 10;
    private const int MostBelieved = 1 << 20;

    private readonly string _place;
    private readonly int _cap;
    private byte[] _bytes;
    private bool _isPooled = true;

    /// <summary>Creates an empty buffer.</summary>
    /// <param name="place">For the message when the cap is passed.</param>
    /// <param name="cap">Bytes it may hold.</param>
    /// <param name="expected">Bytes that are likely; no promise.</param>
    public ByteBuffer(string place, long cap, long expected = 0)
    {
        _place = place;
        _cap = (int)Math.Min(cap, Array.MaxLength - 1);
        // What a header promises is believed up to 1 MiB, so that a lie costs no memory.
        _bytes = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(expected + 1, SmallestFree, MostBelieved));
    }

    private ByteBuffer(string place, long cap, byte[] bytes) => (_place, _cap, _bytes, _isPooled) = (place, (int)Math.Min(cap, Array.MaxLength - 1), bytes, false);

    /// <summary>Creates an empty buffer for a file, whose length is no promise but a fact.</summary>
    /// <param name="place">For the message when the cap is passed.</param>
    /// <param name="cap">Bytes it may hold.</param>
    /// <param name="length">The file's length in bytes.</param>
    public static ByteBuffer OfFile(string place, long cap, long length) => length < MostBelieved || length > cap
        ? new ByteBuffer(place, cap, length)
        // Grown in the pool it would leave twice its size there.
        : new ByteBuffer(place, cap, GC.AllocateUninitializedArray<byte>((int)length + 1));

    /// <summary>Gets the bytes held.</summary>
    public int Length { get; private set; }

    /// <summary>Gets what was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Gets the array behind it and how much of it is written, for streams that read memory.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Gets room for more, at least one byte.</summary>
    /// <param name="atLeast">Bytes needed.</param>
    public Memory<byte> Free(int atLeast = 1)
    {
        if (_bytes.Length - Length < atLeast)
        {
            // One byte more than the cap is room enough to notice that it is passed.
            var doubled = (int)Math.Min((long)_bytes.Length * 2, _cap + 1L);
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(doubled, Length + atLeast));
            Written.CopyTo(larger);
            GiveBack();
            (_bytes, _isPooled) = (larger, true);
        }

        return _bytes.AsMemory(Length);
    }

    /// <summary>Takes bytes written to <see cref="Free"/> as held.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="BackfillException">They are more than the cap.</exception>
    public void Advance(int count)
    {
        Length += count;
        if (Length > _cap)
        {
            throw new BackfillException(
                FailureCategory.Oversize, string.Create(CultureInfo.InvariantCulture, $"{_place} is larger than {_cap} bytes (caps.body)"));
        }
    }

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">Which.</param>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free(Math.Max(bytes.Length, 1)).Span);
        Advance(bytes.Length);
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear() => Length = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveBack();
        (_bytes, Length) = ([], 0);
    }

    private void GiveBack()
    {
        if (_isPooled && _bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
