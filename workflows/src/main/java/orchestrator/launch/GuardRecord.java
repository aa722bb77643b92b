package orchestrator.launch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * One line of a launch's {@code guard.jsonl}: a call that was not simply allowed, the answer to a question, or a guarded
 * path that changed.
 *
 * @param number counted from 1 within the launch
 * @param tool the agent's own name of it, such as {@code Bash}
 * @param subject the command or the path, cut to 2,000 characters, without secrets
 * @param rule name of the rule that decided
 * @param reason one sentence for people
 * @param until when a call that was asked about is denied if nobody has answered; null if it was not asked about
 * @param question number of the {@link Kind#ASKED} record that this one settles; null if it settles none
 */
public record GuardRecord(
        int number,
        Instant at,
        Kind kind,
        String tool,
        String subject,
        String rule,
        String reason,
        @Nullable Instant until,
        @Nullable Integer question) {

    /** A record that neither asks nor settles a question. */
    public static GuardRecord plain(
            int number, Instant at, Kind kind, String tool, String subject, String rule, String reason) {
        return new GuardRecord(number, at, kind, tool, subject, rule, reason, null, null);
    }

    /** True if it asks a question or settles one. */
    @JsonIgnore
    public boolean isAboutQuestion() {
        return kind == Kind.ASKED || kind == Kind.ANSWERED || question != null;
    }

    public enum Kind implements WireName {
        /** The call did not run. */
        DENIED,
        /** The call waits for a person, until the answer or the end of the agent's own time limit. */
        ASKED,
        /** A question was answered with yes, or there is no more time for it. */
        ANSWERED,
        /** The call ran, and is worth knowing. */
        WATCHED,
        /** The guard could not be asked, so calls were denied. */
        DOWN,
        /** The agent worked without asking the guard. */
        UNGUARDED,
        /** Something outside the workspace was changed, whatever did it. */
        TAMPERED;

        /** True if it counts as a violation. */
        public boolean isViolation() {
            return this == DENIED || this == UNGUARDED || this == TAMPERED;
        }
    }
}
