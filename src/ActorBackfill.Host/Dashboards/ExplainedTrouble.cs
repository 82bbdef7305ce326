using ActorBackfill.Dashboard.Web;
using ActorBackfill.Hocon;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Dashboards;

/// <summary>Says what is wrong with a job as the console does: each error of a job file with its place, a journal with the command that mends it.</summary>
internal sealed class ExplainedTrouble : IExplainTrouble
{
    private const int LongestText = 1_000;
    private const int MostDetails = 50;

    /// <inheritdoc/>
    public JobTrouble? Of(Exception error) => error is HoconException wrong
        ? new JobTrouble("Its job file is wrong.")
        {
            Details = [.. wrong.Errors.Take(MostDetails).Select(e => PlainText.Of(e.ToString(), LongestText))],
            Help = "Mend the file; 'backfill plan' with it says whether it is right.",
        }
        : KnownErrors.Find(error) is { } known
            ? new JobTrouble(Sentence(known.Message))
            {
                Details = [.. known.Details.Take(MostDetails).Select(d => PlainText.Of(d, LongestText))],
                Help = known.Hint is { } hint ? PlainText.Of(hint, LongestText) : null,
            }
            : null;

    private static string Sentence(string text) => PlainText.Of(text, LongestText) is var plain && plain.EndsWith('.') ? plain : plain + ".";
}
