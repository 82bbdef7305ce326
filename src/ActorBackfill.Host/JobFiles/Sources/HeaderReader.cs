using System.Buffers;
using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads <c>headers { NAME = VALUE, NAME { file = PATH, prefix = "Bearer " } }</c>. No value is ever shown.</summary>
internal static class HeaderReader
{
    // RFC 9110, 5.6.2: the characters of a header's name.
    private static readonly SearchValues<char> Name =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public static (ImmutableSortedDictionary<string, string> Values, ImmutableSortedDictionary<string, HeaderFile> Files) Read(HoconObjectReader? headers)
    {
        var values = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);
        var files = ImmutableSortedDictionary<string, HeaderFile>.Empty;
        foreach (var member in headers?.Members() ?? [])
        {
            var name = member.Key;
            if (headers!.Value(name) is HoconObject)
            {
                files = files.Add(name, File(headers.OptionalObject(name)!));
                Check(headers, name, files[name].Prefix);
                continue;
            }

            values = values.Add(name, headers.Text(name));
            Check(headers, name, values[name]);
        }

        return (values, files);
    }

    private static HeaderFile File(HoconObjectReader reader)
    {
        var path = reader.Text("file");
        if (reader.Has("file") && string.IsNullOrWhiteSpace(path))
        {
            reader.Error("file", "is blank");
        }

        return new HeaderFile(path, reader.Text("prefix", ""));
    }

    private static void Check(HoconObjectReader headers, string name, string value)
    {
        // The value may be a secret: it is never shown.
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Name) || value.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            headers.Error(name, "a header is a name without blanks and a value of one line");
        }
    }
}
