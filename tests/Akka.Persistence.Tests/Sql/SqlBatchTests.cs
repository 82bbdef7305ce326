using Akka.Actor;

namespace Akka.Persistence.Tests.Sql;

/// <summary>Writes of every size, with and without events that are rejected, mixed by a seed.</summary>
public abstract class SqlBatchTests(TestDatabase database) : SqlTest(database)
{
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Writes_of_no_one_and_many_events_come_back_all_or_none_and_in_order(int seed)
    {
        var random = new Random(seed);
        var stored = new List<string>();
        await InSystem(life =>
        {
            var actors = new[] { life.Start("r"), life.Start("q") };
            life.Expect("recovered 0", "recovered 0");
            for (var write = 0; write < 60; write++)
            {
                var size = random.Next(4) switch { 0 => 0, 1 => 1, 2 => random.Next(2, 6), _ => random.Next(50, 300) };
                var isRejected = size > 0 && random.Next(5) == 0;
                var texts = Enumerable.Range(0, size).Select(i => $"{write}.{i}").ToList();
                object[] events = [.. texts.Select(t => new Word(t)), .. isRejected ? [new Unwritable()] : Array.Empty<object>()];
                var isAsync = random.Next(2) == 0;
                actors[write % 2].Tell(new Do(r =>
                {
                    if (isAsync)
                        r.PersistAllAsync(events, _ => { });
                    else
                        r.PersistAll(events, _ => { });
                }));
                if (write % 2 == 0 && !isRejected)
                    stored.AddRange(texts);
            }
            actors[0].Tell(new Do(r => r.Defer("end", r.Note)), life.Probe);
            actors[1].Tell(new Do(r => r.Defer("end", r.Note)), life.Probe);
            for (var ends = 0; ends < 2;)
                ends += life.Next() == "end" ? 1 : 0;
            return Task.CompletedTask;
        });
        await InSystem(life =>
        {
            _ = life.Start();
            life.Expect([.. stored.Select(t => $"replayed Word {{ Text = {t} }}")]);
            Assert.StartsWith("recovered ", life.Next(), StringComparison.Ordinal);
            return Task.CompletedTask;
        });
    }
}

public sealed class SqliteBatchTests() : SqlBatchTests(new DatabaseFile());

[Collection(nameof(PostgresSchema))]
public sealed class PostgresBatchTests() : SqlBatchTests(new PostgresSchema());
