package orchestrator.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.autofix.AutoFixHealth;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.Finding;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;
import orchestrator.text.Text;

/** Findings about watched projects, as the worker wrote them down. */
final class WatchFindings {
    /** The watcher writes every 30 s. */
    private static final Duration HEARTBEAT_MAX = Duration.ofSeconds(100);

    private WatchFindings() {}

    /** One finding for each project that should be watched. */
    static List<Finding> of(Home home, Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (String key : home.projectKeys()) {
            ProjectHome files = home.project(key);
            files.read(files.state(), AutoFixState.class)
                    .filter(state -> state.status() != Status.STOPPED)
                    .ifPresent(state ->
                            findings.add(finding(state, files.read(files.health(), AutoFixHealth.class), now)));
        }
        return List.copyOf(findings);
    }

    private static Finding finding(AutoFixState state, Optional<AutoFixHealth> health, Instant now) {
        String target = DisplayText.clean(state.request().target());
        String status = "orchestrate watch --status " + Text.shellWord(target);
        if (health.isEmpty()) return Finding.lacking("watching", target + ": no heartbeat yet", List.of(status));
        Duration age = Duration.between(health.get().heartbeatAt(), now);
        if (age.compareTo(HEARTBEAT_MAX) > 0)
            return Finding.lacking(
                    "watching",
                    target + ": the last heartbeat was " + DisplayText.elapsed(age) + " ago",
                    List.of("orchestrate up", status));
        List<String> bad = health.get().checks().stream()
                .filter(check -> !check.isGood())
                .map(check -> check.name() + ": " + DisplayText.clean(check.words()))
                .toList();
        return bad.isEmpty()
                ? Finding.good("watching", target + ", heartbeat " + DisplayText.elapsed(age) + " ago")
                : Finding.lacking("watching", target + ": " + String.join("; ", bad), List.of(status));
    }
}
