using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>Writes log entries to the output of the test.</summary>
internal sealed class TestOutputLogger : ReceiveActor
{
    public TestOutputLogger(ITestOutputHelper output)
    {
        Receive<LogEvent>(entry =>
        {
            try
            {
                output.WriteLine(entry.ToString());
            }
            catch (InvalidOperationException)
            {
                // The test has ended and its output with it; the console still hears of warnings.
                if (entry.LogLevel() >= LogLevel.WarningLevel)
                    StandardOutLogger.PrintLogEvent(entry);
            }
        });
        Receive<InitializeLogger>(start =>
        {
            foreach (var channel in new[] { typeof(Debug), typeof(Info), typeof(Warning), typeof(Error) })
                start.LoggingBus.Subscribe(Self, channel);
        });
    }
}
