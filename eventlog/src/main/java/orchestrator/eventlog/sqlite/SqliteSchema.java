package orchestrator.eventlog.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import orchestrator.eventlog.EventLogException;

/** The tables, as a list of steps that only grows; {@code user_version} counts the steps taken. */
final class SqliteSchema {

    /**
     * Event ids rise in the order of commits, because SQLite has one writer at a time: a reader that has seen id n will
     * never find a new event below n. Times are microseconds since 1970.
     */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    """
                    create table session (
                      id integer primary key,
                      key text not null unique,
                      name text,
                      execution text,
                      phase text,
                      started_at integer,
                      state text
                    ) strict
                    """,
                    "create index session_by_name on session (name, started_at) where state is not null",
                    "create index session_by_start on session (started_at) where state is not null",
                    """
                    create table stream (
                      id integer primary key,
                      session integer not null references session (id),
                      run text not null,
                      launch integer not null,
                      source text not null,
                      agent text not null,
                      stream_offset integer not null default 0,
                      memory text not null default '{}',
                      last_tool text not null default '',
                      input_tokens integer not null default 0,
                      output_tokens integer not null default 0,
                      cost_usd real,
                      lines integer not null default 0,
                      malformed integer not null default 0,
                      last_event_at integer,
                      checked_at integer,
                      unique (session, run, launch, source)
                    ) strict
                    """,
                    """
                    create table event (
                      id integer primary key,
                      session integer not null references session (id),
                      stream integer not null references stream (id),
                      stream_offset integer not null,
                      line_index integer not null,
                      happened_at integer not null,
                      agent text,
                      type text not null,
                      significant integer not null,
                      text text not null,
                      data text not null,
                      unique (stream, stream_offset, line_index)
                    ) strict
                    """,
                    // Holds all that a query filters by, so that a rare event in a flood is found without touching the
                    // rows.
                    "create index event_by_session on event (session, id, type, stream)",
                    "create index event_significant on event (stream, stream_offset, line_index) where significant = 1",
                    "create table artifact (hash text primary key, content blob not null) strict"),
            List.of("""
                create table trouble (
                  session text not null,
                  run text not null,
                  step text not null,
                  kind text not null,
                  reason text not null,
                  remedy text not null,
                  since integer not null,
                  attempts integer not null,
                  next_at integer,
                  primary key (session, run, step)
                ) strict
                """),
            List.of("""
                create table session_revision (
                  session integer primary key references session (id),
                  series text not null,
                  revision integer not null,
                  tail_chars integer not null
                ) strict
                """, """
                create table session_change (
                  session integer not null references session (id),
                  revision integer not null,
                  patch text not null,
                  primary key (session, revision)
                ) strict, without rowid
                """),
            // What a list shows, beside the states: a list reads nothing of those, which may be large.
            List.of("""
                create table session_listed (session integer primary key references session (id), state text not null) strict
                """, """
                insert into session_listed select id, json_set(
                    json_remove(state, '$.teamwork.reviews', '$.teamwork.decisions', '$.teamwork.leftOut', '$.teamwork.blockers'),
                    '$.assignments', json('[]'), '$.controls', json('[]'))
                  from session where state is not null
                """),
            // Few sessions are open, and they are asked for often.
            List.of("""
                create index session_unfinished on session (started_at)
                  where state is not null and phase not in ('done', 'stopped', 'failed')
                """),
            // Sessions that the user has put away leave the list.
            List.of(
                    "alter table session add column put_away integer not null default 0",
                    "create index session_by_shelf on session (put_away, started_at) where state is not null"));

    private SqliteSchema() {}

    /** Takes the steps that this file has not seen; call it within a transaction. */
    static void bringUpToDate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version > STEPS.size())
                throw new EventLogException(
                        "the event log was written by a newer version of this program (its format is "
                                + version + ", this one knows up to " + STEPS.size()
                                + "): use the newer program, or another"
                                + " ORCHESTRATOR_HOME");
            for (List<String> step : STEPS.subList(version, STEPS.size())) {
                for (String sql : step) statement.execute(sql);
            }
            statement.execute("pragma user_version = " + STEPS.size());
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("pragma user_version")) {
            return row.getInt(1);
        }
    }
}
