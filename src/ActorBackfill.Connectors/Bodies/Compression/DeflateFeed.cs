namespace ActorBackfill.Connectors.Bodies.Compression;

/// <summary>
/// Hands compressed bytes to a DeflateStream, which reads ahead and does not say where its data ended. From <paramref name="singlesFrom"/>
/// on it hands out one byte at a time, so that an end there is known exactly.
/// </summary>
/// <param name="bytes">The bytes.</param>
/// <param name="from">Where the deflate data begins.</param>
/// <param name="singlesFrom">From where on bytes are handed out one by one.</param>
internal sealed class DeflateFeed(ReadOnlyMemory<byte> bytes, int from, int singlesFrom) : Stream
{
    private int _position = from;

    /// <summary>Gets where the block that was handed out last began.</summary>
    public int LastFrom { get; private set; } = from;

    /// <summary>Gets whether more was wanted than there is: the data was cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Gets the bytes handed out, and those before them.</summary>
    public int Handed => _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, _position < singlesFrom ? Math.Min(singlesFrom, bytes.Length) - _position : Math.Min(1, bytes.Length - _position));
        bytes.Span.Slice(_position, length).CopyTo(buffer);
        LastFrom = _position;
        _position += length;
        IsCut |= length == 0 && !buffer.IsEmpty;
        return length;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
