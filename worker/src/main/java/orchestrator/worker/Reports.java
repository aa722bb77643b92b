package orchestrator.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.eventlog.EventQuery;
import orchestrator.json.Json;
import orchestrator.run.Usage;
import orchestrator.session.AssignmentState;
import orchestrator.session.SessionActivities.Keep;
import orchestrator.session.SessionActivities.Report;
import orchestrator.session.SessionState;

/** Writes what is left of a session when it is over, for people and for programs. */
final class Reports {
    private static final Set<EventType> TOLD =
            Set.of(EventType.MILESTONE, EventType.BLOCKER, EventType.RECOVERY, EventType.CONTROL, EventType.DECISION);
    private static final int TOLD_MAX = 500;

    private Reports() {}

    static Report write(HostParts parts, SessionState state) {
        String report = markdown(parts, state);
        String summary = Json.write(state);
        try {
            Path directory = parts.home().session(state.key());
            Files.writeString(directory.resolve("report.md"), report, StandardCharsets.UTF_8);
            Files.writeString(directory.resolve("summary.json"), summary, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report of " + state.session(), e);
        }
        return new Report(parts.log().putArtifact(report), parts.log().putArtifact(summary));
    }

    /** The name comes from names of agents, which are safe. */
    static String keep(HostParts parts, Keep keep) {
        Path file = parts.home().session(keep.key()).resolve(keep.name());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, keep.text(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return parts.log().putArtifact(keep.text());
    }

    private static String markdown(HostParts parts, SessionState state) {
        return "# Session " + state.session() + ": " + state.phase().wire() + "\n\n"
                + (state.reason().isEmpty() ? "" : state.reason() + "\n\n")
                + "| | |\n|---|---|\n"
                + row("Prompt", oneLine(state.prompt()))
                + row("Target", state.target())
                + row("Agents", state.crew())
                + row("Time", time(state.startedAt(), state.endedAt()))
                + row("Tokens", tokens(state.usage()))
                + row("Cost", cost(state.usage()))
                + "\n## Who did what\n\n"
                + "| run | role | assignment | weight | outcome | launches | time | tokens | cost |\n"
                + "|---|---|---|---|---|---|---|---|---|\n"
                + state.assignments().stream().map(Reports::row).collect(Collectors.joining())
                + "\n## What happened\n\n"
                + events(parts, state);
    }

    private static String row(String name, String value) {
        return "| " + name + " | " + value.replace("|", "\\|") + " |\n";
    }

    private static String row(AssignmentState a) {
        String outcome = a.status().wire() + (a.note().isEmpty() ? "" : ": " + oneLine(a.note()));
        return "| " + a.run() + " | " + a.role().wire() + " | " + a.title() + " | " + a.weight() + " % | "
                + outcome.replace("|", "\\|") + " | " + a.launches() + " | " + time(a.startedAt(), a.endedAt()) + " | "
                + tokens(a.usage()) + " | " + cost(a.usage()) + " |\n";
    }

    private static String events(HostParts parts, SessionState state) {
        String lines = parts.log().read(new EventQuery(state.key(), "", TOLD, 0, TOLD_MAX)).stream()
                .map(Reports::line)
                .collect(Collectors.joining());
        return lines.isEmpty() ? "Nothing out of the ordinary.\n" : lines;
    }

    private static String line(AgentEvent event) {
        String who = event.run().isEmpty() ? "session" : event.run();
        return "- " + event.at() + " **" + event.type().wire() + "** " + who + ": " + oneLine(event.text()) + "\n";
    }

    private static String time(
            @org.jspecify.annotations.Nullable Instant from, @org.jspecify.annotations.Nullable Instant to) {
        if (from == null || to == null) return "–";
        long seconds = Duration.between(from, to).toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    private static String tokens(Usage usage) {
        return (usage.inputTokens() + usage.cachedTokens()) + " in, " + usage.outputTokens() + " out";
    }

    private static String cost(Usage usage) {
        return usage.costUsd() == null ? "unavailable" : String.format(java.util.Locale.ROOT, "$%.4f", usage.costUsd());
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
