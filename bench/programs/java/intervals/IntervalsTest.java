/** Needs no library: the first wrong answer ends it with exit code 1. */
public final class IntervalsTest {
    private static int checks;

    public static void main(String[] none) {
        assertEquals("[]", Intervals.join(java.util.List.of()).toString());
        assertEquals(java.util.List.of(of(1, 5)), Intervals.join(java.util.List.of(of(3, 5), of(1, 3))));
        assertEquals(java.util.List.of(of(1, 9)), Intervals.join(java.util.List.of(of(1, 9), of(2, 4))));
        assertEquals(2, Intervals.join(java.util.List.of(of(1, 2), of(4, 5))).size());
        System.out.println(checks + " checks passed");
    }

    private static Intervals.Interval of(int from, int to) {
        return new Intervals.Interval(from, to);
    }

    private static void assertEquals(Object expected, Object actual) {
        checks++;
        if (expected.equals(actual)) return;
        System.out.println("FAILED: check " + checks + ": expected <" + expected + "> but was <" + actual + ">");
        System.exit(1);
    }
}
