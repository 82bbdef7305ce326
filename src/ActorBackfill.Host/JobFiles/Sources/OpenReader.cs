using System.Collections.Immutable;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads what a source over HTTP may be led to and whom it believes: <c>allow-origins</c>, <c>tls</c>, <c>blocked</c>.</summary>
internal static class OpenReader
{
    public static ImmutableArray<string> Origins(HoconObjectReader reader) => Checked(
        reader, "allow-origins", text => SourceRules.OriginProblem(text, reader.Boolean("allow-private", false)));

    public static ImmutableArray<string> Patterns(HoconObjectReader reader) => Checked(reader, "blocked", SourceRules.PatternProblem);

    public static TlsDefinition Tls(HoconObjectReader? reader)
    {
        if (reader?.OptionalText("ca-file") is not { } file)
        {
            return new TlsDefinition();
        }

        if (string.IsNullOrWhiteSpace(file))
        {
            reader.Error("ca-file", "is blank");
        }

        return new TlsDefinition(file);
    }

    private static ImmutableArray<string> Checked(HoconObjectReader reader, string key, Func<string, string?> problem)
    {
        var texts = reader.TextList(key);
        foreach (var text in texts)
        {
            if (problem(text) is { } wrong)
            {
                reader.Error(key, $"'{text}': {wrong}");
            }
        }

        return texts.IsEmpty ? [] : texts;
    }
}
