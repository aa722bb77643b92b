package orchestrator.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks in Linux's {@code /proc} if a process waits for connections, as build daemons, servers and databases do. */
final class ListeningPorts {
    private static final String TCP_LISTEN = "0A";
    private static final long UNIX_LISTENS = 0x10000;
    private static final int TCP_STATE = 3;
    private static final int TCP_INODE = 9;
    private static final int UNIX_FLAGS = 3;
    private static final int UNIX_INODE = 6;

    private ListeningPorts() {}

    /** Also true if we have no permission to look, since it may be a server. */
    static boolean mayServe(Path process) {
        Set<String> sockets = sockets(process);
        if (sockets.isEmpty()) return !Files.isReadable(process.resolve("fd"));
        return listening(process).stream().anyMatch(sockets::contains);
    }

    private static Set<String> sockets(Path process) {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                String target = target(file);
                if (target.startsWith("socket:[")) inodes.add(target.substring(8, target.length() - 1));
            }
        } catch (IOException | DirectoryIteratorException goneOrNotOurs) {
            return inodes;
        }
        return inodes;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static Set<String> listening(Path process) {
        Set<String> inodes = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String[] row : rows(process.resolve("net").resolve(table))) {
                if (row.length > TCP_INODE && row[TCP_STATE].equals(TCP_LISTEN)) inodes.add(row[TCP_INODE]);
            }
        }
        for (String[] row : rows(process.resolve("net/unix"))) {
            boolean listens = row.length > UNIX_INODE
                    && isHex(row[UNIX_FLAGS])
                    && (Long.parseLong(row[UNIX_FLAGS], 16) & UNIX_LISTENS) != 0;
            if (listens) inodes.add(row[UNIX_INODE]);
        }
        return inodes;
    }

    private static boolean isHex(String text) {
        return text.matches("[0-9A-Fa-f]{1,15}");
    }

    private static List<String[]> rows(Path table) {
        try {
            return Files.readString(table, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
