using System.Diagnostics;
using System.Runtime.CompilerServices;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.CrashHost;

/// <summary>Every item becomes a row, but for one unit (setting <c>unit</c>), which ends the process in the way of the setting <c>how</c>.</summary>
internal sealed class CrashingProcessor(string how, string unit) : IProcessor
{
    public static void Register(ProcessorRegistry processors) =>
        processors.Add("crash", settings => new CrashingProcessor(settings["how"], settings["unit"]));

    public ValueTask ProcessAsync(UnitContext context, CancellationToken cancellation)
    {
        if (context.Unit.Key == unit)
        {
            End();
        }

        foreach (var item in context.Items)
        {
            context.Emit("rows", item);
        }

        return ValueTask.CompletedTask;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Deeper(int depth) => depth < 0 ? 0 : Deeper(depth + 1) + depth;

    private void End()
    {
        switch (how)
        {
            case "fail-fast":
                Environment.FailFast("the processor gave up");
                break;
            case "stack-overflow":
                _ = Deeper(1);
                break;
            default:
                // What the system does when it has no memory left.
                using (var self = Process.GetCurrentProcess())
                {
                    self.Kill();
                }

                break;
        }
    }
}
