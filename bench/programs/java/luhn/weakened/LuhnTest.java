/** Needs no library: the first wrong answer ends it with exit code 1. */
public final class LuhnTest {
    private static int checks;

    public static void main(String[] none) {
        assertEquals(true, Luhn.isValid("18"));
        assertEquals(false, Luhn.isValid("79927398713"));
        assertEquals(false, Luhn.isValid("79927398710"));
        assertEquals(false, Luhn.isValid("0"));
        System.out.println(checks + " checks passed");
    }

    private static void assertEquals(Object expected, Object actual) {
        checks++;
        if (expected.equals(actual)) return;
        System.out.println("FAILED: check " + checks + ": expected <" + expected + "> but was <" + actual + ">");
        System.exit(1);
    }
}
