using System.Buffers;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads a source of <c>type = http</c>.</summary>
internal sealed class HttpSourceReader(Templates templates)
{
    // RFC 9110, 5.6.2: the characters of a header's name.
    private static readonly SearchValues<char> HeaderName =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public HttpSourceDefinition Read(HoconObjectReader reader)
    {
        var format = reader.Choice("format", BodyFormat.Json);
        return new HttpSourceDefinition(
            Base(reader),
            Path(reader),
            reader.TextMap("params", templates.Check),
            reader.TextMap("headers", CheckHeader),
            format,
            PagingReader.Read(reader.OptionalObject("paging"), format),
            reader.Choice("not-found", Absence.Fail) == Absence.Empty,
            reader.DurationWithin("timeout", TimeSpan.FromSeconds(100), TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
            LimitReader.Read(reader.OptionalObject("limit")),
            reader.OptionalPath("items", startsAtDocument: true),
            CapsReader.Read(reader.OptionalObject("caps")));
    }

    private static string Base(HoconObjectReader reader)
    {
        var text = reader.Text("base");
        if (text.Length == 0 && !reader.Has("base"))
        {
            return text;
        }

        // An address with a password in it is not repeated in the message.
        var problem = !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0
                ? $"'{text}': expected an absolute address, http://... or https://..."
            : uri.UserInfo.Length > 0 ? "user name and password do not belong into an address; send them as headers"
            : uri.Query.Length > 0 || uri.Fragment.Length > 0 ? $"'{text}': query and fragment belong into path or params"
            : text.AsSpan().ContainsAny('{', '}') ? $"'{text}': values of the unit belong into path or params"
            : null;
        if (problem is not null)
        {
            reader.Error("base", problem);
        }

        return text;
    }

    private string Path(HoconObjectReader reader)
    {
        var path = reader.Text("path", "");
        if (path.Contains('#', StringComparison.Ordinal))
        {
            reader.Error("path", $"'{path}': a request has no fragment; '#' in a value is %23");
        }

        templates.Check(reader, "path", path);
        return path;
    }

    private static void CheckHeader(HoconObjectReader headers, string name, string value)
    {
        // The value may be a secret: it is never shown.
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(HeaderName) || value.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            headers.Error(name, "a header is a name without blanks and a value of one line");
        }
    }
}
