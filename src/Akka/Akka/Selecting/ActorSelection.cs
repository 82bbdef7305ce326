using System.Text.RegularExpressions;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Actors by path, <c>*</c> and <c>?</c> included, looked up each time something is told to them.</summary>
public class ActorSelection : ICanTell
{
    private readonly IReadOnlyList<string> _elements;

    internal ActorSelection(IActorRef anchor, IReadOnlyList<string> elements)
    {
        Anchor = anchor;
        _elements = elements;
    }

    /// <summary>Gets where the path begins.</summary>
    public IActorRef Anchor { get; }

    /// <summary>Gets the path as a text.</summary>
    public string PathString => "/" + string.Join('/', _elements);

    /// <summary>Sends a message to all that the path fits.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who an answer goes to; null for the actor that this runs in, if any.</param>
    public void Tell(object message, IActorRef? sender = null)
    {
        sender ??= ActorCell.GetCurrentSelfOrNoSender();
        var found = Matches((IInternalActorRef)Anchor, 0).ToList();
        foreach (var actor in found)
            actor.Tell(message, sender);
        if (found.Count > 0)
            return;
        var provider = ((IInternalActorRef)Anchor).Provider;
        if (message is Identify identify)
            sender?.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
        else
            provider.DeadLetters.Tell(new DeadLetter(message, sender ?? provider.DeadLetters, provider.DeadLetters), sender);
    }

    /// <summary>Finds the actor.</summary>
    /// <param name="timeout">How long to wait for it to answer.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ActorNotFoundException">None answered.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    /// <summary>Finds the actor.</summary>
    /// <param name="timeout">How long to wait for it to answer.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ActorNotFoundException">None answered.</exception>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException("subject was null");
        }
        catch (AskTimeoutException e)
        {
            throw new ActorNotFoundException("no actor answered", e);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"ActorSelection[Anchor({Anchor}), Path({PathString})]";

    internal static ActorSelection Absolute(ActorSystemImpl system, string path)
    {
        var root = system.Provider.RootGuardian;
        if (ActorPath.TryParse(path, out var whole))
            return new ActorSelection(root, whole.Elements);
        var elements = Split(path);
        // A relative path outside of an actor begins at the application's guardian.
        return path.StartsWith('/') ? new ActorSelection(root, elements) : new ActorSelection(system.Provider.Guardian, elements);
    }

    internal static ActorSelection Relative(ActorCell cell, string path) =>
        path.StartsWith('/') || ActorPath.TryParse(path, out _)
            ? Absolute(cell.SystemImpl, path)
            : new ActorSelection(cell.Self, Split(path));

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private IEnumerable<IInternalActorRef> Matches(IInternalActorRef from, int index)
    {
        if (from is Nobody)
            return [];
        if (index == _elements.Count)
            return [from];
        var element = _elements[index];
        if (element == "..")
            return Matches(from.Parent, index + 1);
        if (element.AsSpan().ContainsAny('*', '?'))
        {
            var pattern = "^" + Regex.Escape(element).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$";
            return from is ActorRefWithCell parent
                ? parent.Children.Where(c => Regex.IsMatch(c.Path.Name, pattern)).SelectMany(c => Matches((IInternalActorRef)c, index + 1))
                : [];
        }

        return Matches((IInternalActorRef)from.GetChild([element]), index + 1);
    }
}
