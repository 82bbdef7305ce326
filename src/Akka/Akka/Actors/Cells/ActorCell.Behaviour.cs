namespace Akka.Actor;

/// <content>The stack of behaviours.</content>
public partial class ActorCell
{
    private static readonly Receive NoBehaviour = _ => false;

    private Receive _behaviour = NoBehaviour;
    private Stack<Receive>? _lowerBehaviours;

    /// <inheritdoc/>
    public void Become(Receive receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        _behaviour = receive;
    }

    /// <inheritdoc/>
    public void Become(UntypedReceive receive) => Become(AlwaysHandled(receive));

    /// <inheritdoc/>
    public void BecomeStacked(Receive receive)
    {
        (_lowerBehaviours ??= new()).Push(_behaviour);
        _behaviour = receive;
    }

    /// <inheritdoc/>
    public void BecomeStacked(UntypedReceive receive) => BecomeStacked(AlwaysHandled(receive));

    /// <inheritdoc/>
    public void UnbecomeStacked()
    {
        // The first behaviour stays: an actor always has one.
        if (_lowerBehaviours is { Count: > 0 })
            _behaviour = _lowerBehaviours.Pop();
    }

    private static Receive AlwaysHandled(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private void ForgetBehaviours()
    {
        _behaviour = NoBehaviour;
        _lowerBehaviours = null;
    }
}
