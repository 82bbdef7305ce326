using System.Text.Json;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Tests.Plans;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Checkpoints;

public sealed class QuickEventsTests
{
    [Fact]
    public void What_it_reads_is_what_the_serializer_reads() => Some.Holds(Prop.ForAll(Events.Journals(), journal =>
        journal.Cast<object>().Append(Events.Replay(journal).ToSnapshot()).All(one =>
        {
            var json = CheckpointCodec.Write(one)[..^4];
            return QuickEvents.TryRead(json, CheckpointCodec.Manifest(one)) is not { } quick || CheckpointCodec.Write(quick)[..^4].AsSpan().SequenceEqual(json);
        })));

    [Fact]
    public void It_reads_all_that_a_run_in_peace_writes()
    {
        var events = Events.OneOfEach().Where(e => e is RunStarted or RunEnded or UnitsSettled).ToList();

        Assert.Equal(3, events.Count);
        Assert.All(events, one => Assert.Equal(one, QuickEvents.TryRead(CheckpointCodec.Write(one).AsSpan()[..^4], CheckpointCodec.Manifest(one))));
        var snapshot = Events.Replay([.. events, Events.Closed(7, 8)]).ToSnapshot();
        var read = Assert.IsType<CheckpointSnapshot>(QuickEvents.TryRead(CheckpointCodec.Write(snapshot).AsSpan()[..^4], "cs1"));
        Assert.Equal(JsonSerializer.Serialize(snapshot), JsonSerializer.Serialize(read));
    }

    [Theory]
    [InlineData("""{"n":1,"runId":"a","at":"2026-01-05T10:00:00+00:00","units":"AA==","more":1}""")]
    [InlineData("""{"n":"1","runId":"a","at":"2026-01-05T10:00:00+00:00","units":"AA=="}""")]
    [InlineData("""{"n":1,"at":"2026-01-05T10:00:00+00:00","units":"AA=="}""")]
    [InlineData("""{"n":1""")]
    [InlineData("[]")]
    public void What_is_not_as_expected_is_left_to_the_serializer(string json) =>
        Assert.Null(QuickEvents.TryRead(System.Text.Encoding.UTF8.GetBytes(json), "us1"));
}
