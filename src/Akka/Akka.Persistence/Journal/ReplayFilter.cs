using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Persistence.Journal;

/// <summary>What to do with events of a writer that another one has replaced.</summary>
internal enum ReplayFilterMode
{
    RepairByDiscardOld,
    Fail,
    Warn,
    Disabled,
}

/// <summary>Finds, in one replay, events of two writers that wrote at the same time: a sign of two actors with one persistence id.</summary>
internal sealed class ReplayFilter(ReplayFilterMode mode, string persistenceId, ActorSystem system)
{
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);
    private string? _writer;

    public static ReplayFilterMode ModeOf(string setting) => setting switch
    {
        "repair-by-discard-old" => ReplayFilterMode.RepairByDiscardOld,
        "fail" => ReplayFilterMode.Fail,
        "warn" => ReplayFilterMode.Warn,
        "off" or "false" => ReplayFilterMode.Disabled,
        _ => throw new ConfigurationException($"replay-filter.mode = \"{setting}\": must be repair-by-discard-old, fail, warn or off."),
    };

    /// <summary>Whether the event is replayed.</summary>
    /// <exception cref="InvalidOperationException">The mode says to fail, and a replaced writer's event was found.</exception>
    public bool Passes(IPersistentRepresentation persistent)
    {
        if (mode == ReplayFilterMode.Disabled || persistent.WriterGuid == _writer)
            return true;
        if (!_replaced.Contains(persistent.WriterGuid))
        {
            if (_writer is not null)
                _ = _replaced.Add(_writer);
            _writer = persistent.WriterGuid;
            return true;
        }
        var text = $"Event {persistent.SequenceNr} of {persistenceId} is from writer {persistent.WriterGuid}, whom {_writer} had replaced: "
            + "two actors wrote under one persistence id.";
        if (mode == ReplayFilterMode.Fail)
            throw new InvalidOperationException(text);
        var log = Logging.GetLogger(system, typeof(ReplayFilter));
        if (mode == ReplayFilterMode.Warn)
            log.Warning("{0} It is replayed.", text);
        else
            log.Warning("{0} It is left out.", text);
        return mode == ReplayFilterMode.Warn;
    }
}
