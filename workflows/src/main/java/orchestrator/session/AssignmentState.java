package orchestrator.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import orchestrator.plan.Kind;
import orchestrator.plan.Role;
import orchestrator.run.Usage;
import org.jspecify.annotations.Nullable;

/** One assignment and how it goes; {@code run} is the run that carries it out, such as {@code claude-1}. */
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
        @Nullable Instant endedAt) {

    public AssignmentState {
        // Archived before there was anything but work.
        kind = kind == null ? Kind.WORK : kind;
    }

    /** On the wire in lower case. */
    public enum Status {
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

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Status of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
