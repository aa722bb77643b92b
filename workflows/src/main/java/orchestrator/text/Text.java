package orchestrator.text;

import java.nio.charset.StandardCharsets;

/**
 * Cuts text between characters, never within one, and replaces what files, databases and wires refuse. A Java string
 * counts some characters, such as emoji, as two units: half of one is a lone surrogate, which has no UTF-8 form.
 */
public final class Text {
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** The beginning of a text, of limited length. */
    public static String cut(String text, int unitsMax) {
        if (text.length() <= unitsMax) return text;
        return text.substring(0, startOfCharacter(text, Math.max(0, unitsMax)));
    }

    /** The beginning of a text, which ends with an ellipsis if it was cut. */
    public static String shorten(String text, int unitsMax) {
        if (text.length() <= unitsMax) return text;
        return unitsMax <= 0 ? "" : cut(text, unitsMax - 1) + "…";
    }

    /** One line of limited bytes, even with every control character escaped. */
    public static String line(String text, int bytesMax) {
        String line = clean(text).replaceAll("\\p{Cntrl}+", " ").strip();
        int end = cut(line, bytesMax).length(); // a unit has at least one byte
        while (utf8Bytes(line.substring(0, end)) > bytesMax) end = line.offsetByCodePoints(end, -1);
        return line.substring(0, end);
    }

    /** Quotes a word for a shell. */
    public static String shellWord(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The end of a text, of limited length. */
    public static String tail(String text, int unitsMax) {
        int start = Math.max(0, text.length() - Math.max(0, unitsMax));
        boolean isWithinOne = start > 0 && startOfCharacter(text, start) < start;
        return text.substring(isWithinOne ? start + 1 : start);
    }

    /** Replaces lone surrogates, and NUL, which ends texts in databases and programs. */
    public static String clean(String text) {
        int first = firstBroken(text, 0);
        if (first < 0) return text;
        StringBuilder clean = new StringBuilder(text);
        for (int at = first; at >= 0; at = firstBroken(text, at + 1)) clean.setCharAt(at, REPLACEMENT);
        return clean.toString();
    }

    private static int startOfCharacter(String text, int at) {
        boolean isWithinOne =
                at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        return isWithinOne ? at - 1 : at;
    }

    private static int firstBroken(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == 0) return at;
            if (!Character.isSurrogate(unit)) continue;
            boolean isPair = at + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(at + 1));
            if (!isPair) return at;
            at++;
        }
        return -1;
    }
}
