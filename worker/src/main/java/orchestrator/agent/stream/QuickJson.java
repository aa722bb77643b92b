package orchestrator.agent.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that agents print nearly always into the same tree as the mapper does, in half of the time. It leaves
 * to the mapper whatever is rare or wrong: fractions, large numbers, deep nesting, escapes in names, broken text.
 */
final class QuickJson {
    private static final int DEPTH_MAX = 32;
    private static final int NAME_LENGTH_MAX = 100;
    private static final int DIGITS_MAX = 18;
    private static final char WRONG = 1;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Names are few; each is made once, and its hash is known then. */
    private static final AtomicReferenceArray<@Nullable String> NAMES = new AtomicReferenceArray<>(512);

    private final String text;
    private int at;

    private QuickJson(String text) {
        this.text = text;
    }

    /** Null if the mapper has to read the text. */
    static @Nullable ObjectNode object(String text) {
        QuickJson json = new QuickJson(text);
        if (json.next() != '{') return null;
        ObjectNode object = json.objectAt(1);
        return object != null && json.next() == 0 ? object : null;
    }

    /** Skips blanks; 0 at the end. */
    private char next() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c > ' ') return c;
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return WRONG;
            at++;
        }
        return 0;
    }

    private @Nullable JsonNode value(int depth) {
        char c = next();
        switch (c) {
            case '"':
                String string = string();
                return string == null ? null : NODES.textNode(string);
            case '{':
                return depth > DEPTH_MAX ? null : objectAt(depth);
            case '[':
                return depth > DEPTH_MAX ? null : array(depth);
            case 't':
                return word("true") ? NODES.booleanNode(true) : null;
            case 'f':
                return word("false") ? NODES.booleanNode(false) : null;
            case 'n':
                return word("null") ? NODES.nullNode() : null;
            default:
                return number(c);
        }
    }

    private @Nullable ObjectNode objectAt(int depth) {
        ObjectNode object = NODES.objectNode();
        at++;
        if (next() == '}') {
            at++;
            return object;
        }
        while (true) {
            String name = next() == '"' ? name() : null;
            if (name == null || next() != ':') return null;
            at++;
            JsonNode value = value(depth + 1);
            if (value == null) return null;
            object.set(name, value);
            char c = next();
            at++;
            if (c == '}') return object;
            if (c != ',') return null;
        }
    }

    private @Nullable ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        at++;
        if (next() == ']') {
            at++;
            return array;
        }
        while (true) {
            JsonNode value = value(depth + 1);
            if (value == null) return null;
            array.add(value);
            char c = next();
            at++;
            if (c == ']') return array;
            if (c != ',') return null;
        }
    }

    private @Nullable String name() {
        int from = at + 1;
        int hash = 0;
        int end = from;
        for (int to = Math.min(text.length(), from + NAME_LENGTH_MAX); end < to; end++) {
            char c = text.charAt(end);
            if (c == '"') break;
            if (c == '\\' || c < ' ') return null;
            hash = 31 * hash + c;
        }
        if (end == text.length() || text.charAt(end) != '"') return null;
        at = end + 1;
        int slot = (hash ^ hash >>> 9) & NAMES.length() - 1;
        String known = NAMES.get(slot);
        if (known != null && known.length() == end - from && text.startsWith(known, from)) return known;
        String name = text.substring(from, end);
        NAMES.set(slot, name);
        return name;
    }

    private @Nullable String string() {
        int from = at + 1;
        for (int end = from; end < text.length(); end++) {
            char c = text.charAt(end);
            if (c == '"') {
                at = end + 1;
                return text.substring(from, end);
            }
            if (c == '\\') return escaped(from, end);
            if (c < ' ') return null;
        }
        return null;
    }

    /** @param escape place of the first escape */
    private @Nullable String escaped(int from, int escape) {
        StringBuilder string = new StringBuilder(escape - from + 32).append(text, from, escape);
        int end = escape;
        while (end < text.length()) {
            char c = text.charAt(end++);
            if (c == '"') {
                at = end;
                return string.toString();
            }
            if (c < ' ') return null;
            if (c == '\\') {
                if (end == text.length()) return null;
                char meant = meant(text.charAt(end), end + 1);
                if (meant == WRONG) return null;
                end += text.charAt(end) == 'u' ? 5 : 1;
                string.append(meant);
            } else string.append(c);
        }
        return null;
    }

    private char meant(char escape, int after) {
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unit(after);
            default -> WRONG;
        };
    }

    private char unit(int from) {
        if (from + 4 > text.length()) return WRONG;
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) return WRONG;
            unit = 16 * unit + digit;
        }
        return (char) unit;
    }

    private boolean word(String word) {
        boolean isThere = text.startsWith(word, at);
        at += word.length();
        return isThere && endsValue();
    }

    private @Nullable JsonNode number(char first) {
        boolean isNegative = first == '-';
        if (isNegative) at++;
        int from = at;
        long number = 0;
        while (at < text.length() && at - from <= DIGITS_MAX && text.charAt(at) >= '0' && text.charAt(at) <= '9')
            number = 10 * number + text.charAt(at++) - '0';
        int digits = at - from;
        boolean isOdd = digits > 1 && text.charAt(from) == '0' || isNegative && number == 0;
        if (digits == 0 || digits > DIGITS_MAX || isOdd || !endsValue()) return null;
        long value = isNegative ? -number : number;
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private boolean endsValue() {
        return at < text.length() && ",]} \t\n\r".indexOf(text.charAt(at)) >= 0;
    }
}
