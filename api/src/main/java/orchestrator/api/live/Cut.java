package orchestrator.api.live;

/** Shortens texts without breaking a character in two. */
public final class Cut {
    private Cut() {}

    public static String at(int chars, String text) {
        if (text.length() <= chars) return text;
        boolean inPair = Character.isHighSurrogate(text.charAt(chars - 1));
        return text.substring(0, inPair ? chars - 1 : chars);
    }
}
