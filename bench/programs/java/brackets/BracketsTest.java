/** Needs no library: the first wrong answer ends it with exit code 1. */
public final class BracketsTest {
    private static int checks;

    public static void main(String[] none) {
        assertEquals(true, Brackets.match("f(a[0], {})"));
        assertEquals(false, Brackets.match("(]"));
        assertEquals(false, Brackets.match(")"));
        assertEquals(false, Brackets.match("(("));
        System.out.println(checks + " checks passed");
    }

    private static void assertEquals(Object expected, Object actual) {
        checks++;
        if (expected.equals(actual)) return;
        System.out.println("FAILED: check " + checks + ": expected <" + expected + "> but was <" + actual + ">");
        System.exit(1);
    }
}
