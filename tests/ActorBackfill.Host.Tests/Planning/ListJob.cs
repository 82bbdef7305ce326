using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Planning;

/// <summary>A job over a list of players in a file, its values in another one; run by the program itself.</summary>
internal sealed class ListJob : IDisposable
{
    private const string Text = """
        job = stats
        plan { player { file = players.csv, column = id, attributes = [name, seen] } }
        source { type = files, path = "data.csv", where { id = "{player}" }, missing = empty }
        sink { type = sqlite, path = "days.db", tables { stats { key = [id], columns { id = "$unit.player", name = "$unit.player.name", value = "value as integer" } } } }
        """;

    public ListJob()
    {
        Players("id,name,seen", "a,Ann,3", "b,Bo,20", "c,Cy,100");
        Directory.Write("data.csv", "id,value\na,1\nb,2\nc,3\nd,4\n");
        Write(Text);
    }

    public WorkDirectory Directory { get; } = new();

    /// <summary>Gets the terminal of the last command.</summary>
    public RecordingTerminal Terminal { get; private set; } = new();

    public IReadOnlyList<string> Rows => Directory.Column("stats", "id || ' ' || name || ' ' || value");

    public void Players(params string[] lines) => Directory.Write("players.csv", string.Join('\n', lines) + "\n");

    public void Write(string text) => Directory.Write("stats.conf", text.Replace("data.csv", Directory.File("data.csv"), StringComparison.Ordinal));

    public void Change(string from, string to) => Write(Text.Replace(from, to, StringComparison.Ordinal));

    public async Task<int> RunAsync(string verb, params string[] flags)
    {
        Terminal = new RecordingTerminal(directory: Directory.Path);
        return await Terminal.RunAsync([verb, Directory.File("stats.conf"), .. flags]);
    }

    public void Dispose() => Directory.Dispose();
}
