package orchestrator.eventlog.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import orchestrator.eventlog.Activity;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.Artifacts;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventLogException;
import orchestrator.eventlog.Troubles;
import orchestrator.eventlog.database.CommitWatch;
import orchestrator.eventlog.database.Database;
import orchestrator.eventlog.database.DatabaseReaders;
import orchestrator.eventlog.database.DatabaseWriter;
import orchestrator.eventlog.sqlite.SqliteDatabase;

/**
 * Opens one database and gives access to its events, archive, artifacts, activity and troubles. Any number of processes
 * may have it open.
 */
public final class EventStore implements AutoCloseable {

    /** Databases by URI scheme; each gets the text after the colon. A new database is one more entry here. */
    private static final Map<String, Function<String, Database>> DATABASES =
            Map.of("sqlite", path -> SqliteDatabase.at(Path.of(path)));

    private final DatabaseWriter writer;
    private final DatabaseReaders readers;
    private final CommitWatch watch;
    private final EventLog events;
    private final Archive archive;
    private final Artifacts artifacts;
    private final Activity activity;
    private final Troubles troubles;

    private EventStore(Database database, Clock clock) {
        writer = DatabaseWriter.open(database);
        readers = new DatabaseReaders(database);
        EventTable table = new EventTable(database);
        watch = new CommitWatch(database, () -> readers.read("read the newest event", table::newest));
        SqlEventLog log = new SqlEventLog(writer, readers, watch, table, new EventFinder(database, table), clock);
        events = log;
        archive = new SqlArchive(writer, readers, log);
        artifacts = new SqlArtifacts(writer, readers);
        activity = new SqlActivity(writer, readers, clock);
        troubles = new SqlTroubles(writer, readers);
    }

    /**
     * Opens the store, and creates it if it is missing.
     *
     * @param uri {@code sqlite:<path of the file>}
     */
    public static EventStore open(String uri) {
        return open(uri, Clock.systemUTC());
    }

    public static EventStore open(String uri, Clock clock) {
        return on(database(uri), clock);
    }

    /** Opens the store in this database. */
    public static EventStore on(Database database, Clock clock) {
        EventStore store = new EventStore(database, clock);
        try {
            store.writer.run("bring the tables up to date", database::bringUpToDate);
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Only the scheme of an unknown URI is shown, because the rest may contain a password. */
    private static Database database(String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon);
        Function<String, Database> known = DATABASES.get(scheme);
        if (known == null)
            throw new EventLogException("cannot open the event store: its URI must begin with sqlite:, as in"
                    + " sqlite:/path/of/events.db"
                    + (scheme.isEmpty() ? "" : "; databases of the kind `" + scheme + "` are not supported"));
        if (colon + 1 == uri.length())
            throw new EventLogException("cannot open the event store: `" + uri + "` names no database; add its path,"
                    + " as in sqlite:/path/of/events.db");
        return known.apply(uri.substring(colon + 1));
    }

    public EventLog events() {
        return events;
    }

    public Archive archive() {
        return archive;
    }

    public Artifacts artifacts() {
        return artifacts;
    }

    public Activity activity() {
        return activity;
    }

    public Troubles troubles() {
        return troubles;
    }

    @Override
    public void close() {
        watch.close();
        readers.close();
        writer.close();
    }
}
