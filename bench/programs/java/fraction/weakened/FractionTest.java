/** Needs no library: the first wrong answer ends it with exit code 1. */
public final class FractionTest {
    private static int checks;

    public static void main(String[] none) {
        assertEquals("1/2", new Fraction(2, 4).toString());
        assertEquals("-1/3", new Fraction(2, -6).toString());
        assertEquals("2/3", new Fraction(1, 2).plus(new Fraction(1, 3)).toString());
        assertEquals("0/1", new Fraction(0, 7).toString());
        System.out.println(checks + " checks passed");
    }

    private static void assertEquals(Object expected, Object actual) {
        checks++;
        if (expected.equals(actual)) return;
        System.out.println("FAILED: check " + checks + ": expected <" + expected + "> but was <" + actual + ">");
        System.exit(1);
    }
}
