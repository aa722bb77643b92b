package orchestrator.api.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.lineage.Proc;

/** Names of users. */
final class Users {
    private static final Path PASSWD = Path.of("/etc/passwd");

    private Users() {}

    /** @param process one of the user's; 0 if none is known */
    static String name(int uid, long process) {
        try {
            for (String line :
                    Files.readString(PASSWD, StandardCharsets.ISO_8859_1).split("\n")) {
                String[] fields = line.split(":", 4);
                if (fields.length > 3 && fields[2].equals(Integer.toString(uid))) return fields[0];
            }
        } catch (IOException noSuchFile) {
            // Users may be kept elsewhere; the system knows who owns a process.
        }
        String owner = process == 0 ? "" : Proc.user(process);
        return owner.isEmpty() ? "uid " + uid : owner;
    }
}
