using Microsoft.Win32.SafeHandles;

namespace ActorBackfill.Host.Consoles;

/// <summary>
/// A standard stream that cannot break the program: once it refuses a write (closed, disk full, a terminal that has gone) everything
/// further is dropped, and the reason is kept. A run does not end because nobody can be told about it.
/// </summary>
/// <param name="stream">The process's stream; owned by it.</param>
internal sealed class LastingStream(Stream stream) : Stream
{
    // Never closed.
    private static readonly List<SafeFileHandle> Occupied = [];

    private volatile Exception? _failure;

    /// <summary>Gets why something was not written, or null.</summary>
    public string? Failure => _failure is { } failure ? (failure.InnerException ?? failure).Message : null;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Occupies the numbers of standard streams that were closed, so that no file of ours gets one and with it our output.</summary>
    public static void OccupyClosed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        while (true)
        {
            // The system gives the lowest number that is free; those up to 2 stay open until the end.
#pragma warning disable CA2000 // Disposed, or kept for ever.
            var handle = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
#pragma warning restore CA2000
            if (handle.DangerousGetHandle() > 2)
            {
                handle.Dispose();
                return;
            }

            Occupied.Add(handle);
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            stream.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failure = e;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // The system's streams keep nothing back.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
