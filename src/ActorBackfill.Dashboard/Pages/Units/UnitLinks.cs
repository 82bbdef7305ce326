using System.Globalization;

namespace ActorBackfill.Dashboard.Pages.Units;

/// <summary>The addresses of pages about units.</summary>
internal static class UnitLinks
{
    // Servers and proxies take about twice as much.
    private const int MaxLength = 4_000;

    /// <summary>Gets the address that all pages of a job begin with.</summary>
    /// <param name="job">The job.</param>
    public static string Job(string job) => "/jobs/" + Uri.EscapeDataString(job);

    /// <summary>Gets the address of a list of units.</summary>
    /// <param name="job">The job.</param>
    /// <param name="query">Which units.</param>
    /// <param name="format">csv or json; null is the page.</param>
    public static string List(string job, UnitsQuestion query, string? format = null) => Job(job) + "/units" + Query(
        [
            ("filter", query.Filter.Length > 0 ? query.Filter : null),
            .. query.States.Select(s => ("state", (string?)s)),
            ("group", query.Group?.ToString(CultureInfo.InvariantCulture)),
            ("after", query.After),
            ("limit", query.Limit == UnitsQuestion.DefaultLimit ? null : query.Limit.ToString(CultureInfo.InvariantCulture)),
            ("format", format),
        ]);

    /// <summary>Gets the address of a unit; null when its key is longer than an address may be.</summary>
    /// <param name="job">The job.</param>
    /// <param name="key">The unit's key; its slashes stay, everything else is escaped once more.</param>
    public static string? Unit(string job, string key)
    {
        var address = $"{Job(job)}/units/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";
        return address.Length <= MaxLength ? address : null;
    }

    /// <summary>Gets the part of an address behind its path.</summary>
    /// <param name="values">Names and values; those without a value are left out.</param>
    public static string Query(params IEnumerable<(string Name, string? Value)> values)
    {
        var parts = values.Where(v => v.Value is not null).Select(v => $"{v.Name}={Uri.EscapeDataString(v.Value!)}").ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
