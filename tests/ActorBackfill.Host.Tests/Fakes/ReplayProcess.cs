using ActorBackfill.Host.Tests.Systems;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary><c>backfill replay</c> as a process of its own, so that what it measures is not the tests' own garbage collection and threads.</summary>
internal sealed class ReplayProcess : IDisposable
{
    private const string Log = "access.ndjson";

    private readonly BackfillProcess _process;
    private readonly string _directory;

    private ReplayProcess(BackfillProcess process, string directory, string address) => (_process, _directory, Address) = (process, directory, address);

    /// <summary>Gets where it listens, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Starts it on a file of the directory; it logs every request beside it.</summary>
    public static async Task<ReplayProcess> StartAsync(string directory, string definition, params IEnumerable<string> flags)
    {
        File.Delete(Path.Combine(directory, Log));
        var process = BackfillProcess.Start(directory, ["replay", definition, "--access-log", Log, .. flags]);
        return new ReplayProcess(process, directory, (await process.OutLineAsync("listening on ")).Split(' ')[^1].TrimEnd('/'));
    }

    /// <summary>Ends it and gets what it was asked, in the order of the answers.</summary>
    public async Task<IReadOnlyList<Request>> EndAsync()
    {
        _process.Signal(BackfillProcess.SigTerm);
        await _process.ExitAsync();
        return [.. File.ReadLines(Path.Combine(_directory, Log)).Select(Request.Parse)];
    }

    public void Dispose() => _process.Dispose();
}
