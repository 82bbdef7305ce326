using System.Globalization;
using System.Text;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Dashboards;

/// <summary>The file with the token of programs, which only its owner can read: <c>DIR/.dashboard/token-PORT</c>. Dispose it to delete the file.</summary>
internal sealed class TokenFile : IDisposable
{
    private readonly string _path;

    private TokenFile(string path) => _path = path;

    /// <summary>Gets the directory of what dashboards keep.</summary>
    /// <param name="state">The state directory, absolute.</param>
    public static string DirectoryIn(string state) => Path.Combine(state, ".dashboard");

    /// <summary>Writes it.</summary>
    /// <param name="state">The state directory, absolute.</param>
    /// <param name="port">The port that the token is good for.</param>
    /// <param name="token">The token.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static TokenFile Write(string state, int port, string token)
    {
        JobPaths.CreatePrivate(DirectoryIn(state));
        var path = Path.Combine(DirectoryIn(state), string.Create(CultureInfo.InvariantCulture, $"token-{port}"));
        // One that a killed process left is good for nothing, and may have been made readable since.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(token + "\n"));
        return new TokenFile(path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its token is good for nothing any more; what a run has to say at its end is worth more.
        }
    }
}
