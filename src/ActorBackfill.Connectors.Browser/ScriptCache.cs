using System.Collections.Concurrent;

namespace ActorBackfill.Connectors.Browser;

/// <summary>Scripts that the pages of a site share: each is asked for once a run, as a browser would. Thread safe.</summary>
internal sealed class ScriptCache
{
    private const long Most = 16 << 20;

    private readonly ConcurrentDictionary<Uri, byte[]> _scripts = new();
    private long _bytes;

    /// <summary>Gets a script, or null.</summary>
    /// <param name="address">Its address, query included.</param>
    public byte[]? Find(Uri address) => _scripts.GetValueOrDefault(address);

    /// <summary>Keeps a script while there is room.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="script">Its bytes.</param>
    public void Add(Uri address, ReadOnlySpan<byte> script)
    {
        if (Interlocked.Add(ref _bytes, script.Length) <= Most)
        {
            _scripts.TryAdd(address, script.ToArray());
        }
    }
}
