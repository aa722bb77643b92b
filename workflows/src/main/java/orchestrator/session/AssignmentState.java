package orchestrator.session;

import java.time.Instant;
import java.util.List;
import orchestrator.crew.Role;
import orchestrator.json.WireName;
import orchestrator.launch.Usage;
import orchestrator.plan.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One assignment and how it goes.
 *
 * @param run that carries it out, such as {@code claude-1}
 * @param takenFrom run of another agent that was at work on it before; null where there was none
 */
public record AssignmentState(
        String id,
        Kind kind,
        String run,
        String agent,
        Role role,
        String title,
        int weight,
        boolean readOnly,
        List<String> dependsOn,
        Status status,
        int launches,
        String note,
        Usage usage,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String takenFrom) {

    /** Nobody else was at work on it before. */
    public AssignmentState(
            String id,
            Kind kind,
            String run,
            String agent,
            Role role,
            String title,
            int weight,
            boolean readOnly,
            List<String> dependsOn,
            Status status,
            int launches,
            String note,
            Usage usage,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {
        this(
                id, kind, run, agent, role, title, weight, readOnly, dependsOn, status, launches, note, usage,
                startedAt, endedAt, null);
    }

    public AssignmentState {
        // Archived before there was anything but work.
        kind = kind == null ? Kind.WORK : kind;
    }

    public AssignmentState takenFrom(String earlier) {
        return new AssignmentState(
                id, kind, run, agent, role, title, weight, readOnly, dependsOn, status, launches, note, usage,
                startedAt, endedAt, earlier);
    }

    public enum Status implements WireName {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        STOPPED,
        /** Its run has given up for now: a person says whether it tries again, goes to another agent or ends. */
        NEEDS_YOU;

        public boolean isFinal() {
            return this == DONE || this == FAILED || this == STOPPED;
        }
    }
}
