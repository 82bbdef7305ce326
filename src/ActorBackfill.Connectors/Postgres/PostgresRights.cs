using ActorBackfill.Connectors.Sinks;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Whether the user of a sink may do more than a run needs: then a mistake, or whoever gets its password, can do more too.</summary>
internal static class PostgresRights
{
    private const string Help =
        "Give a user of its own: CREATE ROLE ... LOGIN, CONNECT on the database, and a schema that it owns (or CREATE on one, and rights on the tables there).";

    /// <summary>Looks at the user of a connection.</summary>
    public static IEnumerable<SinkFinding> Findings(NpgsqlConnection connection)
    {
        var (user, more) = connection.Rows(
            """
            SELECT current_user::text, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
              (SELECT string_agg(granted.rolname, ', ' ORDER BY granted.rolname) FROM pg_roles granted
               WHERE granted.rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files', 'pg_read_all_data', 'pg_write_all_data')
                 AND pg_has_role(current_user, granted.oid, 'MEMBER'))
            FROM pg_roles WHERE rolname = current_user
            """,
            r => (r.GetString(0), r.GetBoolean(1) ? ["is a superuser"] : Rights(r))).Single();
        return more is []
            ? [new SinkFinding(false, $"the user {user} has no rights over the server")]
            : [new SinkFinding(false, $"the user {user} {string.Join(", ", more)}: a run needs none of that", Help) { IsWarning = true }];
    }

    private static List<string> Rights(NpgsqlDataReader role)
    {
        var rights = new List<string>();
        foreach (var (column, words) in (ReadOnlySpan<(int, string)>)[(2, "can create users"), (3, "can create databases"), (4, "can replicate the server"), (5, "passes row security by")])
        {
            if (role.GetBoolean(column))
            {
                rights.Add(words);
            }
        }

        if (!role.IsDBNull(6))
        {
            rights.Add("is a member of " + role.GetString(6));
        }

        return rights;
    }
}
