namespace ActorBackfill.Hocon;

/// <summary>What a single value was written as. Reads convert between them as the specification says.</summary>
public enum HoconScalarKind
{
    /// <summary>Text, quoted or not, and every concatenation.</summary>
    String,

    /// <summary>A number by JSON's grammar; its text is kept as written.</summary>
    Number,

    /// <summary>The unquoted words <c>true</c> and <c>false</c>.</summary>
    Boolean,

    /// <summary>The unquoted word <c>null</c>: present, and without a value.</summary>
    Null,
}
