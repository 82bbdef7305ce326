namespace Akka.Actor;

/// <summary>The names from the root guardian down to one actor. Equality ignores the uid.</summary>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>, IComparable
{
    private const string Symbols = "-_.*$+:@&=,!~';()";

    private protected ActorPath(Address address, string name, long uid)
    {
        Address = address;
        Name = name;
        Uid = uid;
    }

    /// <summary>Gets the address of the actor system.</summary>
    public Address Address { get; }

    /// <summary>Gets the last name of the path.</summary>
    public string Name { get; }

    /// <summary>Gets the number of the incarnation; 0 if the path means any.</summary>
    public long Uid { get; }

    /// <summary>Gets the path of the parent; a root is its own parent.</summary>
    public abstract ActorPath Parent { get; }

    /// <summary>Gets the first path.</summary>
    public abstract ActorPath Root { get; }

    /// <summary>Gets the names below the root.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var names = new List<string>();
            for (var path = this; path is ChildActorPath; path = path.Parent)
                names.Add(path.Name);
            names.Reverse();
            return names;
        }
    }

    /// <summary>Makes the path of a child.</summary>
    /// <param name="path">The parent.</param>
    /// <param name="name">The child's name, with or without <c>#uid</c>.</param>
    public static ActorPath operator /(ActorPath path, string name)
    {
        var (child, uid) = ActorCell.SplitNameAndUid(name);
        return string.IsNullOrEmpty(child) ? path : new ChildActorPath(path, child, uid);
    }

    /// <summary>Makes the path of a descendant.</summary>
    /// <param name="path">The start.</param>
    /// <param name="name">Names downwards.</param>
    public static ActorPath operator /(ActorPath path, IEnumerable<string> name) => name.Aggregate(path, (a, b) => a / b);

    /// <summary>Compares without uid.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);

    /// <summary>Compares without uid.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);

    /// <summary>Whether a text may name an actor.</summary>
    /// <param name="s">The text.</param>
    /// <returns>False for empty names, names that begin with <c>$</c> and names with signs an address cannot hold.</returns>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$')
            return false;
        for (var i = 0; i < s.Length; i++)
        {
            var isEscape = s[i] == '%' && i + 2 < s.Length && char.IsAsciiHexDigit(s[i + 1]) && char.IsAsciiHexDigit(s[i + 2]);
            if (!isEscape && !char.IsAsciiLetterOrDigit(s[i]) && !Symbols.Contains(s[i], StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    /// <summary>Reads a whole path, <c>akka://system/user/a/b</c>.</summary>
    /// <param name="path">The text.</param>
    /// <returns>The path.</returns>
    /// <exception cref="UriFormatException">The text is not an actor's path.</exception>
    public static ActorPath Parse(string path) =>
        TryParse(path, out var actorPath) ? actorPath : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    /// <summary>Reads a whole path.</summary>
    /// <param name="path">The text.</param>
    /// <param name="actorPath">The path, if the text is one.</param>
    /// <returns>Whether the text is a path.</returns>
    public static bool TryParse(string path, out ActorPath actorPath)
    {
        actorPath = null!;
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || !path.StartsWith("akka", StringComparison.Ordinal))
            return false;
        var elements = path[(scheme + 3)..].Split('/');
        var address = elements[0].Contains('@', StringComparison.Ordinal) ? null : new Address(path[..scheme], elements[0]);
        if (address is null || elements[0].Length == 0)
            return false;
        actorPath = elements.Skip(1).Aggregate((ActorPath)new RootActorPath(address), (parent, name) => parent / name);
        return true;
    }

    /// <summary>The same path for another incarnation.</summary>
    /// <param name="uid">The incarnation's number.</param>
    /// <returns>The path with that uid.</returns>
    public abstract ActorPath WithUid(long uid);

    /// <summary>The names only: <c>/user/a</c>.</summary>
    /// <returns>The text.</returns>
    public abstract string ToStringWithoutAddress();

    /// <summary>The path with its address.</summary>
    /// <returns>The text.</returns>
    public string ToStringWithAddress() => Address + ToStringWithoutAddress();

    /// <summary>The path with address and uid.</summary>
    /// <returns>The text.</returns>
    public string ToSerializationFormat() => Uid == 0 ? ToString() : $"{this}#{Uid}";

    /// <inheritdoc/>
    public override string ToString() => ToStringWithAddress();

    /// <inheritdoc/>
    public abstract bool Equals(ActorPath? other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(ActorPath? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <inheritdoc/>
    public int CompareTo(object? obj) => CompareTo(obj as ActorPath);
}
