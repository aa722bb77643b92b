/** Needs no library: the first wrong answer ends it with exit code 1. */
public final class RomanTest {
    private static int checks;

    public static void main(String[] none) {
        assertEquals("III", Roman.of(3));
        assertEquals("CDXLIV", Roman.of(444));
        assertEquals("MCMXCIV", Roman.of(1994));
        assertEquals("MMXXVI", Roman.of(2026));
        System.out.println(checks + " checks passed");
    }

    private static void assertEquals(Object expected, Object actual) {
        checks++;
        if (expected.equals(actual)) return;
        System.out.println("FAILED: check " + checks + ": expected <" + expected + "> but was <" + actual + ">");
        System.exit(1);
    }
}
