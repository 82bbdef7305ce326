namespace Akka.Actor;

/// <summary>The path of every actor but a root.</summary>
public sealed class ChildActorPath : ActorPath
{
    private readonly ActorPath _parent;
    private int _hash;

    /// <summary>Initializes a new instance of the <see cref="ChildActorPath"/> class.</summary>
    /// <param name="parentPath">The parent's path.</param>
    /// <param name="name">The last name.</param>
    /// <param name="uid">The incarnation's number; 0 for any.</param>
    public ChildActorPath(ActorPath parentPath, string name, long uid)
        : base(parentPath.Address, name, uid) => _parent = parentPath;

    /// <inheritdoc/>
    public override ActorPath Parent => _parent;

    /// <inheritdoc/>
    public override ActorPath Root
    {
        get
        {
            var path = _parent;
            while (path is ChildActorPath)
                path = path.Parent;
            return path;
        }
    }

    /// <inheritdoc/>
    public override ActorPath WithUid(long uid) => uid == Uid ? this : new ChildActorPath(_parent, Name, uid);

    /// <inheritdoc/>
    public override string ToStringWithoutAddress() =>
        _parent is RootActorPath ? _parent.ToStringWithoutAddress() + Name : $"{_parent.ToStringWithoutAddress()}/{Name}";

    /// <inheritdoc/>
    public override bool Equals(ActorPath? other)
    {
        ActorPath left = this;
        var right = other;
        while (!ReferenceEquals(left, right))
        {
            if (left is RootActorPath)
                return left.Equals(right);
            if (right is not ChildActorPath || left.Name != right.Name)
                return false;
            left = left.Parent;
            right = right.Parent;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Not volatile: two threads that both compute it write the same number.
        if (_hash == 0)
            _hash = unchecked((_parent.GetHashCode() * 397) ^ string.GetHashCode(Name, StringComparison.Ordinal)) | 1;
        return _hash;
    }
}
