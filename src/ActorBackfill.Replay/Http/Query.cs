using Microsoft.AspNetCore.WebUtilities;

namespace ActorBackfill.Replay.Http;

/// <summary>One parameter of a query.</summary>
/// <param name="Name">The decoded name.</param>
/// <param name="Value">The decoded value; empty when there is none.</param>
/// <param name="Raw">The parameter as the client wrote it.</param>
internal readonly record struct QueryParameter(string Name, string Value, string Raw);

/// <summary>A query string in the client's order; its length is bounded by the server's limit on the request line.</summary>
internal sealed class Query(IReadOnlyList<QueryParameter> parameters)
{
    public IReadOnlyList<QueryParameter> Parameters => parameters;

    public static Query Parse(string text)
    {
        var found = new List<QueryParameter>();
        foreach (var pair in new QueryStringEnumerable(text))
        {
            var raw = pair.EncodedValue.IsEmpty ? $"{pair.EncodedName}=" : $"{pair.EncodedName}={pair.EncodedValue}";
            found.Add(new QueryParameter(pair.DecodeName().ToString(), pair.DecodeValue().ToString(), raw));
        }

        return new Query(found);
    }

    /// <summary>The name of a parameter that is given twice; null when there is none.</summary>
    public string? Repeated() =>
        parameters.GroupBy(p => p.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any())?.Key;

    /// <summary>The query without the named parameters and with one more, as a client would write it.</summary>
    public string With(string name, string value, params ReadOnlySpan<string> without)
    {
        var kept = new List<string>();
        foreach (var parameter in parameters)
        {
            if (!without.Contains(parameter.Name))
            {
                kept.Add(parameter.Raw);
            }
        }

        kept.Add($"{name}={Uri.EscapeDataString(value)}");
        return "?" + string.Join('&', kept);
    }
}
