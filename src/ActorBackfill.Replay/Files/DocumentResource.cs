using ActorBackfill.Replay.Http;

namespace ActorBackfill.Replay.Files;

/// <summary>Documents served byte for byte: one under the resource's path, several under their files' names below it.</summary>
internal sealed class DocumentResource : IResource
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _documents;

    /// <summary>Reads the documents.</summary>
    /// <exception cref="ReplayException">A file cannot be read, or two have the same name.</exception>
    public DocumentResource(IReadOnlyList<string> paths)
    {
        _documents = new(paths.Count, StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var name = paths.Count == 1 ? "" : FilePattern.Stem(path);
            if (!_documents.TryAdd(name, DataFile.Read(path)))
            {
                throw new ReplayException($"{path}: another document of the resource is named {name}");
            }
        }
    }

    public ResourceSummary Summary => new("document", _documents.Count, []);

    public Answer Answer(ResourceRequest request) => request.Query.Parameters switch
    {
        [var first, ..] => Http.Answer.Error(400, $"a document takes no query, and {first.Name} is one"),
        [] when _documents.TryGetValue(request.Rest, out var document) => new Answer(200, Http.Answer.Json, document),
        _ => Http.Answer.Error(404, $"{request.Path} is not here"),
    };
}
