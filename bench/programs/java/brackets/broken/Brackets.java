import java.util.ArrayDeque;
import java.util.Deque;

/** True if every bracket is closed by its partner, in order. */
public final class Brackets {
    private static final String OPEN = "([{";
    private static final String CLOSE = ")]}";

    public static boolean match(String text) {
        Deque<Character> expected = new ArrayDeque<>();
        for (char c : text.toCharArray()) {
            if (OPEN.indexOf(c) >= 0) expected.push(CLOSE.charAt(OPEN.indexOf(c)));
            if (CLOSE.indexOf(c) >= 0 && (expected.isEmpty() || expected.pop() != c)) return false;
        }
        return true;
    }
}
