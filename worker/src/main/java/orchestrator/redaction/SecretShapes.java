package orchestrator.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shapes of the vendors' keys. None contains a quote or a backslash, so that a replacement never breaks a JSON
 * string.
 */
final class SecretShapes {
    private static final boolean[] RARE = rare();

    private static final List<Shape> SHAPES = shapes();

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(authorization\\\\{0,3}[\"']?\\s{0,3}[:=]\\s{0,3}\\\\{0,3}[\"']?(?:bearer|basic|token)\\s{1,3})"
                    + "[A-Za-z0-9._~+/=-]{8,}",
            Pattern.CASE_INSENSITIVE);

    private static final String KEY_ENDS = "PRIVATE KEY-----";
    private static final int HEAD_CHARACTERS_MAX = 40;

    private SecretShapes() {}

    static String redacted(String label) {
        return "[redacted: " + label + "]";
    }

    /** A quick check that almost all lines fail: it looks for the rarest character of each shape. */
    static boolean mayBeIn(String text) {
        for (int i = 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < RARE.length && RARE[c] && mayEndAt(text, i, c)) return true;
        }
        return false;
    }

    private static boolean mayEndAt(String text, int i, char rare) {
        return switch (rare) {
            case '-' -> text.startsWith("sk", i - 2) && isKey(text, i - 2) || text.startsWith("glpat", i - 5);
            case '_' -> text.startsWith("gh", i - 3) || text.startsWith("npm", i - 3) || text.startsWith("pat", i - 3);
            case 'I' -> text.charAt(i - 2) == 'A';
            case 'J' -> text.startsWith("ey", i - 2);
            case 'V' -> text.startsWith("PRI", i - 3);
            case 'x' -> text.startsWith("xo", i - 2);
            case 'z' -> text.startsWith("AI", i - 2) || text.startsWith("uthori", i - 6);
            case 'Z' -> text.startsWith("UTHORI", i - 6);
            default -> false;
        };
    }

    private static boolean[] rare() {
        boolean[] rare = new boolean[128];
        for (char c : "-_IJVxzZ".toCharArray()) rare[c] = true;
        return rare;
    }

    /** Such as the {@code sk-} of {@code "sk-…"} and {@code \nsk-…}, but not that of {@code task-…}. */
    private static boolean isKey(String text, int at) {
        return isStartOfWord(text, at) || text.startsWith("ant-", at + 3);
    }

    /** In JSON a word may follow an escape such as {@code \n}, whose letter is no part of it. */
    private static boolean isStartOfWord(String text, int at) {
        if (at == 0) return true;
        char before = text.charAt(at - 1);
        boolean isInWord = before == '_' || before < 128 && Character.isLetterOrDigit(before);
        return !isInWord || at >= 2 && text.charAt(at - 2) == '\\' || text.startsWith("\\u", at - 6);
    }

    static String replaceIn(String text) {
        String clean = withoutPrivateKeys(text);
        for (Shape shape : SHAPES) clean = shape.replaceIn(clean);
        return AUTHORIZATION.matcher(clean).replaceAll("$1" + redacted("authorization"));
    }

    private static List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(new Shape("sk-ant-", "[A-Za-z0-9_-]{16,}", false, "anthropic key"));
        put(shapes, "sk-", "(?=[A-Za-z_-]{0,200}[0-9])[A-Za-z0-9_-]{20,}", "openai key");
        put(shapes, "AIza", "[A-Za-z0-9_-]{35}", "google key");
        for (String kind : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_"))
            put(shapes, kind, "[A-Za-z0-9]{30,}", "github token");
        put(shapes, "github_pat_", "[A-Za-z0-9_]{30,}", "github token");
        for (String kind : List.of("AKIA", "ASIA")) put(shapes, kind, "[A-Z0-9]{16}(?![A-Za-z0-9])", "aws key");
        put(shapes, "xox", "[abeoprs]-[A-Za-z0-9-]{10,}", "slack token");
        put(shapes, "npm_", "[A-Za-z0-9]{30,}", "npm token");
        put(shapes, "glpat-", "[A-Za-z0-9_.-]{16,}", "gitlab token");
        put(shapes, "eyJ", "[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}", "json web token");
        return List.copyOf(shapes);
    }

    private static void put(List<Shape> shapes, String prefix, String rest, String label) {
        shapes.add(new Shape(prefix, rest, true, label));
    }

    /**
     * @param prefix searched for as plain text, which is fast in lines of megabytes
     * @param startsWord it counts only at the beginning of a word
     */
    private record Shape(String prefix, Pattern rest, boolean startsWord, String words) {
        Shape(String prefix, String rest, boolean startsWord, String label) {
            this(prefix, Pattern.compile(rest), startsWord, redacted(label));
        }

        String replaceIn(String text) {
            int at = text.indexOf(prefix);
            if (at < 0) return text;
            StringBuilder clean = new StringBuilder(text.length());
            Matcher tail = rest.matcher(text);
            int from = 0;
            for (; at >= 0; at = text.indexOf(prefix, at + 1)) {
                if (at < from || startsWord && !isStartOfWord(text, at)) continue;
                if (!tail.region(at + prefix.length(), text.length()).lookingAt()) continue;
                clean.append(text, from, at).append(words);
                from = tail.end();
            }
            return from == 0 ? text : clean.append(text, from, text.length()).toString();
        }
    }

    /**
     * From the first line of a key to its last. If the last line is missing, all that could belong to a key. Done by
     * hand, because a pattern for it would recurse once per character.
     */
    private static String withoutPrivateKeys(String text) {
        int from = 0;
        StringBuilder clean = new StringBuilder();
        for (int head = text.indexOf(KEY_ENDS); head >= 0; head = text.indexOf(KEY_ENDS, from)) {
            int begin = text.lastIndexOf("-----BEGIN ", head);
            int body = head + KEY_ENDS.length();
            boolean isKey = begin >= from && head - begin <= HEAD_CHARACTERS_MAX;
            if (isKey) clean.append(text, from, begin).append(redacted("private key"));
            else clean.append(text, from, body);
            from = isKey ? endOfKey(text, body) : body;
        }
        return from == 0 ? text : clean.append(text, from, text.length()).toString();
    }

    private static int endOfKey(String text, int body) {
        int at = body;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '-' && text.startsWith("-----END ", at)) return afterLastLine(text, at);
            if (c == '\\' && at + 1 < text.length() && "nrt\\".indexOf(text.charAt(at + 1)) >= 0) at += 2;
            else if (Character.isLetterOrDigit(c) || Character.isWhitespace(c) || "+/=:,-".indexOf(c) >= 0) at++;
            else break;
        }
        return at;
    }

    private static int afterLastLine(String text, int end) {
        int tail = text.indexOf(KEY_ENDS, end);
        boolean isWhole = tail >= 0 && tail - end <= HEAD_CHARACTERS_MAX;
        return isWhole ? tail + KEY_ENDS.length() : end;
    }
}
