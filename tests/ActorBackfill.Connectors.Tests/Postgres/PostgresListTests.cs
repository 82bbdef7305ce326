using ActorBackfill.Connectors.Lists;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Connectors.Tests.Postgres;

public sealed class PostgresListTests : IDisposable
{
    private readonly PostgresSchema _schema = new();

    public void Dispose() => _schema.Dispose();

    [SkippableTheory]
    [InlineData("text", 1)]
    [InlineData("text", 7)]
    [InlineData("integer", 7)]
    [InlineData("integer", 1_000)]
    public async Task Pages_of_a_query_follow_the_key(string type, int pageSize)
    {
        _schema.Execute($"CREATE TABLE players AS SELECT (i % 50)::{type} AS id, 'n' || i AS name, CASE WHEN i % 2 = 0 THEN i::numeric / 2 END AS half FROM generate_series(0, 99) i");

        var list = await ReadAsync(new ServerEntities(_schema.Address.Secret, "SELECT id, min(name) AS name, max(half) AS half FROM players GROUP BY id", "id", pageSize), "name", "half");

        Assert.Equal((50, 50), (list.Values.Length, list.Values.Distinct(StringComparer.Ordinal).Count()));
        Assert.Equal("n0", list.Attributes.ValueOf(list.Values.IndexOf("0"), "name"));
        Assert.Equal("25", list.Attributes.ValueOf(list.Values.IndexOf("0"), "half"));
        Assert.Equal("", list.Attributes.ValueOf(list.Values.IndexOf("1"), "half"));
    }

    [SkippableTheory]
    [InlineData("SELECT id FROM nowhere", "id", "relation \"nowhere\" does not exist")]
    [InlineData("SELECT id FROM players", "nr", "column q.nr does not exist")]
    [InlineData("DELETE FROM players RETURNING id", "id", "syntax error")]
    public async Task A_query_that_cannot_be_answered_is_a_wrong_one(string sql, string key, string message)
    {
        _schema.Execute("CREATE TABLE players (id text)");

        var failure = await Assert.ThrowsAsync<BackfillException>(() => ReadAsync(new ServerEntities(_schema.Address.Secret, sql, key)));

        Assert.Equal(FailureCategory.SourceSchema, failure.Category);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private static Task<EntityList> ReadAsync(EntityOrigin from, params string[] attributes) => EntityListReader.ReadAsync(
        new EntityListDefinition("player", false, PlanOrder.Oldest, from) { Attributes = [.. attributes] },
        "/",
        new RetryDefinition(),
        OpenGate.Instance,
        TimeProvider.System,
        CancellationToken.None);
}
