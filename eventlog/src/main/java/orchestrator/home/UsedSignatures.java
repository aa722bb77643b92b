package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.signing.Signature;

/** Lets each signature start one execution, within a day: anyone who reaches Temporal can read and resend it. */
public record UsedSignatures(Path directory) {
    public static final Duration VALID_FOR = Duration.ofDays(1);

    /** Clocks may differ. */
    private static final Duration EARLY_BY = Duration.ofMinutes(5);

    public static UsedSignatures of(Home home) {
        return new UsedSignatures(home.file("signatures"));
    }

    /**
     * The reason why it may not start this execution; empty if it may. Repeated calls for an execution give the same
     * answer.
     */
    public String refusal(Signature signature, String session, String execution, Instant now) {
        if (!signature.as().equals(Signature.START))
            return "its signature is for `" + signature.as() + "`, not for a start";
        if (!signature.session().isEmpty() && !signature.session().equals(session))
            return "its signature is for session `" + signature.session() + "`";
        if (now.isAfter(signature.at().plus(VALID_FOR))
                || now.isBefore(signature.at().minus(EARLY_BY)))
            return "its signature of " + signature.at() + " is not valid any more";
        return use(signature.nonce(), execution, now).equals(execution) ? "" : "its signature was used before";
    }

    /** The first execution that used it. */
    private String use(String nonce, String execution, Instant now) {
        if (!nonce.matches("[0-9a-f]{16,64}")) return "";
        Path file = directory.resolve(nonce);
        try {
            Files.createDirectories(directory);
            forgetOld(now);
            AtomicFile.of(file).ownerOnly().create(execution);
            return execution;
        } catch (FileAlreadyExistsException used) {
            return first(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remember the signature in " + file, e);
        }
    }

    private static String first(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void forgetOld(Instant now) throws IOException {
        Instant before = now.minus(VALID_FOR.multipliedBy(2));
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        for (Path file : files) {
            if (Files.exists(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(before)) Files.deleteIfExists(file);
        }
    }
}
