using System.Collections.Immutable;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>processor = NAME</c> or <c>processor { name, settings { ... } }</c>.</summary>
internal sealed class ProcessorReader(ProcessorRegistry registry)
{
    public (string? Name, ImmutableSortedDictionary<string, string> Settings) Read(HoconObjectReader job)
    {
        var none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (job.Value("processor") is not HoconObject)
        {
            var name = job.OptionalText("processor");
            Check(job, "processor", name);
            return (name, none);
        }

        var reader = job.OptionalObject("processor")!;
        var named = reader.Text("name");
        var settings = reader.TextMap("settings");
        if (Check(reader, "name", reader.Has("name") ? named : null))
        {
            TryMake(reader, named, settings);
        }

        return (named, settings);
    }

    private bool Check(HoconObjectReader reader, string key, string? name)
    {
        if (name is null || registry.Find(name) is not null)
        {
            return name is not null;
        }

        var known = registry.Names.ToList();
        reader.Error(key, known.Count == 0
            ? $"'{name}': no processor is registered"
            : $"'{name}': no such processor; there are {string.Join(", ", known)}{HoconSuggestion.Hint(name, known)}");
        return false;
    }

    // Only the processor knows its settings, so one is made and dropped: a wrong setting is found before anything starts.
    private void TryMake(HoconObjectReader reader, string name, ImmutableSortedDictionary<string, string> settings)
    {
        try
        {
            (registry.Find(name)!(settings) as IDisposable)?.Dispose();
        }
        catch (ArgumentException e)
        {
            reader.Error("settings", e.Message);
        }
    }
}
