/** Shortens repeated letters: "aaab" is "3ab". */
public final class RunLength {
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            int to = from;
            while (to < text.length() && text.charAt(to) == text.charAt(from)) to++;
            if (to - from > 1) encoded.append(to - from);
            encoded.append(text.charAt(from));
            from = to;
        }
        return encoded.toString();
    }

    public static String decode(String encoded) {
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (char c : encoded.toCharArray()) {
            if (Character.isDigit(c)) {
                count = c - '0';
            } else {
                text.append(String.valueOf(c).repeat(Math.max(1, count)));
                count = 0;
            }
        }
        return text.toString();
    }
}
