namespace ActorBackfill.Architecture.Tests.AkkaSignatures;

/// <summary>A public or protected member.</summary>
/// <param name="Key">Equal for its definition and every reference to it: full type names, no parameter names.</param>
/// <param name="Line">As a person writes it: short type names, parameter names, defaults.</param>
internal sealed record ApiMember(string Key, string Line);

/// <summary>A public type.</summary>
/// <param name="Assembly">Its assembly's name.</param>
/// <param name="Name">Its full name, generic arity as in metadata.</param>
/// <param name="Line">Kind, name and base as a person writes them.</param>
/// <param name="Base">The base type's full name; empty for none.</param>
/// <param name="Members">Those declared here.</param>
internal sealed record ApiType(string Assembly, string Name, string Line, string Base, IReadOnlyList<ApiMember> Members);
