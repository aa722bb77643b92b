package orchestrator.guard.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One command of the corpus. A file of the corpus has one on each line, in three columns: what is expected, a tag, and
 * the command with {@code \n}, {@code \t} and {@code \\} for line break, tab and backslash.
 */
record CorpusLine(Expected expected, String tag, String command) {
    enum Expected {
        /** Must run. */
        HARMLESS,
        /** Must not run without a person's word. */
        HARMFUL,
        /** Any verdict will do: what it does depends on what only its user knows. */
        ASK_OK
    }

    static List<CorpusLine> in(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(CorpusLine::of).toList();
    }

    private static CorpusLine of(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 3) throw new IllegalArgumentException("not three columns: " + line);
        Expected expected =
                Expected.valueOf(columns[0].toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        return new CorpusLine(expected, columns[1], unescaped(columns[2]));
    }

    private static String unescaped(String text) {
        StringBuilder command = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next != '\\') {
                command.append(next);
                continue;
            }
            i++;
            switch (text.charAt(i)) {
                case 'n' -> command.append('\n');
                case 't' -> command.append('\t');
                case '\\' -> command.append('\\');
                default -> throw new IllegalArgumentException("unknown escape in: " + text);
            }
        }
        return command.toString();
    }
}
