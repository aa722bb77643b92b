package orchestrator.guard.command.files;

import java.util.ArrayList;
import java.util.List;

/**
 * What a script of sed does beside editing.
 *
 * @param files that it writes
 * @param reads files that it reads
 * @param commands that it runs
 * @param runsPattern true if it runs the edited text as a command
 */
record SedScript(List<String> files, List<String> reads, List<String> commands, boolean runsPattern) {

    static SedScript read(String script) {
        Reader reader = new Reader(script);
        reader.readAll();
        return new SedScript(reader.files, reader.reads, reader.commands, reader.runsPattern);
    }

    private static final class Reader {
        private final String text;
        private final List<String> files = new ArrayList<>();
        private final List<String> reads = new ArrayList<>();
        private final List<String> commands = new ArrayList<>();
        private boolean runsPattern;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        void readAll() {
            while (at < text.length()) {
                char letter = text.charAt(at);
                if (Character.isWhitespace(letter) || ";{}!,~+0123456789$".indexOf(letter) >= 0) {
                    at++;
                } else if (letter == '/') {
                    at++;
                    skipTo('/');
                    skipFlags("IM");
                } else if (letter == '\\' && at + 1 < text.length()) {
                    at += 2;
                    skipTo(text.charAt(at - 1));
                    skipFlags("IM");
                } else {
                    at++;
                    readCommand(letter);
                }
            }
        }

        private void readCommand(char letter) {
            switch (letter) {
                case 's' -> readSubstitution();
                case 'y' -> {
                    char delimiter = next();
                    skipTo(delimiter);
                    skipTo(delimiter);
                }
                case 'w', 'W' -> files.add(restOfLine());
                case 'r', 'R' -> reads.add(restOfLine());
                case 'e' -> {
                    String command = restOfLine();
                    if (command.isEmpty()) runsPattern = true;
                    else commands.add(command);
                }
                case 'a', 'i', 'c', '#', ':', 'b', 't', 'T' -> skipArgument(letter);
                default -> {}
            }
        }

        private void readSubstitution() {
            char delimiter = next();
            skipTo(delimiter);
            skipTo(delimiter);
            while (at < text.length() && "gpiIMme0123456789w".indexOf(text.charAt(at)) >= 0) {
                char flag = text.charAt(at++);
                if (flag == 'e') runsPattern = true;
                if (flag == 'w') files.add(restOfLine());
            }
        }

        private void skipArgument(char letter) {
            boolean endsAtSemicolon = "btT:".indexOf(letter) >= 0;
            while (at < text.length()
                    && text.charAt(at) != '\n'
                    && !(endsAtSemicolon && ";}".indexOf(text.charAt(at)) >= 0)) {
                if (text.charAt(at) == '\\') at++;
                at++;
            }
        }

        private String restOfLine() {
            int end = text.indexOf('\n', at);
            String rest = text.substring(Math.min(at, text.length()), end < 0 ? text.length() : end)
                    .strip();
            at = end < 0 ? text.length() : end;
            return rest;
        }

        private char next() {
            return at < text.length() ? text.charAt(at++) : '\n';
        }

        private void skipTo(char delimiter) {
            boolean inBrackets = false;
            while (at < text.length()) {
                char letter = text.charAt(at++);
                if (letter == '\\') at++;
                else if (letter == delimiter && !inBrackets) return;
                else if (letter == '[')
                    inBrackets = text.indexOf(']', at) > 0 && delimiter != '[' && hasDelimiterAfter(delimiter);
                else if (letter == ']') inBrackets = false;
            }
        }

        /** Only if the bracket closes before the delimiter's last occurrence is it a bracket of a pattern. */
        private boolean hasDelimiterAfter(char delimiter) {
            return text.indexOf(delimiter, text.indexOf(']', at)) >= 0;
        }

        private void skipFlags(String flags) {
            while (at < text.length() && flags.indexOf(text.charAt(at)) >= 0) at++;
        }
    }
}
