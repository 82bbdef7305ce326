using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Http;

namespace ActorBackfill.Replay.Files;

/// <summary>Documents served byte for byte: one under the resource's path, several under their files' names below it.</summary>
internal sealed class DocumentResource : IResource
{
    private readonly Dictionary<string, Answer> _documents = new(StringComparer.Ordinal);

    /// <summary>Reads the documents.</summary>
    /// <exception cref="ReplayException">A file cannot be read, or two have the same name.</exception>
    public DocumentResource(FilesResource resource)
    {
        var files = SourceFiles.Read(resource).ToList();
        foreach (var file in files)
        {
            var name = files.Count == 1 ? "" : FilePattern.Stem(file.Name);
            if (!_documents.TryAdd(name, new Answer(resource.Status, FilePattern.MediaType(file.Name), file.Bytes)))
            {
                throw new ReplayException($"{file.Name}: another document of the resource is named {name}");
            }
        }
    }

    public ResourceSummary Summary => new("document", _documents.Count, []);

    public Answer Answer(ResourceRequest request) => request.Query.Parameters switch
    {
        [var first, ..] => Http.Answer.Error(400, $"a document takes no query, and {first.Name} is one"),
        [] when _documents.TryGetValue(request.Rest, out var document) => document,
        _ => Http.Answer.Error(404, $"{request.Path} is not here"),
    };
}
