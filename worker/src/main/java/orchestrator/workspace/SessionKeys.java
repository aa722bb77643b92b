package orchestrator.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Gives each execution of a session a directory and a name that is safe in paths, branches and URLs. */
public final class SessionKeys {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final int HASH_CHARACTERS = 16;
    private static final String OWNER = "execution";

    private final Path sessions;

    public SessionKeys(Path sessions) {
        this.sessions = sessions;
    }

    /** The key of this execution; asked again it is the same. Another execution of the same id gets another. */
    public String keyOf(String session, String execution) {
        String plain = SAFE.matcher(session).matches() ? session : "s-" + hash(session);
        return take(plain, session, execution) ? plain : takeOther(plain, session, execution);
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
            if (!Files.exists(owner)) {
                Path fresh = directory.resolve(OWNER + "." + hash(execution));
                Files.writeString(fresh, mine, StandardCharsets.UTF_8);
                // A link is made by one only, and is whole when it is there.
                try {
                    Files.createLink(owner, fresh);
                } catch (java.nio.file.FileAlreadyExistsException otherWasFaster) {
                    // Read below whose it is.
                }
                Files.delete(fresh);
            }
            return Files.readString(owner).equals(mine);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the session directory " + directory, e);
        }
    }

    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
