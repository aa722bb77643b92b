/** Needs no library: the first wrong answer ends it with exit code 1. */
public final class WrapTest {
    private static int checks;

    public static void main(String[] none) {
        assertEquals("[one two, three]", Wrap.lines("one two three", 7).toString());
        assertEquals("[a bc, d]", Wrap.lines("a bc d", 5).toString());
        assertEquals("[extraordinary, a]", Wrap.lines("extraordinary  a", 4).toString());
        System.out.println(checks + " checks passed");
    }

    private static void assertEquals(Object expected, Object actual) {
        checks++;
        if (expected.equals(actual)) return;
        System.out.println("FAILED: check " + checks + ": expected <" + expected + "> but was <" + actual + ">");
        System.exit(1);
    }
}
