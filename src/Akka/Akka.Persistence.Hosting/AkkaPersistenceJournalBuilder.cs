using Akka.Hosting;

namespace Akka.Persistence.Hosting;

/// <summary>Changes a journal while it is set up.</summary>
public sealed class AkkaPersistenceJournalBuilder
{
    internal AkkaPersistenceJournalBuilder(string journalId, AkkaConfigurationBuilder builder)
    {
        JournalId = journalId;
        Builder = builder;
    }

    internal string JournalId { get; }

    internal AkkaConfigurationBuilder Builder { get; }
}
