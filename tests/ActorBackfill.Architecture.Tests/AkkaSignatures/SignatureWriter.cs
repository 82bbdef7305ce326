using System.Reflection;
using System.Reflection.Metadata;

namespace ActorBackfill.Architecture.Tests.AkkaSignatures;

/// <summary>
/// Writes the members of one type as a person would: public is not said, parameter names and defaults are. What no caller can tell apart is
/// written the same: a field that is only read is a property with a getter, a protected setter of a public property is none.
/// </summary>
internal sealed class SignatureWriter
{
    private static readonly HashSet<string> Keywords = ["event", "default", "object", "params"];

    private readonly MetadataReader _reader;
    private readonly TypeDefinition _type;
    private readonly string _fullName;
    private readonly string[] _typeParameters;

    public SignatureWriter(MetadataReader reader, TypeDefinitionHandle handle)
    {
        (_reader, _type) = (reader, reader.GetTypeDefinition(handle));
        _fullName = TypeNames.Full.NameOf(reader, handle);
        _typeParameters = Names(_type.GetGenericParameters());
    }

    private bool IsInterface => _type.Attributes.HasFlag(TypeAttributes.Interface);

    /// <summary>Kind and full name.</summary>
    public string Header(string baseName)
    {
        var isStatic = _type.Attributes.HasFlag(TypeAttributes.Abstract) && _type.Attributes.HasFlag(TypeAttributes.Sealed);
        var kind = IsInterface ? "interface"
            : baseName == "System.Enum" ? "enum"
            : baseName == "System.ValueType" ? "struct"
            : baseName == "System.MulticastDelegate" ? "delegate"
            : isStatic ? "static class"
            : _type.Attributes.HasFlag(TypeAttributes.Abstract) ? "abstract class"
            : "class";
        var name = _fullName.Split('`')[0] + Generic(_typeParameters);
        return $"{kind} {name}";
    }

    /// <summary>A method or constructor; null when others cannot see it.</summary>
    public string? Method(MethodDefinitionHandle handle)
    {
        var method = _reader.GetMethodDefinition(handle);
        var name = _reader.GetString(method.Name);
        if (Access(method.Attributes) is not { } access || (name.Contains('.', StringComparison.Ordinal) && name != ".ctor"))
            return null;
        var parameters = new TypeParameters(_typeParameters, Names(method.GetGenericParameters()));
        var signature = method.DecodeSignature(TypeNames.Short, parameters);
        var written = string.Join(", ", Parameters(method, signature));
        return name == ".ctor"
            ? $"{access}new({written})"
            : $"{access}{Slot(method.Attributes)}{signature.ReturnType} {name}{Generic([.. parameters.OfMethod])}({written}){Constraints(method.GetGenericParameters(), parameters)}";
    }

    /// <summary>A property; null when others cannot see it.</summary>
    public string? Property(PropertyDefinition property)
    {
        var accessors = property.GetAccessors();
        var getter = accessors.Getter.IsNil ? null : Access(_reader.GetMethodDefinition(accessors.Getter).Attributes);
        var setter = accessors.Setter.IsNil ? null : Access(_reader.GetMethodDefinition(accessors.Setter).Attributes);
        if (getter is null && setter is null)
            return null;
        var main = _reader.GetMethodDefinition(getter is null ? accessors.Setter : accessors.Getter);
        var signature = property.DecodeSignature(TypeNames.Short, new TypeParameters(_typeParameters, []));
        var (access, slot) = (getter is "" || setter is "" ? "" : "protected ", Slot(main.Attributes));
        string Accessor(string? own, string word) => own == access ? word + "; " : "";
        var name = signature.ParameterTypes.Length > 0 ? $"this[{string.Join(", ", signature.ParameterTypes)}]" : _reader.GetString(property.Name);
        return $"{access}{slot}{signature.ReturnType} {name} {{ {Accessor(getter, "get")}{Accessor(setter, "set")}}}";
    }

