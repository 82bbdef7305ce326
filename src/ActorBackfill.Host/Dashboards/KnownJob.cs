namespace ActorBackfill.Host.Dashboards;

/// <summary>A job of a state directory.</summary>
/// <param name="Name">What the pages call it: the name of its directory, which is the job's own name but where it has identity keys.</param>
/// <param name="Directory">Its directory, absolute; not there yet when it never ran.</param>
/// <param name="Problem">Why it cannot be shown: its job file is gone, or wrong; null when it can.</param>
internal sealed record KnownJob(string Name, string Directory, string? Problem);
