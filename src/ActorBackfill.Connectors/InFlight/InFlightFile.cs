using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using System.Text;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.InFlight;

/// <summary>
/// The record as a small file mapped into memory: an attempt costs two writes to memory, and the system keeps the page when the process
/// dies, however it dies. Nothing is synced: after a crash of the machine no unit is to blame, which its boot id tells.
/// </summary>
public sealed class InFlightFile : IInFlightRecord, IDisposable
{
    // As many as there can be workers, and as many lost slots again.
    private const int Places = 2_048;
    private const int PlaceBytes = sizeof(long);
    private const int HeaderBytes = 128;
    private const long Magic = 0x31304C4649424131;
    private const int Bytes = HeaderBytes + (Places * PlaceBytes);
    private const int RunIdAt = 8, RunIdBytes = 32, BootIdAt = 40, BootIdBytes = 36, StateAt = 80;
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly ConcurrentStack<int> _free = new(Enumerable.Range(0, Places).Reverse());

    private InFlightFile(MemoryMappedFile file, MemoryMappedFileAccess access)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, 0, access);
        Left = Read();
    }

    /// <inheritdoc/>
    public DeadProcess? Left { get; private set; }

    /// <summary>Opens or creates the file; its directory exists.</summary>
    /// <param name="path">The file, of the job's holder alone.</param>
    /// <exception cref="IOException">It cannot be created or mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be opened.</exception>
    public static InFlightFile Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

#pragma warning disable CA2000 // The mapping closes it.
        var stream = new FileStream(path, options);
#pragma warning restore CA2000
        try
        {
            if (stream.Length != Bytes)
            {
                stream.SetLength(0);
                stream.SetLength(Bytes);
            }

            return new InFlightFile(
                MemoryMappedFile.CreateFromFile(stream, null, Bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false), MemoryMappedFileAccess.ReadWrite);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Looks which units a run holds, without touching the file; null when none does, or the file cannot be read.</summary>
    /// <param name="path">The file.</param>
    public static DeadProcess? Peek(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (stream.Length != Bytes)
            {
                return null;
            }

            using var file = new InFlightFile(
                MemoryMappedFile.CreateFromFile(stream, null, Bytes, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true), MemoryMappedFileAccess.Read);
            return file.Left;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Begin(string runId)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(runId.Length, RunIdBytes, nameof(runId));
        _view.Write(StateAt, 0L);
        for (var place = 0; place < Places; place++)
        {
            _view.Write(At(place), 0L);
        }

        WriteText(RunIdAt, runId, RunIdBytes);
        WriteText(BootIdAt, BootId(), BootIdBytes);
        _view.Write(0, Magic);
        _view.Write(StateAt, 1L);
        Left = null;
    }

    /// <inheritdoc/>
    public int Take() => _free.TryPop(out var place) ? place : -1;

    /// <inheritdoc/>
    public void Mark(int place, long ordinal)
    {
        if (place >= 0)
        {
            _view.Write(At(place), ordinal + 1);
        }
    }

    /// <inheritdoc/>
    public void Give(int place)
    {
        if (place >= 0)
        {
            _view.Write(At(place), 0L);
            _free.Push(place);
        }
    }

    /// <inheritdoc/>
    public void End() => _view.Write(StateAt, 0L);

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static int At(int place) => HeaderBytes + (place * PlaceBytes);

    private static string BootId()
    {
        try
        {
            return File.Exists(BootIdFile) ? File.ReadAllText(BootIdFile).Trim() : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private DeadProcess? Read()
    {
        if (_view.ReadInt64(0) != Magic || _view.ReadInt64(StateAt) != 1 || ReadText(BootIdAt, BootIdBytes) != BootId())
        {
            return null;
        }

        var ordinals = Enumerable.Range(0, Places).Select(place => _view.ReadInt64(At(place)) - 1).Where(o => o >= 0).Distinct().Order();
        return new DeadProcess(ReadText(RunIdAt, RunIdBytes), [.. ordinals]);
    }

    private void WriteText(int at, string text, int bytes)
    {
        var padded = new byte[bytes];
        Encoding.ASCII.GetBytes(text.AsSpan(0, Math.Min(text.Length, bytes)), padded);
        _view.WriteArray(at, padded, 0, bytes);
    }

    private string ReadText(int at, int bytes)
    {
        var text = new byte[bytes];
        _view.ReadArray(at, text, 0, bytes);
        return Encoding.ASCII.GetString(text).TrimEnd('\0');
    }
}
