using System.Collections.Immutable;
using System.Text.Json;
using ActorBackfill.Hocon;
using ActorBackfill.Host.Consoles;
using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>Reads the members of a command's body, an object or nothing; everything that is wrong is said at once, field by field.</summary>
/// <param name="body">The object.</param>
internal sealed class BodyFields(JsonElement body)
{
    private readonly List<(string Field, string Message)> _errors = [];

    /// <summary>Reads a body.</summary>
    /// <param name="http">The request.</param>
    /// <param name="known">The members that it may have.</param>
    /// <returns>Null when the request is answered already: the body is no JSON.</returns>
    public static async Task<BodyFields?> ReadAsync(HttpContext http, params string[] known)
    {
        JsonElement root;
        try
        {
            root = await RootAsync(http);
        }
        catch (JsonException e)
        {
            await new Problem(StatusCodes.Status400BadRequest, $"The body is no JSON: {e.Message}").WriteAsync(http);
            return null;
        }

        var fields = new BodyFields(root);
        if (root.ValueKind != JsonValueKind.Object)
        {
            fields.Wrong("", known.Length == 0 ? "expected {}, or nothing" : "expected an object with " + string.Join(", ", known));
            return fields;
        }

        foreach (var member in root.EnumerateObject().Where(m => !known.Contains(m.Name, StringComparer.Ordinal)))
        {
            fields.Wrong(member.Name, "is not known" + HoconSuggestion.Hint(member.Name, known));
        }

        return fields;
    }

    /// <summary>Notes what is wrong.</summary>
    /// <param name="field">Where.</param>
    /// <param name="message">What, without a full stop.</param>
    public void Wrong(string field, string message) => _errors.Add((field, message));

    /// <summary>Answers the request when something is wrong with it.</summary>
    /// <param name="http">The request.</param>
    /// <returns>Whether it is answered.</returns>
    public async Task<bool> AnswersAsync(HttpContext http)
    {
        if (_errors.Count == 0)
        {
            return false;
        }

        await new Problem(StatusCodes.Status400BadRequest, "The command cannot be taken.") { Errors = [.. _errors] }.WriteAsync(http);
        return true;
    }

    /// <summary>Reads true or false; false when it is missing.</summary>
    public bool Switch(string name)
    {
        if (Find(name) is { } value && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Wrong(name, $"{Shown(value)}: must be true or false");
        }

        return Find(name)?.ValueKind == JsonValueKind.True;
    }

    /// <summary>Reads a text; null when it is missing.</summary>
    /// <param name="name">The member.</param>
    /// <param name="most">The most characters.</param>
    public string? Text(string name, int most)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= most)
        {
            return value.GetString();
        }

        Wrong(name, FormattableString.Invariant($"{Shown(value)}: must be a text of at most {most} characters"));
        return null;
    }

    /// <summary>Reads a whole number; null when it is missing.</summary>
    /// <param name="name">The member.</param>
    /// <param name="least">The least.</param>
    public long? Number(string name, long least)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least)
        {
            return number;
        }

        Wrong(name, FormattableString.Invariant($"{Shown(value)}: must be a whole number from {least}"));
        return null;
    }

    /// <summary>Reads a list of names; empty when it is missing.</summary>
    /// <param name="name">The member.</param>
    /// <param name="known">The names there are.</param>
    public ImmutableArray<string> Names(string name, params string[] known)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String && known.Contains(v.GetString(), StringComparer.Ordinal)))
        {
            return [.. value.EnumerateArray().Select(v => v.GetString()!)];
        }

        Wrong(name, $"{Shown(value)}: must be a list of {string.Join(", ", known)}");
        return [];
    }

    /// <summary>Reads a value with a form of its own.</summary>
    /// <param name="name">The member, which has to be there.</param>
    /// <param name="form">What is right, for the message.</param>
    /// <param name="parse">Reads the text of it; null when it is wrong.</param>
    public T? Form<T>(string name, string form, Func<string, T?> parse)
        where T : class
    {
        var value = Find(name);
        if (value is { ValueKind: JsonValueKind.String or JsonValueKind.Number } && parse(value.Value.ToString()) is { } read)
        {
            return read;
        }

        Wrong(name, value is null ? $"is missing: {form}" : $"{Shown(value.Value)}: must be {form}");
        return null;
    }

    private static async Task<JsonElement> RootAsync(HttpContext http)
    {
        if (http.Request.ContentLength is 0 || (http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count == 0))
        {
            return JsonElement.Parse("{}");
        }

        using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        return body.RootElement.Clone();
    }

    // What is null is as if it were not there.
    private JsonElement? Find(string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string Shown(JsonElement value) => PlainText.Of(value.GetRawText(), 60);
}
