package orchestrator.watch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.WatchActivities.Batch;
import orchestrator.json.Json;

/**
 * The last known state of a project's files, in SQLite. A batch of changes is stored in the transaction in which the
 * files become known, and kept until it is acknowledged. Several processes may have it open.
 */
public final class KnownFiles implements AutoCloseable {
    private static final int CHANGES_MAX = 500;
    private final FilesDatabase database;

    private KnownFiles(FilesDatabase database) {
        this.database = database;
    }

    public static KnownFiles open(Path file) {
        return new KnownFiles(FilesDatabase.open(file));
    }

    /**
     * To be called before a program writes these files: with that content they become known without being a change.
     *
     * @param hashByPath SHA-256 in hex by path relative to the target; empty if the file will be deleted
     */
    public void expect(Map<String, String> hashByPath) {
        database.change("write to", at -> {
            try (PreparedStatement insert = at.prepareStatement("insert or ignore into expected values (?, ?)")) {
                for (Map.Entry<String, String> one : hashByPath.entrySet()) {
                    insert.setString(1, one.getKey());
                    insert.setString(2, one.getValue());
                    insert.execute();
                    FileRows.putOwn(at, one.getKey(), one.getValue());
                }
            }
            return true;
        });
    }

    /** Takes back what was expected of these paths, if the files are not written after all. */
    public void withdraw(Collection<String> paths) {
        database.change("write to", at -> {
            for (String path : paths) {
                FileRows.dropExpected(at, path);
                FileRows.dropOwn(at, path);
            }
            return true;
        });
    }

    /** True if the content of each of these files is what was last expected of it, so that no user has written it. */
    public boolean areOwn(Map<String, String> hashByPath) {
        return database.read("read", at -> {
            for (Map.Entry<String, String> one : hashByPath.entrySet()) {
                if (!FileRows.isOwn(at, one.getKey(), one.getValue())) return false;
            }
            return true;
        });
    }

    /** Hashes of those of these files that are known. */
    public Map<String, String> hashes(Collection<String> paths) {
        return database.read("read", at -> {
            Map<String, String> hashes = new HashMap<>();
            for (String path : paths) {
                FileRows.find(at, path).ifPresent(row -> hashes.put(path, row.hash()));
            }
            return hashes;
        });
    }

    /** True once all files of the project have been looked at for the first time. */
    boolean isComplete() {
        return database.read("read", at -> FileState.of(at).isComplete());
    }

    /** The paths that were watched when all files were last looked at. */
    String scope() {
        return database.read("read", at -> FileState.of(at).scope());
    }

    Optional<SeenFile> find(String path) {
        return database.read("read", at -> FileRows.find(at, path));
    }

    /** Known files in this directory and all below it; the path is empty for the whole project. */
    List<SeenFile> below(String directory) {
        return database.read("read", at -> FileRows.below(at, directory));
    }

    int count() {
        return database.read("read", FileRows::count);
    }

    Optional<Batch> unacknowledged() {
        return database.read("read", at -> FileState.of(at).batch());
    }

    /** A number above all that are known means that the database was lost; numbers go on from there. */
    void acknowledge(long number) {
        FileState state = database.read("read", FileState::of);
        boolean isKnown = state.number() >= number
                && state.batch().filter(batch -> batch.number() <= number).isEmpty();
        if (isKnown) return;
        database.change("write to", at -> {
            FileState now = FileState.of(at);
            Optional<Batch> left = now.batch().filter(batch -> batch.number() > number);
            now.numbered(Math.max(number, now.number()), left).write(at);
            return true;
        });
    }

    /** Makes the files known without a change. */
    void learn(List<SeenFile> files) {
        database.change("write to", at -> {
            for (SeenFile file : files) FileRows.put(at, file);
            return true;
        });
    }

    /** Forgets files that are not watched any more, without a change. */
    void forget(Collection<String> paths) {
        database.change("write to", at -> {
            for (String path : paths) FileRows.put(at, SeenFile.gone(path));
            return true;
        });
    }

    /** All files have been looked at. The first time, an empty batch says so. */
    void complete(String scope, String note) {
        database.change("write to", at -> {
            FileState state = FileState.of(at);
            boolean isFirst = !state.isComplete();
            FileState whole = state.completed(scope);
            if (!isFirst) whole.write(at);
            else {
                Batch first = new Batch(state.number() + 1, List.of(), 0, true, note);
                whole.numbered(first.number(), Optional.of(first)).write(at);
            }
            return true;
        });
    }

    /**
     * Makes the files known. What differs from the last known content, and was not expected, becomes a batch.
     *
     * @return false if a batch waits for its acknowledgement, so that nothing was done
     */
    boolean take(List<SeenFile> seen, String note) {
        return database.change("write to", at -> {
            FileState state = FileState.of(at);
            if (state.batch().isPresent()) return false;
            List<FileChange> changes = new ArrayList<>();
            for (SeenFile file : seen) change(at, file).ifPresent(changes::add);
            if (changes.isEmpty()) return true;
            changes.sort(Comparator.comparing(FileChange::path));
            List<FileChange> first = changes.subList(0, Math.min(CHANGES_MAX, changes.size()));
            Batch batch = new Batch(state.number() + 1, first, changes.size(), false, note);
            state.numbered(batch.number(), Optional.of(batch)).write(at);
            return true;
        });
    }

    private static Optional<FileChange> change(Connection at, SeenFile seen) throws SQLException {
        Optional<SeenFile> known = FileRows.find(at, seen.path());
        String before = known.map(SeenFile::hash).orElse("");
        boolean isExpected = FileRows.isExpected(at, seen.path(), seen.hash());
        if (isExpected) FileRows.dropExpected(at, seen.path());
        if (!known.equals(Optional.of(seen))) FileRows.put(at, seen);
        if (isExpected || before.equals(seen.hash())) return Optional.empty();
        FileChange.Kind kind = before.isEmpty()
                ? FileChange.Kind.CREATED
                : seen.hash().isEmpty() ? FileChange.Kind.DELETED : FileChange.Kind.MODIFIED;
        return Optional.of(new FileChange(seen.path(), kind, seen.hash()));
    }

    @Override
    public void close() {
        database.close();
    }

    /**
     * The one row of the project itself.
     *
     * @param number of the last batch
     * @param batch that is not acknowledged
     */
    private record FileState(long number, boolean isComplete, String scope, Optional<Batch> batch) {
        static FileState of(Connection at) throws SQLException {
            try (PreparedStatement select =
                            at.prepareStatement("select number, complete, scope, batch from state where id = 1");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return new FileState(
                        row.getLong(1),
                        row.getBoolean(2),
                        row.getString(3),
                        Optional.ofNullable(row.getString(4)).map(json -> Json.read(json, Batch.class)));
            }
        }

        FileState numbered(long last, Optional<Batch> waiting) {
            return new FileState(last, isComplete, scope, waiting);
        }

        FileState completed(String paths) {
            return new FileState(number, true, paths, batch);
        }

        void write(Connection at) throws SQLException {
            try (PreparedStatement update = at.prepareStatement(
                    "update state set number = ?, complete = ?, scope = ?, batch = ? where id = 1")) {
                update.setLong(1, number);
                update.setBoolean(2, isComplete);
                update.setString(3, scope);
                update.setString(4, batch.map(Json::write).orElse(null));
                update.execute();
            }
        }
    }
}
