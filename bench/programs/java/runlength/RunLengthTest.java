/** Needs no library: the first wrong answer ends it with exit code 1. */
public final class RunLengthTest {
    private static int checks;

    public static void main(String[] none) {
        assertEquals("3ab", RunLength.encode("aaab"));
        assertEquals("", RunLength.encode(""));
        assertEquals("aaab", RunLength.decode("3ab"));
        assertEquals("x".repeat(12), RunLength.decode("12x"));
        assertEquals("abab", RunLength.decode(RunLength.encode("abab")));
        System.out.println(checks + " checks passed");
    }

    private static void assertEquals(Object expected, Object actual) {
        checks++;
        if (expected.equals(actual)) return;
        System.out.println("FAILED: check " + checks + ": expected <" + expected + "> but was <" + actual + ">");
        System.exit(1);
    }
}
