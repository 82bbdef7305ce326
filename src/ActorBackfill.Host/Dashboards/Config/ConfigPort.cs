using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Config;
using ActorBackfill.Host.Configuring;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Doctoring;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Dashboards.Config;

/// <summary>Tells the settings of a job as <c>config show</c> does, and what the doctor finds.</summary>
/// <param name="jobs">The jobs that are shown.</param>
internal sealed class ConfigPort(IFindJobs jobs) : IShowConfig
{
    /// <inheritdoc/>
    public async Task<ConfigView?> ConfigAsync(string job, bool looksAround, CancellationToken cancellation)
    {
        if (jobs.ChoiceOf(job) is not { } choice || jobs.Load(job) is not { } loaded)
        {
            return null;
        }

        var config = EffectiveConfig.Of(loaded, choice, jobs.Talk.Terminal.Directory);
        return new ConfigView
        {
            Job = job,
            File = PlainText.Of(Path.GetFileName(config.File)),
            Settings = [.. config.Settings.Select(s => new ConfigSetting(PlainText.Of(s.Key), s.Value, ConfigDocument.Word(s.Kind), PlainText.Of(s.Origin), s.IsMasked))],
            Findings = looksAround ? await LookAsync(loaded) : null,
        };
    }

    private async Task<ImmutableArray<ConfigFinding>> LookAsync(LoadedJob job)
    {
        var findings = MachineChecks.Of(jobs.Time.GetUtcNow()).Concat(await DoctorVerb.LookAsync(job, jobs.Time));
        return [.. findings.Select(f => new ConfigFinding(
            f.Name, f.Verdict switch { Verdict.Ok => "ok", Verdict.Warning => "warning", _ => "problem" }, PlainText.Of(f.Text), f.Help is { } help ? PlainText.Of(help) : null))];
    }
}
