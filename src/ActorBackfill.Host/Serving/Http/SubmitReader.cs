using System.Collections.Immutable;
using System.Text.Json;
using ActorBackfill.Hocon;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>Reads what somebody submits; everything that is wrong is said at once, field by field.</summary>
internal sealed class SubmitReader
{
    private const int MostIdentifiers = 100_000;
    private const int LongestIdentifier = 200;

    private static readonly string[] Fields = ["identifiers", "job_type", "search_type", "processing_mode", "priority", "parameters"];
    private static readonly string[] Switches = ["comprehensive", "enable_scraping", "collect_tax_data", "collect_sales_data", "collect_documents"];

    private readonly List<(string Field, string Message)> _errors = [];

    /// <summary>Gets what is wrong.</summary>
    public ImmutableArray<(string Field, string Message)> Errors => [.. _errors];

    /// <summary>Gets the identifiers without those that are there twice.</summary>
    public ImmutableArray<string> Identifiers { get; private set; } = [];

    /// <summary>Gets how many were there twice.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Reads a job; null when something is wrong.</summary>
    /// <param name="root">The document.</param>
    public JobRequest? Read(JsonElement root)
    {
        if (!IsObject(root, Fields))
        {
            return null;
        }

        ReadIdentifiers(root);
        var type = Name<JobType>(root, "job_type", null);
        var mode = Name<ProcessingMode>(root, "processing_mode", ProcessingMode.Intelligent);
        var priority = Name<JobPriority>(root, "priority", JobPriority.Normal);
        var search = Text(root, "search_type");
        var parameters = Parameters(root);
        return _errors.Count > 0 ? null : new JobRequest
        {
            JobType = type!.Value,
            SearchType = search!,
            ProcessingMode = mode!.Value,
            Priority = priority!.Value,
            Parameters = parameters,
        };
    }

    /// <summary>Reads a background collection, of which only the identifiers are said, and what they are.</summary>
    /// <param name="root">The document.</param>
    public JobRequest? ReadBackground(JsonElement root)
    {
        if (!IsObject(root, "identifiers", "search_type"))
        {
            return null;
        }

        ReadIdentifiers(root);
        var search = Text(root, "search_type");
        return _errors.Count > 0 ? null : new JobRequest
        {
            JobType = JobType.ComprehensiveCollection,
            SearchType = search!,
            ProcessingMode = ProcessingMode.Intelligent,
            Priority = JobPriority.Normal,
            Parameters = new JobParameters { Comprehensive = true, EnableScraping = true, CollectTaxData = true, CollectSalesData = true },
        };
    }

    private bool IsObject(JsonElement root, params string[] known)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _errors.Add(("", "expected an object with " + string.Join(", ", known)));
            return false;
        }

        CheckNames(root, "", known);
        return true;
    }

    private void CheckNames(JsonElement of, string prefix, string[] known)
    {
        foreach (var member in of.EnumerateObject().Where(m => !known.Contains(m.Name, StringComparer.Ordinal)))
        {
            _errors.Add((prefix + member.Name, "is not known" + HoconSuggestion.Hint(member.Name, known)));
        }
    }

    private void ReadIdentifiers(JsonElement root)
    {
        if (!root.TryGetProperty("identifiers", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is < 1 or > MostIdentifiers)
        {
            _errors.Add(("identifiers", FormattableString.Invariant($"expected 1 to {MostIdentifiers:#,0} texts")));
            return;
        }

        var (seen, at) = (new HashSet<string>(StringComparer.Ordinal), 0);
        var distinct = ImmutableArray.CreateBuilder<string>(list.GetArrayLength());
        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String || element.GetString()!.Trim() is not { Length: > 0 and <= LongestIdentifier } text || text.Any(char.IsControl))
            {
                _errors.Add((FormattableString.Invariant($"identifiers[{at}]"), FormattableString.Invariant($"expected a text of 1 to {LongestIdentifier} characters, none of them a control character")));
            }
            else if (seen.Add(text))
            {
                distinct.Add(text);
            }
            else
            {
                Duplicates++;
            }

            at++;
        }

        Identifiers = distinct.ToImmutable();
    }

    private T? Name<T>(JsonElement root, string field, T? fallback)
        where T : struct, Enum
    {
        if (!root.TryGetProperty(field, out var value))
        {
            if (fallback is null)
            {
                _errors.Add((field, $"is missing: one of {WireNames.All<T>()}"));
            }

            return fallback;
        }

        if (value.ValueKind == JsonValueKind.String && WireNames.Parse<T>(value.GetString()!) is { } known)
        {
            return known;
        }

        _errors.Add((field, $"{Shown(value)}: must be one of {WireNames.All<T>()}"));
        return null;
    }

    private string? Text(JsonElement root, string field)
    {
        if (root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        _errors.Add((field, "is missing: what the identifiers are, such as \"apn\""));
        return null;
    }

    private JobParameters Parameters(JsonElement root)
    {
        var parameters = new JobParameters();
        if (!root.TryGetProperty("parameters", out var block))
        {
            return parameters;
        }

        if (block.ValueKind != JsonValueKind.Object)
        {
            _errors.Add(("parameters", "expected an object of true and false"));
            return parameters;
        }

        CheckNames(block, "parameters.", Switches);
        return new JobParameters
        {
            Comprehensive = Switch(block, "comprehensive", parameters.Comprehensive),
            EnableScraping = Switch(block, "enable_scraping", parameters.EnableScraping),
            CollectTaxData = Switch(block, "collect_tax_data", parameters.CollectTaxData),
            CollectSalesData = Switch(block, "collect_sales_data", parameters.CollectSalesData),
            CollectDocuments = Switch(block, "collect_documents", parameters.CollectDocuments),
        };
    }

    private bool Switch(JsonElement block, string name, bool fallback)
    {
        if (!block.TryGetProperty(name, out var value))
        {
            return fallback;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            _errors.Add(("parameters." + name, $"{Shown(value)}: must be true or false"));
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private static string Shown(JsonElement value) => Consoles.PlainText.Of(value.GetRawText(), 60);
}
