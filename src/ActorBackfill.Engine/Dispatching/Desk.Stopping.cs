namespace ActorBackfill.Engine.Dispatching;

/// <summary>Whether a stop has changed anything.</summary>
internal sealed partial class Desk
{
    // Units that were dealt and have their end in the journal.
    private long _ended;

    /// <summary>Gets whether every unit that was to run has its end: a stop that comes now has changed nothing.</summary>
    public bool IsComplete => IsDone && _dealer.IsExhausted && _dealer.Dealt == _ended;
}
