using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace ActorBackfill.Architecture.Tests.AkkaSignatures;

/// <summary>
/// Turns signatures into text. Short names are for people; full names with type parameters by position are equal for a definition and for
/// every reference to it.
/// </summary>
internal sealed class TypeNames(bool isShort) : ISignatureTypeProvider<TypeName, TypeParameters>
{
    public static readonly TypeNames Short = new(true);
    public static readonly TypeNames Full = new(false);

    public TypeName GetPrimitiveType(PrimitiveTypeCode typeCode) => new(
        typeCode switch
        {
            PrimitiveTypeCode.Boolean => "bool",
            PrimitiveTypeCode.Int32 => "int",
            PrimitiveTypeCode.UInt32 => "uint",
            PrimitiveTypeCode.Int64 => "long",
            PrimitiveTypeCode.UInt64 => "ulong",
            PrimitiveTypeCode.Int16 => "short",
            PrimitiveTypeCode.UInt16 => "ushort",
            PrimitiveTypeCode.Single => "float",
            _ => typeCode.ToString().ToLowerInvariant(),
        },
        typeCode is not (PrimitiveTypeCode.String or PrimitiveTypeCode.Object));

    public TypeName GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        new(NameOf(reader, handle), rawTypeKind == (byte)SignatureTypeKind.ValueType);

    public TypeName GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        new(NameOf(reader, handle), rawTypeKind == (byte)SignatureTypeKind.ValueType);

    public TypeName GetTypeFromSpecification(MetadataReader reader, TypeParameters genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeName GetGenericInstantiation(TypeName genericType, ImmutableArray<TypeName> typeArguments) =>
        isShort && genericType.Text == "Nullable" ? new(typeArguments[0] + "?")
        : isShort && genericType.Text == "ValueTuple" ? new($"({string.Join(", ", typeArguments)})", true)
        : new($"{genericType}<{string.Join(", ", typeArguments)}>", genericType.IsValue);

    public TypeName GetGenericTypeParameter(TypeParameters genericContext, int index) =>
        new(index < genericContext.OfType.Count ? genericContext.OfType[index] : $"!{index}");

    public TypeName GetGenericMethodParameter(TypeParameters genericContext, int index) =>
        new(index < genericContext.OfMethod.Count ? genericContext.OfMethod[index] : $"!!{index}");

    public TypeName GetSZArrayType(TypeName elementType) => new(elementType + "[]");

    public TypeName GetArrayType(TypeName elementType, ArrayShape shape) => new($"{elementType}[{new string(',', shape.Rank - 1)}]");

    public TypeName GetByReferenceType(TypeName elementType) => new("ref " + elementType);

    public TypeName GetPointerType(TypeName elementType) => new(elementType + "*");

    public TypeName GetPinnedType(TypeName elementType) => elementType;

    public TypeName GetModifiedType(TypeName modifier, TypeName unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeName GetFunctionPointerType(MethodSignature<TypeName> signature) => new("delegate*");

    /// <summary>The name of a type by any handle to it; of a constructed type the name of its definition.</summary>
    public string NameOf(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => NameOf(reader, (TypeDefinitionHandle)handle),
        HandleKind.TypeReference => NameOf(reader, (TypeReferenceHandle)handle),
        HandleKind.TypeSpecification =>
            reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, TypeParameters.ByPosition).Text,
        _ => "?",
    };

    private string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        return Joined(reader, type.Namespace, type.Name, outer.IsNil ? null : NameOf(reader, outer));
    }

    private string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var outer = type.ResolutionScope.Kind == HandleKind.TypeReference ? NameOf(reader, (TypeReferenceHandle)type.ResolutionScope) : null;
        return Joined(reader, type.Namespace, type.Name, outer);
    }

    private string Joined(MetadataReader reader, StringHandle space, StringHandle name, string? outer)
    {
        var (prefix, own) = (reader.GetString(space), reader.GetString(name));
        if (isShort && own.IndexOf('`', StringComparison.Ordinal) is > 0 and var tick)
            own = own[..tick];
        return outer is not null ? outer + "." + own : isShort || prefix.Length == 0 ? own : prefix + "." + own;
    }
}
