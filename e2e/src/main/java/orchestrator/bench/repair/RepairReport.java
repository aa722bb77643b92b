package orchestrator.bench.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import orchestrator.bench.measure.Machine;
import orchestrator.bench.measure.Percentiles;
import orchestrator.json.Json;

/** The results of all programs, as a table or as JSON. */
record RepairReport(Machine machine, int parallel, long wallMillis, List<RepairResult> results) {
    private static final double HOUR_MILLIS = 3_600_000;

    RepairReport {
        results = List.copyOf(results);
    }

    /** True if nothing was applied wrongly and every task ended as it must. */
    boolean isGood() {
        return results.stream().allMatch(result -> !result.wronglyApplied() && !isUnexpected(result));
    }

    private static boolean isUnexpected(RepairResult result) {
        return result.wasTried() && !result.problem().isEmpty();
    }

    private long count(Predicate<RepairResult> which) {
        return results.stream().filter(which).count();
    }

    private Percentiles seconds() {
        return Percentiles.of(results.stream()
                .filter(RepairResult::wasTried)
                .map(RepairResult::millis)
                .toList());
    }

    private double tasksPerHour() {
        return wallMillis == 0 ? 0 : count(RepairResult::wasTried) * HOUR_MILLIS / wallMillis;
    }

    private double testsAlonePerHour() {
        long millis = results.stream().mapToLong(RepairResult::testMillis).sum();
        return millis == 0 ? 0 : count(RepairResult::wasTried) * HOUR_MILLIS / millis;
    }

    String table() {
        StringBuilder text = new StringBuilder();
        text.append(machine.line()).append("\n\n");
        text.append(line("program", "mode", "outcome", "tries", "applied", "task", "tests", ""));
        for (RepairResult result : results) {
            text.append(line(
                    result.name(),
                    result.mode(),
                    result.outcome(),
                    "" + result.attempts(),
                    result.wronglyApplied() ? "WRONGLY" : result.applied() ? "yes" : "no",
                    seconds(result.millis()),
                    seconds(result.testMillis()),
                    result.problem()));
        }
        return text.append('\n').append(summary()).toString();
    }

    private String summary() {
        StringBuilder text = new StringBuilder();
        row(text, "programs", count(RepairResult::wasTried) + " of " + results.size() + ", " + parallel + " at once");
        row(text, "repaired and verified", "" + count(result -> result.outcome().equals("fixed")));
        row(text, "applied", "" + count(RepairResult::applied));
        row(text, "wrongly applied (must be 0)", "" + count(RepairResult::wronglyApplied));
        row(text, "escalated", "" + count(result -> result.outcome().equals("escalated")));
        row(text, "needs you", "" + count(result -> result.outcome().equals("needs_you")));
        row(text, "ended otherwise than it must", "" + count(RepairReport::isUnexpected));
        row(
                text,
                "time per task",
                "p50 " + seconds((long) seconds().p50()) + ", max "
                        + seconds((long) seconds().max()));
        row(text, "tasks per hour", String.format(Locale.ROOT, "%.0f", tasksPerHour()));
        row(
                text,
                "… of the tests alone, one at a time",
                String.format(Locale.ROOT, "%.0f (one red and one green run each)", testsAlonePerHour()));
        return text.append(isGood() ? "nothing was applied wrongly" : "FAILED")
                .append('\n')
                .toString();
    }

    String json() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.set("machine", Json.MAPPER.valueToTree(machine));
        root.put("parallel", parallel).put("wallMillis", wallMillis).put("good", isGood());
        root.put("tried", count(RepairResult::wasTried));
        root.put("repaired", count(result -> result.outcome().equals("fixed")));
        root.put("applied", count(RepairResult::applied));
        root.put("wronglyApplied", count(RepairResult::wronglyApplied));
        root.put("escalated", count(result -> result.outcome().equals("escalated")));
        root.put("needsYou", count(result -> result.outcome().equals("needs_you")));
        root.put("tasksPerHour", tasksPerHour()).put("testsAlonePerHour", testsAlonePerHour());
        root.set("programs", Json.MAPPER.valueToTree(results));
        return root.toPrettyString() + "\n";
    }

    private static void row(StringBuilder text, String what, String value) {
        text.append(String.format(Locale.ROOT, "%-38s %s%n", what, value));
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-22s %-12s %-12s %5s  %-8s %8s %8s  %s%n", (Object[]) cells);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
