package orchestrator.simulation.fate;

import java.util.List;

/**
 * Draws that depend on the seed and on what they are about, and on nothing else. So the order in which threads ask does
 * not matter, and a change in one place of a scenario leaves the draws of the others as they were.
 */
public record Dice(long seed) {

    /** A number from 0 to {@code bound - 1}. */
    public int below(int bound, Object... about) {
        return (int) Long.remainderUnsigned(draw(about), bound);
    }

    /** True in so many of a thousand cases. */
    public boolean chance(int permille, Object... about) {
        return below(1000, about) < permille;
    }

    public int between(int from, int to, Object... about) {
        return from + below(to - from + 1, about);
    }

    public <T> T pick(List<T> from, Object... about) {
        return from.get(below(from.size(), about));
    }

    private long draw(Object... about) {
        long hash = mixed(seed ^ 0x9E3779B97F4A7C15L);
        for (Object part : about) {
            String text = String.valueOf(part);
            for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
            hash = mixed(hash + about.length);
        }
        return mixed(hash);
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
