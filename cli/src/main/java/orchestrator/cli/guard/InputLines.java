package orchestrator.cli.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lines of bounded length. Only a line feed ends one: to a shell a carriage return is a character. */
final class InputLines {
    static final int CHARS_MAX = 1 << 21;

    private static final int AT_ONCE_MAX = 256;

    private final BufferedReader reader;

    InputLines(InputStream in) {
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    }

    /**
     * @param tooLong true if only the beginning of the line is here
     */
    record Read(String text, boolean tooLong) {}

    /** Lines that can be read without waiting for whoever writes them, at least one; none at the end. */
    List<Read> some() throws IOException {
        List<Read> some = new ArrayList<>();
        do {
            Optional<Read> line = next();
            if (line.isEmpty()) break;
            some.add(line.get());
        } while (some.size() < AT_ONCE_MAX && reader.ready());
        return some;
    }

    private Optional<Read> next() throws IOException {
        int first = reader.read();
        if (first < 0) return Optional.empty();
        StringBuilder line = new StringBuilder();
        boolean tooLong = false;
        for (int c = first; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() < CHARS_MAX) line.append((char) c);
            else tooLong = true;
        }
        String text = line.toString();
        return Optional.of(new Read(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, tooLong));
    }
}
