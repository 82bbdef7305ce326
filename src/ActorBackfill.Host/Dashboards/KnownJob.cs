namespace ActorBackfill.Host.Dashboards;

/// <summary>A job that is listed.</summary>
/// <param name="Name">What the pages call it: the name of its directory, which is the job's own name but where it has identity keys.</param>
/// <param name="Problem">Why it cannot be shown: its job file is gone; null when it can, or when whoever loads it is told why not.</param>
internal sealed record KnownJob(string Name, string? Problem);
