package orchestrator.cli.steer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import orchestrator.cli.output.CommandException;

/** Reads from the terminal the code that the API printed there; standard input may be something else. */
final class TypedCode {
    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final int TRIES = 3;

    private TypedCode() {}

    /** Tries again with a code if the API asked for one; otherwise the refusal stands. */
    static JsonNode after(CommandException refused, Function<String, JsonNode> withCode) {
        CommandException last = refused;
        for (int i = 0; i < TRIES && last.needs("code"); i++) {
            String code = read(last);
            if (code.isEmpty()) throw last;
            try {
                return withCode.apply(code);
            } catch (CommandException again) {
                last = again;
            }
        }
        throw last;
    }

    private static String read(CommandException refused) {
        try (BufferedReader typed = Files.newBufferedReader(TERMINAL, Charset.defaultCharset())) {
            Files.writeString(TERMINAL, "Code: ", StandardOpenOption.WRITE);
            String line = typed.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException noTerminal) {
            throw refused;
        }
    }
}
