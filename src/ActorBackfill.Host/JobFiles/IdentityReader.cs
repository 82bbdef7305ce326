using System.Collections.Immutable;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>identity = [keys]</c> and looks the keys' values up in the resolved file.</summary>
internal sealed class IdentityReader(JobFileContext context)
{
    // Contracts, "Identity": another address, another sink, more workers or more dates are the same job.
    private static readonly string[] Never = ["identity", "job", "source.base", "sink.path", "sink.dsn", "sink.password", "sink.pool", "workers", "source.limit", "retry", "akka"];

    public ImmutableSortedDictionary<string, string> Read(HoconObjectReader job, HoconObject root)
    {
        var identity = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var items = job.DistinctTexts("identity", context.Errors) is null ? [] : job.Value("identity")!.AsArray()?.Items ?? [];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is not HoconScalar { IsNull: false } item || string.IsNullOrWhiteSpace(item.Text))
            {
                continue;
            }

            var (value, problem) = Look(root, item.Text);
            if (problem is not null)
            {
                context.Errors.Add(item.Position, $"identity[{i}]", $"'{item.Text}' {problem}");
            }

            identity[item.Text] = value;
        }

        return identity.ToImmutable();
    }

    private static (string Value, string? Problem) Look(HoconObject root, string key)
    {
        if (Never.Any(n => key == n || key.StartsWith(n + ".", StringComparison.Ordinal)) || (key.StartsWith("plan.", StringComparison.Ordinal) && key.EndsWith(".range", StringComparison.Ordinal)))
        {
            return ("", "is never part of a job's identity: with another value it is still the same job");
        }

        try
        {
            return root.Find(key) switch
            {
                null => ("", "is no key of the file"),
                HoconScalar scalar => (scalar.Text, null),
                var value => (value.ToString(), null),
            };
        }
        catch (HoconException)
        {
            return ("", "is no path of a key");
        }
    }
}
