using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ActorBackfill.Architecture.Tests.AkkaSignatures;

/// <summary>Reads what an assembly offers to others.</summary>
internal static class ApiReader
{
    public static IReadOnlyList<ApiType> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return [.. reader.TypeDefinitions.Where(handle => IsVisible(reader, handle)).Select(handle => Type(reader, handle))];
    }

    /// <summary>The key of a member.</summary>
    public static string Key(string type, string name, MethodSignature<TypeName> signature) =>
        $"{type}::{name}`{signature.GenericParameterCount}({string.Join(", ", signature.ParameterTypes)}):{signature.ReturnType}";

    /// <summary>The key of a field.</summary>
    public static string Key(string type, string name) => $"{type}::{name}";

    private static bool IsVisible(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(reader, type.GetDeclaringType()),
            _ => false,
        };
    }

    private static ApiType Type(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = TypeNames.Full.NameOf(reader, handle);
        var baseName = type.BaseType.IsNil ? "" : TypeNames.Full.NameOf(reader, type.BaseType);
        var writer = new SignatureWriter(reader, handle);
        var accessors = new HashSet<MethodDefinitionHandle>();
        var members = new List<ApiMember>();
        foreach (var property in type.GetProperties().Select(reader.GetPropertyDefinition))
        {
            var own = property.GetAccessors();
            MethodDefinitionHandle[] both = [.. new[] { own.Getter, own.Setter }.Where(accessor => !accessor.IsNil)];
            accessors.UnionWith(both);
            if (writer.Property(property) is { } line)
                members.AddRange(both.Select(accessor => new ApiMember(KeyOf(reader, name, accessor), line)));
        }

        members.AddRange(type.GetMethods().Where(method => !accessors.Contains(method))
            .Select(method => (method, line: writer.Method(method)))
            .Where(found => found.line is not null)
            .Select(found => new ApiMember(KeyOf(reader, name, found.method), found.line!)));
        members.AddRange(type.GetFields().Select(field => (field, line: writer.Field(field)))
            .Where(found => found.line is not null)
            .Select(found => new ApiMember(Key(name, reader.GetString(reader.GetFieldDefinition(found.field).Name)), found.line!)));
        return new ApiType(reader.GetString(reader.GetAssemblyDefinition().Name), name, writer.Header(baseName), Stripped(baseName), members);
    }

    private static string KeyOf(MetadataReader reader, string type, MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        return Key(type, reader.GetString(method.Name), method.DecodeSignature(TypeNames.Full, TypeParameters.ByPosition));
    }

    /// <summary>The definition's name of a constructed type's.</summary>
    public static string Stripped(string name) => name.IndexOf('<', StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;
}
