package orchestrator.api.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.autofix.AutoFixHealth;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.Spent;
import orchestrator.autofix.AutoFixState.Statistics;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;

/** Watched projects in the text format of Prometheus. */
public final class WatchMetrics {
    private static final String PREFIX = "orchestrator_watch_";
    /** Name, type and meaning of each family, in the order in which they are written. */
    private static final Map<String, String> FAMILIES = new TreeMap<>(Map.ofEntries(
            Map.entry("heartbeat_timestamp_seconds", "gauge Time of the watcher's last heartbeat"),
            Map.entry("up", "gauge 1 if a worker answered for the project just now"),
            Map.entry("watching", "gauge 1 if the project is watched"),
            Map.entry("files", "gauge Files that are watched"),
            Map.entry("tasks", "gauge Tasks in the queue by status; of those that have ended the newest 50"),
            Map.entry("tasks_ended_total", "counter Tasks that have ended, by outcome"),
            Map.entry("breakers_open", "gauge Circuit breakers that are open"),
            Map.entry("spent_dollars", "gauge Dollars that agents reported in the current hour or day"),
            Map.entry("spent_tokens", "gauge Tokens of agents in the current hour or day"),
            Map.entry("spent_minutes", "gauge Minutes of agents in the current hour or day"),
            Map.entry("check", "gauge 1 if the last health check found this good"),
            Map.entry("check_timestamp_seconds", "gauge Time of the last health check"),
            Map.entry("check_duration_seconds", "gauge How long the last health check took")));

    private final Map<String, List<String>> samples = new TreeMap<>();

    private WatchMetrics() {}

    public static String text(List<WatchView> views, Home home) {
        WatchMetrics metrics = new WatchMetrics();
        for (WatchView view : views) {
            ProjectHome files = home.project(view.state().project());
            metrics.add(view, files.read(files.health(), AutoFixHealth.class));
        }
        return metrics.written();
    }

    private void add(WatchView view, Optional<AutoFixHealth> health) {
        AutoFixState state = view.state();
        String project = label("project", state.project());
        sample("up", project, view.alive() ? 1 : 0);
        sample("watching", project, view.isWatching() ? 1 : 0);
        sample(
                "tasks",
                project + "," + label("status", "pending"),
                state.pending().size());
        sample(
                "tasks",
                project + "," + label("status", "in_progress"),
                state.inProgress().size());
        sample(
                "tasks",
                project + "," + label("status", "completed"),
                state.completed().size());
        sample(
                "tasks",
                project + "," + label("status", "failed"),
                state.failed().size());
        Statistics statistics = state.statistics();
        sample("tasks_ended_total", project + "," + label("outcome", "succeeded"), statistics.succeeded());
        sample("tasks_ended_total", project + "," + label("outcome", "failed"), statistics.failed());
        sample("tasks_ended_total", project + "," + label("outcome", "escalated"), statistics.escalated());
        sample("breakers_open", project, state.breakers().size());
        state.spent().forEach(spent -> add(project + "," + label("span", spent.span()), spent));
        health.ifPresent(found -> add(project, found));
    }

    private void add(String labels, Spent spent) {
        if (spent.dollars() != null) sample("spent_dollars", labels, spent.dollars());
        sample("spent_tokens", labels, spent.tokens());
        sample("spent_minutes", labels, spent.minutes());
    }

    private void add(String project, AutoFixHealth health) {
        sample("heartbeat_timestamp_seconds", project, health.heartbeatAt().toEpochMilli() / 1_000.0);
        sample("files", project, health.files());
        health.checks()
                .forEach(
                        check -> sample("check", project + "," + label("check", check.name()), check.isGood() ? 1 : 0));
        if (health.checkedAt() == null) return;
        sample("check_timestamp_seconds", project, health.checkedAt().toEpochMilli() / 1_000.0);
        sample("check_duration_seconds", project, health.checkMillis() / 1_000.0);
    }

    private void sample(String family, String labels, double value) {
        String number = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        samples.computeIfAbsent(family, name -> new ArrayList<>())
                .add(PREFIX + family + "{" + labels + "} " + number + "\n");
    }

    private static String label(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + "=\"" + escaped + "\"";
    }

    private String written() {
        StringBuilder text = new StringBuilder();
        FAMILIES.forEach((family, about) -> {
            if (!samples.containsKey(family)) return;
            String[] parts = about.split(" ", 2);
            text.append("# HELP ")
                    .append(PREFIX)
                    .append(family)
                    .append(' ')
                    .append(parts[1])
                    .append('\n');
            text.append("# TYPE ")
                    .append(PREFIX)
                    .append(family)
                    .append(' ')
                    .append(parts[0])
                    .append('\n');
            samples.get(family).forEach(text::append);
        });
        return text.toString();
    }
}
