using ActorBackfill.Connectors.Templates;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Connectors.Http;

/// <summary>Makes a unit's address from base, path and parameters.</summary>
internal sealed class RequestAddress
{
    private readonly string _base;
    private readonly string _pathText;
    private readonly Template _path;
    private readonly Template? _query;
    private readonly List<(string Name, Template Value)> _parameters = [];

    /// <summary>Creates the address.</summary>
    /// <param name="definition">Base, path and parameters.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <exception cref="FormatException">One of them cannot be used.</exception>
    public RequestAddress(HttpSourceDefinition definition, IReadOnlyCollection<string> dimensions)
    {
        _base = CheckedBase(definition.Base);
        var question = definition.Path.IndexOf('?', StringComparison.Ordinal);
        _pathText = question < 0 ? definition.Path : definition.Path[..question];
        _path = Template.Parse("source.path", _pathText.TrimStart('/'), dimensions);
        _query = question < 0 ? null : Template.Parse("source.path", definition.Path[(question + 1)..], dimensions);
        foreach (var (name, value) in definition.Parameters)
        {
            _parameters.Add((name, Template.Parse($"source.params.{name}", value, dimensions)));
        }
    }

    /// <summary>Gets the address of a unit.</summary>
    /// <param name="unit">Which.</param>
    /// <param name="extra">One more query parameter, of paging, or null.</param>
    /// <exception cref="BackfillException">A value cannot be part of a path.</exception>
    public Uri For(PlanUnit unit, (string Name, string Value)? extra = null)
    {
        var query = new List<string>();
        if (_query is not null)
        {
            query.Add(_query.Fill(unit, Uri.EscapeDataString));
        }

        query.AddRange(_parameters.Where(p => p.Name != extra?.Name)
            .Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value.Fill(unit, v => v))}"));
        if (extra is { } one)
        {
            query.Add($"{Uri.EscapeDataString(one.Name)}={Uri.EscapeDataString(one.Value)}");
        }

        var path = _path.Fill(unit, v => PathValue(v, unit));
        return new Uri($"{_base}{(path.Length > 0 ? "/" : "")}{path}{(query.Count > 0 ? "?" : "")}{string.Join('&', query)}");
    }

    /// <summary>Gets an address as messages name it: without query, which may hold secrets.</summary>
    /// <param name="address">The address.</param>
    public static string Place(Uri address) => address.GetLeftPart(UriPartial.Path);

    /// <summary>Gets base and path without query.</summary>
    public override string ToString() => $"{_base}/{_pathText.TrimStart('/')}";

    private static string CheckedBase(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new FormatException($"source.base = {text}: must be an absolute http or https address");
        }

        return address.UserInfo.Length > 0 ? throw new FormatException("source.base: a name and password do not belong in the address; use source.headers")
            : address.Query.Length + address.Fragment.Length > 0 ? throw new FormatException("source.base: ends before '?' and '#'; use source.params")
            : text.TrimEnd('/');
    }

    /// <summary>Dots alone would climb out of the path: they are read as steps even when they are percent-encoded.</summary>
    private static string PathValue(string value, PlanUnit unit) => value is "." or ".."
        ? throw new BackfillException(FailureCategory.InvalidData, $"unit {unit.Key}: '{value}' cannot be part of a path")
        : Uri.EscapeDataString(value);
}
