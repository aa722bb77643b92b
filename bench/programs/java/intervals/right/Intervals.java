import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Joins intervals of whole numbers that overlap or touch. */
public final class Intervals {
    public record Interval(int from, int to) {}

    public static List<Interval> join(List<Interval> intervals) {
        List<Interval> sorted = new ArrayList<>(intervals);
        sorted.sort(Comparator.comparingInt(Interval::from));
        List<Interval> joined = new ArrayList<>();
        for (Interval next : sorted) {
            Interval last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || next.from() > last.to()) {
                joined.add(next);
            } else {
                joined.set(joined.size() - 1, new Interval(last.from(), Math.max(last.to(), next.to())));
            }
        }
        return joined;
    }
}
