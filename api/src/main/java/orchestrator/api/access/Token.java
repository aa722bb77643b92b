package orchestrator.api.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import orchestrator.home.AtomicFile;
import orchestrator.home.Home;
import orchestrator.home.SecretFile;

/** The secret of one data directory, readable by its owner only. It is read each time, because it may be replaced. */
public final class Token {
    private static final int CHARACTERS_MIN = 16;

    private final Path file;

    private Token(Path file) {
        this.file = file;
    }

    /** Creates the token if there is none; two processes that do so at once get the same one. */
    public static Token of(Home home) {
        SecretFile.of(home.token());
        Token token = new Token(home.token());
        if (token.value().length() >= CHARACTERS_MIN) return token;
        throw new IllegalStateException(
                "the token in " + token.file + " is too short to be one; delete the file and start again");
    }

    /** Replaces the token and forgets all logins; a running API notices at once. */
    public static void rotate(Home home) {
        try {
            AtomicFile.of(home.token()).ownerOnly().tryWrite(Secrets.fresh() + "\n");
            Files.deleteIfExists(Logins.file(home));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace the token " + home.token(), e);
        }
    }

    /** Empty if the file is missing: then no token is right. */
    public String value() {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token " + file, e);
        }
    }

    boolean matches(String candidate) {
        String value = value();
        return value.length() >= CHARACTERS_MIN && Secrets.same(candidate, value);
    }
}
