using System.CommandLine;
using ActorBackfill.Host.Adopting;
using ActorBackfill.Host.Changing;
using ActorBackfill.Host.Completing;
using ActorBackfill.Host.Configuring;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Demo;
using ActorBackfill.Host.Doctoring;
using ActorBackfill.Host.Explaining;
using ActorBackfill.Host.Gates;
using ActorBackfill.Host.Healing;
using ActorBackfill.Host.JournalCare;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.Parking;
using ActorBackfill.Host.Planning;
using ActorBackfill.Host.Repairing;
using ActorBackfill.Host.Replaying;
using ActorBackfill.Host.Reports;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Serving;
using ActorBackfill.Host.Status;
using ActorBackfill.Host.Triage;
using ActorBackfill.Host.Validating;
using ActorBackfill.Host.Verifying;

namespace ActorBackfill.Host.CommandLine;

/// <summary>All commands of the program.</summary>
internal static class CommandTree
{
    /// <summary>Makes the commands.</summary>
    /// <param name="terminal">Where they talk.</param>
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Backfills years of history into your database: parallel, resumable to the unit, exactly once.");
        root.Subcommands.Add(DemoVerb.Create(terminal));
        root.Subcommands.Add(RunVerb.Create(terminal));
        root.Subcommands.Add(RunVerb.CreateResume(terminal));
        root.Subcommands.Add(PlanVerb.Create(terminal));
        root.Subcommands.Add(StatusVerb.Create(terminal));
        root.Subcommands.Add(UnitsVerb.Create(terminal));
        root.Subcommands.Add(FailuresVerb.Create(terminal));
        root.Subcommands.Add(RetryVerb.Create(terminal));
        root.Subcommands.Add(ParkVerb.Create(terminal));
        root.Subcommands.Add(HealVerb.Create(terminal));
        root.Subcommands.Add(GateVerb.Create(terminal));
        root.Subcommands.Add(AdoptVerb.Create(terminal));
        root.Subcommands.Add(ReportVerb.Create(terminal));
        root.Subcommands.Add(DoctorVerb.Create(terminal));
        root.Subcommands.Add(VerifyVerb.Create(terminal));
        foreach (var control in ControlVerbs.Create(terminal))
        {
            root.Subcommands.Add(control);
        }

        root.Subcommands.Add(WhyVerb.Create(terminal));
        root.Subcommands.Add(WaitsVerb.Create(terminal));
        root.Subcommands.Add(ChangesVerb.Create(terminal));
        root.Subcommands.Add(EtaVerb.Create(terminal));
        root.Subcommands.Add(ServeVerb.Create(terminal));
        root.Subcommands.Add(DashboardVerb.Create(terminal));
        root.Subcommands.Add(ReplayVerb.Create(terminal));
        root.Subcommands.Add(Journal(terminal));
        root.Subcommands.Add(Config(terminal));
        root.Subcommands.Add(CompletionVerb.Create(terminal));
        root.Subcommands.Add(VersionVerb.Create(terminal));
        root.Subcommands.Add(HelpVerb.Create(root, terminal));
        HelpExamples.AddTo(root);
        return root;
    }

    private static Command Journal(Terminal terminal)
    {
        var journal = new Command("journal", "Take care of a job's journal");
        journal.Subcommands.Add(JournalInfoVerb.Create(terminal));
        journal.Subcommands.Add(JournalCheckVerb.Create(terminal));
        journal.Subcommands.Add(JournalBackupVerb.Create(terminal));
        journal.Subcommands.Add(JournalCompactVerb.Create(terminal));
        journal.Subcommands.Add(JournalExportVerb.Create(terminal));
        journal.Subcommands.Add(JournalMigrateVerb.Create(terminal));
        journal.Subcommands.Add(RepairVerb.Create(terminal));
        return journal;
    }

    private static Command Config(Terminal terminal)
    {
        var config = new Command("config", "Look at job files");
        config.Subcommands.Add(ShowVerb.Create(terminal));
        config.Subcommands.Add(ValidateVerb.Create(terminal));
        config.Subcommands.Add(SchemaVerb.Create(terminal));
        return config;
    }
}
