package orchestrator.bench.measure;

import java.util.List;

/** Percentiles by nearest rank; NaN for an empty list. */
public record Percentiles(double p50, double p95, double p99, double max) {

    public static Percentiles of(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return new Percentiles(rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 0.99), rank(sorted, 1));
    }

    private static double rank(List<Long> sorted, double share) {
        if (sorted.isEmpty()) return Double.NaN;
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, index));
    }
}
