package orchestrator.modelserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * An agent's own records of its conversations. Claude Code writes a call a moment after the call began: killed in between,
 * it begins the call anew when it is resumed.
 */
public final class ConversationFiles {
    private ConversationFiles() {}

    /** True if one of the records below this directory contains all of these words. */
    public static boolean anyContains(Path directory, String... words) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().matches(".*\\.jsonl?")).anyMatch(file -> contains(file, words));
        } catch (IOException | UncheckedIOException changing) {
            return false;
        }
    }

    private static boolean contains(Path file, String... words) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Stream.of(words).allMatch(text::contains);
        } catch (IOException gone) {
            return false;
        }
    }
}
