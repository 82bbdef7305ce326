using ActorBackfill.Host;
using ActorBackfill.Host.Consoles;

LastingStream.OccupyClosed();
return await BackfillProgram.RunAsync(args, Terminal.OfProcess());
