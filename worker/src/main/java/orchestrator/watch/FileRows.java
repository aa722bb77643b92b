package orchestrator.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.watch.tree.FileStamp;

/** The rows of single files. */
final class FileRows {
    private static final String COLUMNS = "path, size, modified, changed, inode, hash, trusted";

    private FileRows() {}

    static Optional<SeenFile> find(Connection at, String path) throws SQLException {
        try (PreparedStatement select = at.prepareStatement("select " + COLUMNS + " from file where path = ?")) {
            select.setString(1, path);
            return files(select).stream().findFirst();
        }
    }

    /** Names sort as their UTF-8 bytes, and the character after a slash is a zero. */
    static List<SeenFile> below(Connection at, String directory) throws SQLException {
        String where = directory.isEmpty() ? "" : " where path > ? and path < ?";
        try (PreparedStatement select = at.prepareStatement("select " + COLUMNS + " from file" + where)) {
            if (!directory.isEmpty()) {
                select.setString(1, directory + "/");
                select.setString(2, directory + "0");
            }
            return files(select);
        }
    }

    static int count(Connection at) throws SQLException {
        try (PreparedStatement select = at.prepareStatement("select count(*) from file");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static List<SeenFile> files(PreparedStatement select) throws SQLException {
        List<SeenFile> files = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                FileStamp stamp = new FileStamp(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
                files.add(new SeenFile(row.getString(1), stamp, row.getString(6), row.getBoolean(7)));
            }
        }
        return files;
    }

    /** A file that is gone has no row. */
    static void put(Connection at, SeenFile file) throws SQLException {
        FileStamp stamp = file.stamp();
        if (stamp == null) {
            delete(at, "delete from file where path = ?", file.path());
            return;
        }
        try (PreparedStatement put = at.prepareStatement("insert or replace into file values (?, ?, ?, ?, ?, ?, ?)")) {
            put.setString(1, file.path());
            put.setLong(2, stamp.size());
            put.setLong(3, stamp.modifiedNanos());
            put.setLong(4, stamp.changedNanos());
            put.setLong(5, stamp.inode());
            put.setString(6, file.hash());
            put.setBoolean(7, file.isTrusted());
            put.execute();
        }
    }

    static boolean isExpected(Connection at, String path, String hash) throws SQLException {
        try (PreparedStatement select = at.prepareStatement("select 1 from expected where path = ? and hash = ?")) {
            select.setString(1, path);
            select.setString(2, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static void dropExpected(Connection at, String path) throws SQLException {
        delete(at, "delete from expected where path = ?", path);
    }

    static void putOwn(Connection at, String path, String hash) throws SQLException {
        try (PreparedStatement put = at.prepareStatement("insert or replace into own values (?, ?)")) {
            put.setString(1, path);
            put.setString(2, hash);
            put.execute();
        }
    }

    static boolean isOwn(Connection at, String path, String hash) throws SQLException {
        try (PreparedStatement select = at.prepareStatement("select 1 from own where path = ? and hash = ?")) {
            select.setString(1, path);
            select.setString(2, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static void dropOwn(Connection at, String path) throws SQLException {
        delete(at, "delete from own where path = ?", path);
    }

    private static void delete(Connection at, String sql, String path) throws SQLException {
        try (PreparedStatement delete = at.prepareStatement(sql)) {
            delete.setString(1, path);
            delete.execute();
        }
    }
}
