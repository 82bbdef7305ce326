namespace ActorBackfill.Host.JobFiles.Sinks;

/// <summary>The word of <c>sink.type</c>.</summary>
internal enum SinkKind
{
    Sqlite,
    Postgres,
}
