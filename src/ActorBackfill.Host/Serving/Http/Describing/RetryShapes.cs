namespace ActorBackfill.Host.Serving.Http.Describing;

/// <summary>What failed of a job.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Groups">By cause, source by source, most units first.</param>
internal sealed record FailuresShape(string JobId, IReadOnlyList<GroupShape> Groups);

/// <summary>Units of one source that failed for one cause.</summary>
/// <param name="Source">The source.</param>
/// <param name="Group">The group's number with that source.</param>
/// <param name="Category">The category of the failure.</param>
/// <param name="Text">The cause, without what differs from unit to unit.</param>
/// <param name="Count">How many units.</param>
/// <param name="Quarantined">How many of them are set apart.</param>
/// <param name="First">When the first one failed.</param>
/// <param name="Last">When the last one failed.</param>
/// <param name="Sample">The key of one of them.</param>
/// <param name="SampleText">What it failed with.</param>
/// <param name="CanRetry">Whether trying again can help.</param>
/// <param name="Hint">What has to change first; null when nothing has to.</param>
internal sealed record GroupShape(
    string Source, long Group, string Category, string Text, long Count, long Quarantined, DateTimeOffset First, DateTimeOffset Last, string Sample, string SampleText, bool CanRetry, string? Hint);

/// <summary>What a retry would open.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Count">How many units, exactly: what confirm has to be.</param>
/// <param name="Sources">Source by source.</param>
internal sealed record PreviewShape(string JobId, long Count, IReadOnlyList<SourcePreviewShape> Sources);

/// <summary>What a retry would open of one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Count">How many units.</param>
/// <param name="ByState">How many of them are in which state.</param>
/// <param name="Sample">The keys of the first ten.</param>
/// <param name="Hints">What has to change before a retry is of use.</param>
/// <param name="LeftInQuarantine">How many match and are set apart, and were not asked for.</param>
internal sealed record SourcePreviewShape(
    string Source, long Count, IReadOnlyDictionary<string, long> ByState, IReadOnlyList<string> Sample, IReadOnlyList<string> Hints, long LeftInQuarantine);

/// <summary>What became of a retry.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Status">How far it is now.</param>
/// <param name="Opened">Units that are open again.</param>
/// <param name="Skipped">Those of the preview that were passed over: open already, or done since.</param>
/// <param name="Dealt">Units that a run which goes on deals itself.</param>
/// <param name="Sources">Source by source.</param>
internal sealed record RetriedShape(string JobId, Jobs.JobStatus Status, long Opened, long Skipped, long Dealt, IReadOnlyList<RetriedSourceShape> Sources);

/// <summary>What became of a retry of one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Opened">Units that are open again.</param>
/// <param name="Done">Whether it was carried out.</param>
/// <param name="Message">In words.</param>
internal sealed record RetriedSourceShape(string Source, long Opened, bool Done, string Message);
