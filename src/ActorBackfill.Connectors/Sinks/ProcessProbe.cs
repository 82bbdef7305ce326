using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>What can be known about another process from outside.</summary>
internal static class ProcessProbe
{
    /// <summary>Gets which boot of which machine this is; empty where there is no telling.</summary>
    public static string Boot { get; } = ReadBoot();

    /// <summary>Gets the state letter (R running, S sleeping, T stopped, Z dead); <c>gone</c> without such a process, <c>unknown</c> where /proc is missing.</summary>
    public static string State(int process) =>
        !OperatingSystem.IsLinux() ? "unknown" : Fields(process) is { Length: > 0 } fields ? fields[0] : "gone";

    /// <summary>
    /// Gets when a process began, in a form that is only good for comparing on one boot of one machine; null without such a process. With
    /// the process number it names one process for ever: numbers are used again.
    /// </summary>
    public static string? StartOf(int process)
    {
        if (OperatingSystem.IsLinux())
        {
            // Field 22 of /proc/PID/stat, in clock ticks since boot.
            return Fields(process) is { Length: > 19 } fields ? fields[19] : null;
        }

        try
        {
            using var found = Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static string ReadBoot()
    {
        try
        {
            return OperatingSystem.IsLinux() ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // The name in parentheses may hold blanks and parentheses; what follows the last one starts with the state, field 3.
    private static string[]? Fields(int process)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
