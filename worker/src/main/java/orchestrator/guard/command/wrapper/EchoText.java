package orchestrator.guard.command.wrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.shell.Word;

/** What echo and printf print. */
final class EchoText {
    private EchoText() {}

    static Optional<String> echo(List<Word> words) {
        Optional<List<String>> known = literals(words);
        if (known.isEmpty()) return Optional.empty();
        List<String> texts = known.get();
        int first = 0;
        boolean hasEscapes = false;
        while (first < texts.size() && texts.get(first).matches("-[neE]+"))
            hasEscapes |= texts.get(first++).contains("e");
        String text = String.join(" ", texts.subList(first, texts.size()));
        return Optional.of((hasEscapes ? unescape(text) : text) + "\n");
    }

    /** The format is used again as long as there are arguments; only plain places for text are understood. */
    static Optional<String> printf(List<Word> words) {
        Optional<List<String>> known = literals(words);
        if (known.isEmpty() || known.get().isEmpty()) return Optional.empty();
        List<String> texts = new ArrayList<>(known.get());
        if (texts.get(0).equals("--")) texts.remove(0);
        if (texts.isEmpty() || texts.get(0).startsWith("-")) return Optional.empty();
        String format = unescape(texts.get(0));
        List<String> values = texts.subList(1, texts.size());
        StringBuilder out = new StringBuilder();
        int next = 0;
        do {
            int before = next;
            for (int i = 0; i < format.length(); i++) {
                if (format.charAt(i) != '%' || i + 1 == format.length()) {
                    out.append(format.charAt(i));
                    continue;
                }
                char kind = format.charAt(++i);
                if (kind == '%') out.append('%');
                else if (kind == 's' || kind == 'b' || kind == 'd') {
                    String value = next < values.size() ? values.get(next++) : "";
                    out.append(kind == 'b' ? unescape(value) : value);
                } else return Optional.empty();
            }
            if (next == before) break;
        } while (next < values.size());
        return Optional.of(out.toString());
    }

    private static Optional<List<String>> literals(List<Word> words) {
        List<String> texts = new ArrayList<>();
        for (Word word : words) {
            if (word.hasUnknown()) return Optional.empty();
            texts.add(word.shown());
        }
        return Optional.of(texts);
    }

    static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\' || i + 1 == text.length()) {
                out.append(text.charAt(i));
                continue;
            }
            char kind = text.charAt(++i);
            if (kind == 'x' || kind >= '0' && kind <= '7') {
                int radix = kind == 'x' ? 16 : 8;
                int from = kind == 'x' || kind == '0' ? i + 1 : i;
                int end = from;
                while (end < text.length()
                        && end - from < (radix == 16 ? 2 : 3)
                        && Character.digit(text.charAt(end), radix) >= 0) end++;
                out.append(end > from ? (char) Integer.parseInt(text.substring(from, end), radix) : '\0');
                i = end - 1;
            } else {
                int index = "abefnrtv\\\"'".indexOf(kind);
                out.append(index < 0 ? "\\" + kind : String.valueOf("\u0007\b\u001b\f\n\r\t\u000b\\\"'".charAt(index)));
            }
        }
        return out.toString();
    }
}
