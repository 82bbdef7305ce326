using System.Collections.Immutable;
using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving;

/// <summary>Reads the file of <c>backfill serve</c>: a path, or the name of one in <c>HOCON/serve</c> beside <c>HOCON/jobs</c>.</summary>
internal static class ServeFile
{
    private const int MostOverlays = 100;

    /// <summary>Gets the path of a file; the text itself where there is none of that name.</summary>
    /// <param name="text">As typed.</param>
    public static string Find(string text) => File.Exists(text) ? text : NamedFile.Named(text, "serve") ?? text;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overlays">The <c>key=value</c> texts laid over it.</param>
    /// <exception cref="HoconException">It is wrong; all errors at once, each with its place.</exception>
    public static ServeDefinition Load(string path, ImmutableArray<string> overlays)
    {
        var errors = new HoconErrors();
        var root = HoconParser.ParseFile(path, new HoconParseOptions { Overlays = overlays, Environment = Environment.GetEnvironmentVariable });
        var definition = Read(new HoconObjectReader(root, "", errors), errors);
        return errors.Count == 0 ? definition : throw new HoconException(errors);
    }

    private static ServeDefinition Read(HoconObjectReader file, HoconErrors errors)
    {
        var name = file.Text("serve");
        if (file.Has("serve") && JobNames.JobProblem(name) is { } problem)
        {
            file.Error("serve", $"'{name}': {problem}");
        }

        var definition = new ServeDefinition
        {
            Name = name,
            Batch = BatchProcessingReader.Read(file.OptionalObject("batch_processing")),
            SearchTypes = file.DistinctTexts("search-types", errors) ?? [],
            Sink = Sink(file),
            Overlays = Overlays(file),
            Api = file.OptionalObject("api") is { } api ? new ApiStage(api.Text("job"), Overlays(api), Types(api)) : null,
            Pages = file.OptionalObject("scraper") is { } scraper ? Pages(scraper) : ImmutableSortedDictionary<DataType, StageDefinition>.Empty,
        };
        if (definition.SearchTypes.IsEmpty)
        {
            file.Error("search-types", "has none: which dimension of the job files the identifiers are, such as [apn]");
        }

        if (!file.Has("api") && !file.Has("scraper"))
        {
            file.Error("api", "is missing, and so is scraper: one of them at least has to name a job");
        }

        file.Finish();
        return definition;
    }

    // What is wrong with an address is said without it: it may hold a password.
    private static string? Sink(HoconObjectReader file)
    {
        if (file.OptionalText("sink") is not { } sink)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(sink) || sink == ":memory:")
        {
            file.Error("sink", "expected a file, or postgres://user@host:port/database");
        }
        else if (PostgresAddress.IsOne(sink))
        {
            try
            {
                _ = PostgresAddress.Parse(sink);
            }
            catch (FormatException e)
            {
                file.Error("sink", e.Message);
            }
        }

        return sink;
    }

    private static ImmutableSortedDictionary<DataType, StageDefinition> Pages(HoconObjectReader scraper)
    {
        var pages = ImmutableSortedDictionary.CreateBuilder<DataType, StageDefinition>();
        foreach (var member in scraper.Members())
        {
            var stage = scraper.Object(member.Key);
            if (WireNames.Parse<DataType>(member.Key) is { } type)
            {
                pages[type] = new StageDefinition(stage.Text("job"), Overlays(stage));
            }
            else
            {
                scraper.Error(member.Key, $"is none of {Known}");
                _ = stage.Members();
            }
        }

        return pages.ToImmutable();
    }

    private static ImmutableSortedSet<DataType> Types(HoconObjectReader api)
    {
        var types = ImmutableSortedSet.CreateBuilder<DataType>();
        foreach (var name in api.Has("delivers") ? api.TextList("delivers") : [WireNames.Lower(DataType.PropertyDetails)])
        {
            if (WireNames.Parse<DataType>(name) is not { } type || !types.Add(type))
            {
                api.Error("delivers", $"'{name}': is none of {Known}, or there twice");
            }
        }

        return types.ToImmutable();
    }

    private static ImmutableArray<string> Overlays(HoconObjectReader stage)
    {
        ImmutableArray<string> overlays = stage.Has("set") ? stage.TextList("set") : [];
        if (overlays.Length > MostOverlays || overlays.Any(o => o.IndexOf('=', StringComparison.Ordinal) <= 0))
        {
            stage.Error("set", $"expected at most {MostOverlays} texts key=value, such as \"source.base=http://127.0.0.1:8080\"");
        }

        return overlays;
    }

    private static string Known => string.Join(", ", Enum.GetValues<DataType>().Select(WireNames.Lower));
}
