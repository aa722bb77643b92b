package orchestrator.text;

/**
 * Shows characters that control a terminal, or hide or reorder what a person reads, as escapes such as {@code \\u202e}.
 * Tabs and line breaks stay.
 */
public final class VisibleText {
    private VisibleText() {}

    public static String of(String text) {
        int first = firstHidden(text);
        if (first < 0) return text;
        StringBuilder visible = new StringBuilder(text.length() + 64).append(text, 0, first);
        for (int at = first; at < text.length(); at++) {
            if (isHidden(text, at)) visible.append(String.format("\\u%04x", (int) text.charAt(at)));
            else visible.append(text.charAt(at));
        }
        return visible.toString();
    }

    private static int firstHidden(String text) {
        for (int at = 0; at < text.length(); at++) if (isHidden(text, at)) return at;
        return -1;
    }

    /** A carriage return alone moves back to the beginning of the line; before a line feed it is part of the break. */
    private static boolean isHidden(String text, int at) {
        char c = text.charAt(at);
        if (c == '\r') return at + 1 >= text.length() || text.charAt(at + 1) != '\n';
        return c != '\t' && c != '\n' && isHidden(c);
    }

    /** True for control characters and for those that change the direction of text. */
    public static boolean isHidden(char c) {
        return Character.isISOControl(c)
                || c == '\u061c'
                || c == '\u200e'
                || c == '\u200f'
                || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
    }
}
