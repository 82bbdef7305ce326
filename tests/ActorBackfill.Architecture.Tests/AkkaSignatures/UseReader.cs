using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ActorBackfill.Architecture.Tests.AkkaSignatures;

/// <summary>Reads what an assembly uses of the assemblies that <paramref name="isAkka"/> names: types, members, what it overrides.</summary>
internal sealed class UseReader(Func<string, bool> isAkka, IReadOnlyDictionary<string, ApiType> api)
{
    /// <summary>Keys of members and names of types.</summary>
    public IReadOnlyCollection<string> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var types = reader.TypeReferences.Where(handle => IsAkka(reader, handle)).Select(handle => TypeNames.Full.NameOf(reader, handle));
        var members = reader.MemberReferences.Select(reader.GetMemberReference).Where(member => IsAkka(reader, member.Parent)).Select(member => Key(reader, member));
        var derived = reader.TypeDefinitions.SelectMany(handle => Derived(reader, reader.GetTypeDefinition(handle)));
        return [.. types.Concat(members).Concat(derived).Distinct()];
    }

    private static string Key(MetadataReader reader, MemberReference member)
    {
        var type = ApiReader.Stripped(TypeNames.Full.NameOf(reader, member.Parent));
        var name = reader.GetString(member.Name);
        return member.GetKind() == MemberReferenceKind.Field
            ? ApiReader.Key(type, name)
            : ApiReader.Key(type, name, member.DecodeMethodSignature(TypeNames.Full, TypeParameters.ByPosition));
    }

    private bool IsAkka(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => IsAkka(reader, (TypeReferenceHandle)handle),
        HandleKind.TypeSpecification => api.ContainsKey(ApiReader.Stripped(TypeNames.Full.NameOf(reader, handle))),
        _ => false,
    };

    private bool IsAkka(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsAkka(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => isAkka(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)),
            _ => false,
        };
    }

    // An override leaves no reference behind, and an interface must be implemented whole.
    private IEnumerable<string> Derived(MetadataReader reader, TypeDefinition type)
    {
        var overrides = type.GetMethods().Select(reader.GetMethodDefinition)
            .Where(method => method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.NewSlot))
            .Select(method => (Name: reader.GetString(method.Name), Tail: Tail(reader, method)))
            .ToArray();
        for (var at = AkkaBase(reader, type); at is not null; at = api.GetValueOrDefault(at.Base))
        {
            foreach (var member in at.Members.Where(member => Array.Exists(overrides, o => member.Key == ApiReader.Key(at.Name, o.Name) + o.Tail)))
                yield return member.Key;
        }

        foreach (var handle in type.GetInterfaceImplementations())
        {
            var name = ApiReader.Stripped(TypeNames.Full.NameOf(reader, reader.GetInterfaceImplementation(handle).Interface));
            foreach (var member in api.GetValueOrDefault(name)?.Members ?? [])
                yield return member.Key;
        }
    }

    private static string Tail(MetadataReader reader, MethodDefinition method) =>
        ApiReader.Key("", "", method.DecodeSignature(TypeNames.Full, TypeParameters.ByPosition))["::".Length..];

    private ApiType? AkkaBase(MetadataReader reader, TypeDefinition type)
    {
        while (type.BaseType is { IsNil: false, Kind: HandleKind.TypeDefinition })
            type = reader.GetTypeDefinition((TypeDefinitionHandle)type.BaseType);
        return type.BaseType.IsNil ? null : api.GetValueOrDefault(ApiReader.Stripped(TypeNames.Full.NameOf(reader, type.BaseType)));
    }
}
