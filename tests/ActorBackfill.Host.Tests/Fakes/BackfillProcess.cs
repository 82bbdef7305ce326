using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using ActorBackfill.Connectors.Budgets;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>The built console as a process of its own. Waits are for lines and for the end, under one generous ceiling.</summary>
internal sealed partial class BackfillProcess : IDisposable
{
    private const int NoSuchProcess = 3;

    public const int SigHup = 1, SigInt = 2, SigKill = 9, SigUsr1 = 10, SigTerm = 15, SigCont = 18, SigStop = 19;

    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private readonly Channel<string> _outLines = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _errorLines = Channel.CreateUnbounded<string>();
    private readonly Task _read;

    private BackfillProcess(Process process)
    {
        _process = process;
        _read = Task.WhenAll(ReadAsync(process.StandardOutput, _out, _outLines), ReadAsync(process.StandardError, _error, _errorLines));
    }

    public int Id => _process.Id;

    public string Out => Locked(_out);

    public string Error => Locked(_error);

    public static BackfillProcess Start(string directory, params IEnumerable<string> args) => StartProgram("backfill.dll", directory, args);

    /// <summary>Starts another program that stands beside the tests.</summary>
    public static BackfillProcess StartProgram(string program, string directory, IEnumerable<string> args, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        args.ToList().ForEach(start.ArgumentList.Add);
        start.Environment["NO_COLOR"] = "1";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        // Many are killed, and would leave the runtime's sockets for debuggers in the temporary directory.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment.Remove("BACKFILL_COMMAND");
        start.Environment[BudgetDirectory.Variable] = Path.Combine(directory, ".budgets");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new BackfillProcess(process);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Exit, string Out, string Error)> RunAsync(string directory, params IEnumerable<string> args)
    {
        using var process = Start(directory, args);
        var exit = await process.ExitAsync();
        return (exit, process.Out, process.Error);
    }

    /// <summary>Waits for a line of the error stream; throws with everything that was written when it does not come.</summary>
    public Task<string> ErrorLineAsync(string part) => LineAsync(_errorLines, part);

    /// <summary>Waits for a line of the result.</summary>
    public Task<string> OutLineAsync(string part) => LineAsync(_outLines, part);

    // No thread waits: the servers of the tests need those that there are.
    private async Task<string> LineAsync(Channel<string> lines, string part)
    {
        using var late = new CancellationTokenSource(Ceiling);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(late.Token))
            {
                if (line.Contains(part, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new InvalidOperationException($"no line with '{part}' in:\n{Error}\n{Out}");
    }

    /// <summary>Sends a signal to a process that has to be there.</summary>
    public void Signal(int signal)
    {
        if (!TrySignal(signal))
        {
            throw new InvalidOperationException($"there is no process to signal:\n{Error}\n{Out}");
        }
    }

    /// <summary>Sends a signal to a process that may have ended by itself.</summary>
    /// <returns>False when it has.</returns>
    public bool TrySignal(int signal)
    {
        if (Kill(_process.Id, signal) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == NoSuchProcess ? false : throw new InvalidOperationException($"kill: {Marshal.GetLastPInvokeError()}");
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Ceiling);
        await _read.WaitAsync(Ceiling);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder into, Channel<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (into)
            {
                into.Append(line).Append('\n');
            }

            lines.Writer.TryWrite(line);
        }

        lines.Writer.Complete();
    }

    private static string Locked(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
