package orchestrator.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orchestrator.bench.measure.Machine;
import orchestrator.bench.measure.Percentiles;
import orchestrator.harness.Tools;
import orchestrator.json.Json;

/** Collects numbers and prints them as a table, and as JSON for programs. */
final class BenchmarkResults {

    /** @param goal target for the number, such as {@code < 150}; empty for none */
    private record Row(String bench, String what, double value, String unit, String goal) {

        boolean missed() {
            if (goal.isEmpty()) return false;
            if (Double.isNaN(value)) return true;
            double limit = Double.parseDouble(goal.replaceAll("[^0-9.]", ""));
            if (goal.startsWith(">")) return value <= limit;
            return goal.startsWith("<") ? value >= limit : value != limit;
        }

        String line() {
            String judged = goal.isEmpty() ? "" : missed() ? "  missed" : "  met";
            return String.format(
                    Locale.ROOT, "%-8s  %-62s  %12.1f  %-4s  %-8s%s", bench, what, value, unit, goal, judged);
        }
    }

    private final Machine machine;
    private final List<Row> rows = new ArrayList<>();

    BenchmarkResults(Machine machine) {
        this.machine = machine;
    }

    /** Also prints it at once, because a run of all takes minutes and may be broken off. */
    void add(String bench, String what, double value, String unit, String goal) {
        Row row = new Row(bench, what, value, unit, goal);
        rows.add(row);
        Bench.progress(row.line());
    }

    /** Adds p50, p95, p99 and the maximum; goals may be empty. */
    void addLatencies(String bench, String what, List<Long> micros, String goalP50, String goalP99) {
        Percentiles percentiles = Percentiles.of(micros);
        add(bench, what + ", p50", percentiles.p50() / 1000, "ms", goalP50);
        add(bench, what + ", p95", percentiles.p95() / 1000, "ms", "");
        add(bench, what + ", p99", percentiles.p99() / 1000, "ms", goalP99);
        add(bench, what + ", max", percentiles.max() / 1000, "ms", "");
    }

    void print(String name) {
        System.out.println();
        System.out.println(machine.line());
        System.out.println();
        System.out.printf(Locale.ROOT, "%-8s  %-62s  %12s  %-4s  %-8s%n", "bench", "what", "measured", "", "goal");
        rows.forEach(row -> System.out.println(row.line()));
        Path file = Tools.checkout().resolve("e2e/target/bench/" + name + ".json");
        write(file);
        System.out.println();
        System.out.println(json());
        System.out.println("also in " + file);
    }

    private String json() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.set("machine", Json.MAPPER.valueToTree(machine));
        rows.forEach(row -> root.withArray("results").add(Json.MAPPER.<ObjectNode>valueToTree(row)));
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
