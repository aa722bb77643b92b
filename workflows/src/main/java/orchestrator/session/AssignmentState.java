package orchestrator.session;

import java.time.Instant;
import java.util.List;
import orchestrator.crew.Role;
import orchestrator.json.WireName;
import orchestrator.launch.Usage;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * The state of one assignment.
 *
 * @param run name of its run, such as {@code claude-1}
 * @param takenFrom run of another agent that worked on it before; null if there was none
 * @param violations of its run
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
        @Nullable String takenFrom,
        int violations) {
    /** The state has hundreds of notes in a long session; the event log has the whole reason. */
    private static final int NOTE_CHARACTERS_MAX = 1_000;

    public AssignmentState {
        dependsOn = List.copyOf(dependsOn);
        note = Text.shorten(note, NOTE_CHARACTERS_MAX);
    }

    /** An assignment that waits for its run to start. */
    public static AssignmentState waiting(Assignment assignment, String run, String note) {
        return new AssignmentState(
                assignment.id(),
                assignment.kind(),
                run,
                assignment.agent(),
                assignment.role(),
                assignment.title(),
                assignment.weight(),
                assignment.readOnly(),
                // In the same order on every machine, since changes of the state are made by position.
                assignment.dependsOn().stream().sorted().toList(),
                Status.WAITING,
                0,
                note,
                Usage.NONE,
                null,
                null,
                null,
                0);
    }

    public AssignmentState started(Instant now) {
        return with(Status.RUNNING, 1, "", usage).during(now, null);
    }

    public AssignmentState ended(Status end, int launched, String why, Usage used, Instant now) {
        return with(end, launched, why, used).during(startedAt, now);
    }

    /** Done in an earlier session, which the note names. */
    public AssignmentState doneBefore(String earlier) {
        return with(Status.DONE, 0, earlier, Usage.NONE).during(null, null);
    }

    /** It can never start any more. */
    public AssignmentState neverStarted(String why, Instant now) {
        return with(Status.STOPPED, 0, why, usage).during(null, now);
    }

    public AssignmentState failed(Instant now) {
        return with(Status.FAILED, launches, note, usage).during(startedAt, now);
    }

    public AssignmentState withUsage(Usage used) {
        return with(status, launches, note, used);
    }

    public AssignmentState withViolations(int counted) {
        return new AssignmentState(
                id, kind, run, agent, role, title, weight, readOnly, dependsOn, status, launches, note, usage,
                startedAt, endedAt, takenFrom, counted);
    }

    public AssignmentState takenFrom(String earlierRun) {
        return new AssignmentState(
                id,
                kind,
                run,
                agent,
                role,
                title,
                weight,
                readOnly,
                dependsOn,
                status,
                launches,
                note,
                usage,
                startedAt,
                endedAt,
                earlierRun,
                violations);
    }

    private AssignmentState with(Status newStatus, int launched, String why, Usage used) {
        return new AssignmentState(
                id,
                kind,
                run,
                agent,
                role,
                title,
                weight,
                readOnly,
                dependsOn,
                newStatus,
                launched,
                why,
                used,
                startedAt,
                endedAt,
                takenFrom,
                violations);
    }

    private AssignmentState during(@Nullable Instant start, @Nullable Instant end) {
        return new AssignmentState(
                id,
                kind,
                run,
                agent,
                role,
                title,
                weight,
                readOnly,
                dependsOn,
                status,
                launches,
                note,
                usage,
                start,
                end,
                takenFrom,
                violations);
    }

    public enum Status implements WireName {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        STOPPED,
        /** Its run has given up: the user decides whether it retries, goes to another agent or ends. */
        NEEDS_YOU;

        public boolean isFinal() {
            return this == DONE || this == FAILED || this == STOPPED;
        }
    }
}
