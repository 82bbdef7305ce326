using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Running;

/// <summary>Puts a yes-or-no question to a person; without one, the answer has to be on the command line.</summary>
internal static class Questions
{
    /// <summary>Asks, unless the command line has answered.</summary>
    /// <param name="talk">Who is asked.</param>
    /// <param name="what">What will happen, as a sentence.</param>
    /// <exception cref="CommandException">The answer is no, or nobody can answer: exit 2.</exception>
    public static void Confirm(Talk talk, string what)
    {
        if (talk.SaysYes)
        {
            return;
        }

        if (!talk.CanAsk)
        {
            throw new CommandException(ExitCode.Usage, "confirmation", what, "Nobody can be asked here; add --yes if that is meant.");
        }

        talk.Terminal.Draw(what + " Go on? [y/N] ");
        if (talk.Terminal.In.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new CommandException(ExitCode.Usage, "confirmation", "not confirmed; nothing was changed");
        }
    }
}
