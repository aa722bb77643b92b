package orchestrator.eventlog.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import orchestrator.eventlog.EventLogException;
import orchestrator.eventlog.database.CommitOrder;
import orchestrator.eventlog.database.CommitSignal;
import orchestrator.eventlog.database.Database;
import orchestrator.eventlog.database.TextSearch;
import org.sqlite.SQLiteConfig;

/** One SQLite file. One process at a time writes; readers never wait for it. */
public class SqliteDatabase implements Database {

    /** Short, so that an interrupt is noticed soon; the writer tries again. */
    private static final int BUSY_MILLIS_WRITING = 250;

    /** Readers are stopped only by recovery after a crash, which may take a moment. */
    private static final int BUSY_MILLIS_READING = 10_000;

    private static final Properties OPTIONS = options();

    private final Path file;
    private final DirectoryChanges.Watching watching;

    SqliteDatabase(Path file, DirectoryChanges.Watching watching) {
        this.file = file;
        this.watching = watching;
    }

    /** Creates the file's directory if it is missing; the file comes with the first connection. */
    public static SqliteDatabase at(Path path) {
        Path file = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the directory of the event log " + file, e);
        }
        return new SqliteDatabase(file, () -> FileSystems.getDefault().newWatchService());
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public Connection connectForWriting() throws SQLException {
        return connect(
                BUSY_MILLIS_WRITING,
                "pragma journal_mode = wal",
                "pragma synchronous = normal",
                "pragma wal_autocheckpoint = 4000",
                "pragma journal_size_limit = 67108864");
    }

    @Override
    public Connection connectForReading() throws SQLException {
        return connect(BUSY_MILLIS_READING, "pragma query_only = on");
    }

    /** The driver would ask for the generated key after each insert, which nobody reads. */
    private static Properties options() {
        Properties options = new Properties();
        options.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.getPragmaName(), "false");
        return options;
    }

    /** As a URI, because in a plain path the driver reads everything after a question mark as options. */
    private Connection connect(int busyMillis, String... pragmas) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri(), OPTIONS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = " + busyMillis);
            for (String pragma : pragmas) statement.execute(pragma);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A deferred transaction that becomes a writer later fails if another process has written meanwhile. */
    @Override
    public String begin() {
        return "begin immediate";
    }

    @Override
    public void bringUpToDate(Connection connection) throws SQLException {
        SqliteSchema.bringUpToDate(connection);
    }

    /** Without this, the planner prefers to sort. */
    @Override
    public String usingIndex(String index) {
        return "indexed by " + index;
    }

    /** The driver decodes texts slowly, but hands over their bytes. */
    @Override
    public byte[] utf8(ResultSet row, int column) throws SQLException {
        return row.getBytes(column);
    }

    @Override
    public boolean mayPass(SQLException e) {
        return SqliteErrors.mayPass(e);
    }

    @Override
    public EventLogException failed(String what, SQLException cause) {
        return SqliteErrors.failed(file, what, cause);
    }

    @Override
    public CommitOrder order() {
        return new IdOrder();
    }

    @Override
    public TextSearch search() {
        return new SqliteTextSearch();
    }

    @Override
    public CommitSignal watch() {
        return DirectoryChanges.of(file.getParent(), watching);
    }
}