    /// <summary>A field; null when others cannot see it.</summary>
    public string? Field(FieldDefinitionHandle handle)
    {
        var field = _reader.GetFieldDefinition(handle);
        var attributes = field.Attributes;
        if (Access((MethodAttributes)(attributes & FieldAttributes.FieldAccessMask)) is not { } access || attributes.HasFlag(FieldAttributes.RTSpecialName))
            return null;
        var name = _reader.GetString(field.Name);
        var type = field.DecodeSignature(TypeNames.Short, new TypeParameters(_typeParameters, []));
        if (attributes.HasFlag(FieldAttributes.Literal))
        {
            var value = Constant(field.GetDefaultValue(), type);
            return TypeNames.Full.NameOf(_reader, _type.BaseType) == "System.Enum" ? $"{name} = {value}" : $"{access}const {type} {name} = {value}";
        }

        return $"{access}{(attributes.HasFlag(FieldAttributes.Static) ? "static " : "")}{type} {name} {{ get; }}";
    }

    private static string? Access(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) switch
    {
        MethodAttributes.Public => "",
        MethodAttributes.Family or MethodAttributes.FamORAssem => "protected ",
        _ => null,
    };

    private static string Generic(string[] names) => names.Length == 0 ? "" : $"<{string.Join(", ", names)}>";

    private string Slot(MethodAttributes attributes) =>
        attributes.HasFlag(MethodAttributes.Static) ? "static "
        : IsInterface || !attributes.HasFlag(MethodAttributes.Virtual) || attributes.HasFlag(MethodAttributes.Final) ? ""
        : attributes.HasFlag(MethodAttributes.Abstract) ? "abstract "
        : attributes.HasFlag(MethodAttributes.NewSlot) ? "virtual "
        : "override ";

    private string[] Names(GenericParameterHandleCollection parameters) =>
        [.. parameters.Select(handle => _reader.GetString(_reader.GetGenericParameter(handle).Name))];

    private string Constraints(GenericParameterHandleCollection parameters, TypeParameters names) => string.Concat(
        from handle in parameters
        let parameter = _reader.GetGenericParameter(handle)
        let constraints = Constraints(parameter, names).ToArray()
        where constraints.Length > 0
        select $" where {_reader.GetString(parameter.Name)} : {string.Join(", ", constraints)}");

    private IEnumerable<string> Constraints(GenericParameter parameter, TypeParameters names)
    {
        if (parameter.Attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        foreach (var constraint in parameter.GetConstraints().Select(handle => _reader.GetGenericParameterConstraint(handle).Type))
        {
            var text = constraint.Kind == HandleKind.TypeSpecification
                ? _reader.GetTypeSpecification((TypeSpecificationHandle)constraint).DecodeSignature(TypeNames.Short, names).Text
                : TypeNames.Short.NameOf(_reader, constraint);
            yield return text;
        }

        if (parameter.Attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            yield return "new()";
    }

    private IEnumerable<string> Parameters(MethodDefinition method, MethodSignature<TypeName> signature)
    {
        var extension = Has(method.GetCustomAttributes(), "ExtensionAttribute");
        var rows = method.GetParameters().Select(_reader.GetParameter).Where(row => row.SequenceNumber > 0).ToDictionary(row => row.SequenceNumber - 1);
        for (var i = 0; i < signature.ParameterTypes.Length; i++)
        {
            var (type, row) = (signature.ParameterTypes[i], rows[i]);
            var text = row.Attributes.HasFlag(ParameterAttributes.Out) && type.Text.StartsWith("ref ", StringComparison.Ordinal) ? "out" + type.Text[3..] : type.Text;
            var prefix = i == 0 && extension ? "this " : Has(row.GetCustomAttributes(), "ParamArrayAttribute") ? "params " : "";
            var value = row.Attributes.HasFlag(ParameterAttributes.Optional) ? " = " + Constant(row.GetDefaultValue(), type) : "";
            yield return $"{prefix}{text} {(Keywords.Contains(_reader.GetString(row.Name)) ? "@" : "")}{_reader.GetString(row.Name)}{value}";
        }
    }

    private bool Has(CustomAttributeHandleCollection attributes, string name) => attributes.Any(handle =>
        _reader.GetCustomAttribute(handle).Constructor is { Kind: HandleKind.MemberReference } constructor
        && TypeNames.Short.NameOf(_reader, _reader.GetMemberReference((MemberReferenceHandle)constructor).Parent) == name);

    private string Constant(ConstantHandle handle, TypeName type)
    {
        if (handle.IsNil)
            return "default";
        var constant = _reader.GetConstant(handle);
        return _reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) switch
        {
            null => type.IsValue ? "default" : "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            var number => Convert.ToString(number, System.Globalization.CultureInfo.InvariantCulture)!,
        };
    }
}
