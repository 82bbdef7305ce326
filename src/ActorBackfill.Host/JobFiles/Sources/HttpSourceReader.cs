using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads a source of <c>type = http</c>, and of <c>type = browser</c>, whose pages are asked for in the same way.</summary>
internal sealed class HttpSourceReader(Templates templates)
{
    public HttpSourceDefinition Read(HoconObjectReader reader, bool isBrowser = false)
    {
        var format = Format(reader, isBrowser);
        var (headers, files) = HeaderReader.Read(reader.OptionalObject("headers"));
        var error = reader.OptionalPath("error", startsAtDocument: true);
        if (error is not null && format is BodyFormat.Csv or BodyFormat.Ndjson)
        {
            reader.Error("error", "csv and ndjson bodies are rows alone and hold no such value");
        }

        return new HttpSourceDefinition(
            Base(reader),
            Path(reader),
            reader.TextMap("params", templates.Check),
            headers,
            format,
            PagingReader.Read(reader.OptionalObject("paging"), format),
            reader.Choice("not-found", Absence.Fail) == Absence.Empty,
            reader.DurationWithin("timeout", TimeSpan.FromSeconds(100), TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
            LimitReader.Read(reader.OptionalObject("limit")),
            reader.OptionalPath("items", startsAtDocument: true),
            CapsReader.Read(reader.OptionalObject("caps")))
        {
            HeaderFiles = files,
            IdleTimeout = reader.DurationWithin("idle-timeout", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
            MinProgress = reader.SizeWithin("min-progress", 1L << 10, 1, 1L << 30),
            ErrorPath = error,
            Blocked = OpenReader.Patterns(reader),
            AllowOrigins = OpenReader.Origins(reader),
            AllowPrivate = reader.Boolean("allow-private", false),
            Batch = new BatchReader(templates).Read(reader),
            Tls = OpenReader.Tls(reader.OptionalObject("tls")),
            Html = HtmlReader.Read(reader, format == BodyFormat.Html),
            Browser = isBrowser ? BrowserReader.Read(reader.OptionalObject("browser")) : null,
            Contact = Contact(reader),
            Jitter = reader.DurationWithin("jitter", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        };
    }

    private static BodyFormat Format(HoconObjectReader reader, bool isBrowser)
    {
        var format = reader.Choice("format", isBrowser ? BodyFormat.Html : BodyFormat.Json);
        if (isBrowser && format != BodyFormat.Html)
        {
            reader.Error("format", "a browser renders html alone");
            return BodyFormat.Html;
        }

        return format;
    }

    private static string? Contact(HoconObjectReader reader)
    {
        var contact = reader.OptionalText("contact");
        if (contact is not null && (!Uri.TryCreate(contact, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "mailto")
            || contact.AsSpan().ContainsAnyExceptInRange('!', '~') || contact.AsSpan().ContainsAny('(', ')')))
        {
            reader.Error("contact", $"'{contact}': an address to be reached at, https://... or mailto:..., in plain ASCII");
        }

        return contact;
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
}
