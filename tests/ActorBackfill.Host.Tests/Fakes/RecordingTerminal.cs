using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>A terminal that keeps what was written to it.</summary>
internal sealed class RecordingTerminal
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public RecordingTerminal(
        bool isTerminal = false, TimeProvider? time = null, string answers = "", string? directory = null, Action<ProcessorRegistry>? register = null, params (string Name, string Value)[] variables)
    {
        Terminal = new Terminal
        {
            Out = _out,
            Error = _error,
            In = new StringReader(answers),
            ErrorIsTerminal = isTerminal,
            InIsTerminal = isTerminal,
            Time = time ?? TimeProvider.System,
            Register = register ?? (_ => { }),
            Directory = directory ?? Environment.CurrentDirectory,
            Variables = () => variables.Select(v => KeyValuePair.Create(v.Name, v.Value)),
            Variable = name => variables.Where(v => v.Name == name).Select(v => v.Value).FirstOrDefault()
                ?? (name == BudgetDirectory.Variable ? Path.Combine(directory ?? Path.GetTempPath(), ".budgets") : null),
        };
    }

    public Terminal Terminal { get; }

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task<int> RunAsync(params string[] args) => BackfillProgram.RunAsync(args, Terminal);
}
