/** Needs no library: the first wrong answer ends it with exit code 1. */
public final class LruTest {
    private static int checks;

    public static void main(String[] none) {
        Lru<String, Integer> lru = new Lru<>(2);
        lru.put("a", 1);
        lru.put("b", 2);
        assertEquals(1, lru.get("a").orElse(0));
        lru.put("c", 3);
        assertEquals(1, lru.get("a").orElse(0));
        assertEquals(0, lru.get("b").orElse(0));
        lru.put("a", 4);
        assertEquals(3, lru.get("c").orElse(0));
        System.out.println(checks + " checks passed");
    }

    private static void assertEquals(Object expected, Object actual) {
        checks++;
        if (expected.equals(actual)) return;
        System.out.println("FAILED: check " + checks + ": expected <" + expected + "> but was <" + actual + ">");
        System.exit(1);
    }
}
