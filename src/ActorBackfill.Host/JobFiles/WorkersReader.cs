using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>workers</c>, <c>workers-per-cpu</c> and <c>serial-unless</c>, and lays over them what the command line says.</summary>
internal sealed class WorkersReader(JobFileContext context)
{
    public (int Workers, string? SerialUnless) Read(HoconObjectReader job)
    {
        var workers = job.IntegerWithin("workers", 4, 1, JobFileContext.MaxWorkers);
        if (job.Has("workers-per-cpu"))
        {
            var most = job.RealWithin("workers-per-cpu", 1, 0.1, JobFileContext.MaxWorkers) * context.Request.Cpus;
            workers = (int)Math.Clamp(most, 1, workers);
        }

        var variable = job.OptionalText("serial-unless");
        if (variable is not null && !IsName(variable))
        {
            job.Error("serial-unless", $"'{variable}': expected the name of an environment variable, letters, digits and '_'");
        }

        return (context.Workers ?? (IsSerial(variable) ? 1 : workers), variable);
    }

    // The original's rule: not set is parallel; set to anything but true, in any case, is serial.
    private bool IsSerial(string? variable) => variable is not null
        && !context.Request.IsParallel
        && context.Request.Variable(variable) is { } value
        && !value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
