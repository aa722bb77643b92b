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
    }

    private final Machine machine;
    private final List<Row> rows = new ArrayList<>();

    BenchmarkResults(Machine machine) {
        this.machine = machine;
    }

    void add(String bench, String what, double value, String unit, String goal) {
        rows.add(new Row(bench, what, value, unit, goal));
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
        for (Row row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "%-8s  %-62s  %12.1f  %-4s  %-8s%s%n",
                    row.bench(),
                    row.what(),
                    row.value(),
                    row.unit(),
                    row.goal(),
                    row.goal().isEmpty() ? "" : row.missed() ? "  missed" : "  met");
        }
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
