package orchestrator.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import orchestrator.home.AtomicFile;
import orchestrator.text.Sha256;

/** Gives each execution of a session a key that is safe in paths, branches and URLs, and a directory of that name. */
public final class SessionKeys {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final int HASH_CHARACTERS = 16;
    private static final String OWNER = "execution";

    private final Path sessions;

    public SessionKeys(Path sessions) {
        this.sessions = sessions;
    }

    /**
     * The key of this execution, the same in every call. Another execution of the same session id gets another key.
     */
    public String keyOf(String session, String execution) {
        String plain = SAFE.matcher(session).matches() ? session : "s-" + hash(session);
        return take(plain, session, execution) ? plain : takeOther(plain, session, execution);
    }

    /** Reserves exactly this key for an execution. False if another one has it, or if it is not safe. */
    public boolean claim(String key, String execution) {
        return SAFE.matcher(key).matches() && take(key, key, execution);
    }

    private String takeOther(String plain, String session, String execution) {
        String own = plain.substring(0, Math.min(plain.length(), 47)) + "-" + hash(session + "\n" + execution);
        if (take(own, session, execution)) return own;
        throw new IllegalStateException("directory " + sessions.resolve(own) + " belongs to another session");
    }

    private boolean take(String key, String session, String execution) {
        Path directory = sessions.resolve(key);
        Path owner = directory.resolve(OWNER);
        String mine = execution + "\n" + session + "\n";
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (!Files.exists(owner)) createOwner(owner, mine);
            return Files.readString(owner).equals(mine);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the session directory " + directory, e);
        }
    }

    private static void createOwner(Path owner, String text) throws IOException {
        try {
            AtomicFile.of(owner).create(text);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            // The caller then reads which execution owns it.
        }
    }

    private static String hash(String text) {
        return Sha256.hex(text).substring(0, HASH_CHARACTERS);
    }
}
