using System.Xml.Linq;

namespace ActorBackfill.Architecture.Tests;

/// <summary>One project file: what it references, by which means.</summary>
/// <param name="Name">The file's name without extension.</param>
/// <param name="Folder">Its folder from the root.</param>
/// <param name="References">Names from ProjectReference.</param>
/// <param name="AkkaReferences">Names from AkkaReference.</param>
/// <param name="Packages">Names from PackageReference and FrameworkReference.</param>
internal sealed record Project(
    string Name, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> AkkaReferences, IReadOnlyList<string> Packages)
{
    internal bool IsSubset => Folder.StartsWith("src/Akka/", StringComparison.Ordinal);

    internal static Project Parse(string path, string text)
    {
        var items = XDocument.Parse(text).Descendants().ToList();
        return new Project(
            Path.GetFileNameWithoutExtension(path),
            Path.GetDirectoryName(path)!.Replace('\\', '/'),
            [.. Included("ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Included("AkkaReference")],
            [.. Included("PackageReference"), .. Included("FrameworkReference")]);

        IEnumerable<string> Included(string item) =>
            items.Where(element => element.Name.LocalName == item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
    }

    internal static IReadOnlyList<Project> All(string folder) =>
        [.. Repository.Files(folder, ".csproj").Select(path => Parse(path, Repository.Read(path)))];
}
