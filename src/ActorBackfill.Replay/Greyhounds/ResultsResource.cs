using System.Globalization;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Http;

namespace ActorBackfill.Replay.Greyhounds;

/// <summary>Generated results behind a path: <c>?state=VIC&amp;month=2025-09</c>.</summary>
internal sealed class ResultsResource(GreyhoundResource definition) : IResource
{
    private static readonly string States = string.Join(", ", Track.ByState.Select(s => s.State));

    private readonly ResultsGenerator _generator = new((ulong)definition.Seed, definition.Meetings, definition.Races);

    public ResourceSummary Summary => new("generator", null, ["state", "month"]);

    public Answer Answer(ResourceRequest request)
    {
        var parameters = request.Query.Parameters;
        if (request.Rest.Length > 0)
        {
            return Http.Answer.Error(404, $"{request.Path} is not here");
        }

        if (parameters.Count != 2 || Value(request.Query, "state") is not { } state || Value(request.Query, "month") is not { } text)
        {
            return Http.Answer.Error(400, "the query must be state=STATE&month=YYYY-MM");
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return Http.Answer.Error(400, $"month={text}: must be YYYY-MM");
        }

        var ordinal = Track.ByState.ToList().FindIndex(s => s.State == state);
        return ordinal < 0
            ? Http.Answer.Error(404, $"state={state}: must be one of {States}")
            : new Answer(200, Http.Answer.Json, GreyhoundDocument.Write(_generator.Of(ordinal, month)));
    }

    private static string? Value(Query query, string name) =>
        query.Parameters.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value).FirstOrDefault();
}
