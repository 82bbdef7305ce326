using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Persistence.Journal;

namespace Akka.Persistence.Sql.Journal;

/// <summary>Turns events into rows and back through the system's serializers.</summary>
internal sealed class EventCodec(ExtendedActorSystem system, string? serializerName)
{
    private readonly Akka.Serialization.Serialization _serialization = system.Serialization;

    public JournalRow Encode(IPersistentRepresentation persistent, long now)
    {
        var (payload, tags) = persistent.Payload is Tagged tagged
            ? (tagged.Payload, tagged.Tags)
            : (persistent.Payload, (IReadOnlyCollection<string>)[]);
        var serializer = _serialization.FindSerializerForType(payload.GetType(), serializerName);
        return new JournalRow(
            persistent.PersistenceId,
            persistent.SequenceNr,
            persistent.Timestamp != 0 ? persistent.Timestamp : now,
            serializer.ToBinary(payload),
            SqlManifest.Of(serializer, payload),
            serializer.Identifier,
            tags);
    }

    public Persistent Decode(string persistenceId, in StoredRow row)
    {
        try
        {
            var payload = SqlManifest.Read(_serialization, row.Message, row.Identifier, row.Manifest, serializerName);
            return new Persistent(
                payload, row.SequenceNr, persistenceId, row.Manifest, false, ActorRefs.NoSender, row.WriterUuid, row.Created);
        }
        catch (Exception cause)
        {
            throw new SerializationException(
                $"Event {row.SequenceNr} of {persistenceId} cannot be read: serializer {row.Identifier?.ToString() ?? "none"}, "
                + $"manifest \"{row.Manifest}\": {cause.Message}",
                cause);
        }
    }
}
