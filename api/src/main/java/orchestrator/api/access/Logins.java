package orchestrator.api.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.home.AtomicFile;
import orchestrator.home.Home;

/**
 * The browsers that are logged in. Each has its own secret, whose hash is kept in the data directory; the file is
 * read each time, because the command may have removed it.
 */
final class Logins {
    static final Duration LASTS = Duration.ofDays(30);
    private static final int KEPT_MAX = 200;

    private final Path file;
    private final Clock clock;

    Logins(Home home, Clock clock) {
        this.file = file(home);
        this.clock = clock;
    }

    static Path file(Home home) {
        return home.file("logins");
    }

    /** @param name of the user who logged in; empty if unknown */
    record Login(String hash, Instant until, String name) {
        private static Stream<Login> parse(String line) {
            String[] words = line.split(" ", 3);
            if (words.length < 3 || !words[1].matches("[0-9]{1,15}")) return Stream.of();
            return Stream.of(new Login(words[0], Instant.ofEpochSecond(Long.parseLong(words[1])), words[2]));
        }

        private String line() {
            return hash + " " + until.getEpochSecond() + " " + name + "\n";
        }
    }

    /** Returns the secret for the cookie. */
    synchronized String add(String name) {
        String secret = Secrets.fresh();
        List<Login> all = new ArrayList<>(valid());
        all.add(new Login(Secrets.hash(secret), clock.instant().plus(LASTS), name.replaceAll("\\s", " ")));
        write(all.subList(Math.max(0, all.size() - KEPT_MAX), all.size()));
        return secret;
    }

    Optional<Login> find(String secret) {
        String hash = Secrets.hash(secret);
        return valid().stream()
                .filter(login -> Secrets.same(login.hash(), hash))
                .findFirst();
    }

    synchronized void forget(String secret) {
        String hash = Secrets.hash(secret);
        write(valid().stream().filter(login -> !login.hash().equals(hash)).toList());
    }

    private List<Login> valid() {
        try {
            if (!Files.exists(file)) return List.of();
            return Files.readAllLines(file).stream()
                    .flatMap(Login::parse)
                    .filter(login -> login.until().isAfter(clock.instant()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read who is logged in from " + file, e);
        }
    }

    private void write(List<Login> logins) {
        StringBuilder text = new StringBuilder();
        logins.forEach(login -> text.append(login.line()));
        AtomicFile.of(file).ownerOnly().write(text.toString());
    }
}
