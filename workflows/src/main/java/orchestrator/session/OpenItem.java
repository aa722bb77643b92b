package orchestrator.session;

import java.time.Instant;
import java.util.List;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * A question to the user, open or answered.
 *
 * @param id such as {@code review-2}, or the name of a run that has given up
 * @param question one or two sentences
 * @param said statements of agents or checks about it
 * @param choices possible answers
 * @param answer null while it is open
 * @param needsCode true if an answer counts only with a code that the user has read and typed
 * @param call null unless it is about a call that waits in the guard
 */
public record OpenItem(
        String id,
        Kind kind,
        String question,
        List<Said> said,
        List<Choice> choices,
        Instant since,
        @Nullable Answer answer,
        boolean needsCode,
        @Nullable WaitingCall call) {

    /** An open question that is not about a call. */
    public static OpenItem of(
            String id, Kind kind, String question, List<Said> said, List<Choice> choices, Instant since) {
        return new OpenItem(id, kind, question, said, choices, since, null, false, null);
    }

    public OpenItem {
        said = List.copyOf(said);
        choices = List.copyOf(choices);
    }

    public enum Kind implements WireName {
        /** The plan is made, and nothing of it begins before it is approved. */
        PLAN,
        /** Reviewers found something, and it is not fixed or the session is supervised. */
        REVIEW,
        /** A run has given up, or a call fails until something is repaired. */
        RUN,
        /** The user's checks still fail. */
        VERIFICATION,
        /** A limit of the budget is reached. */
        BUDGET,
        /** The agents have made files that are not in the result. */
        LEFT_OUT,
        /** An agent reported a blocker, and nothing has resolved it. */
        BLOCKER,
        /** A call of an agent waits in the guard for a person. */
        PERMISSION;
    }

    /**
     * A call that waits in the guard.
     *
     * @param subject the command or the path
     * @param until when it is denied if nobody has answered; null if unknown
     */
    public record WaitingCall(
            String run,
            String tool,
            String subject,
            String rule,
            String reason,
            @Nullable Instant until) {}

    public record Said(String who, String what) {}

    /**
     * @param name an {@link AnswerChoice} on the wire
     * @param meaning the consequence, for the user
     */
    public record Choice(String name, String meaning) {}

    /** @param choice the chosen answer; {@code go on} if the user resumed the session */
    public record Answer(String choice, String text, String by, String via, Instant at) {}

    public boolean isOpen() {
        return answer == null;
    }

    public boolean offers(AnswerChoice choice) {
        return choices.stream().anyMatch(offered -> offered.name().equals(choice.wire()));
    }

    public OpenItem answered(Answer by) {
        return new OpenItem(id, kind, question, said, choices, since, by, needsCode, call);
    }

    public OpenItem withCode() {
        return new OpenItem(id, kind, question, said, choices, since, answer, true, call);
    }
}
