package orchestrator.session;

import java.time.Instant;
import java.util.List;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * A question to the user, open or answered.
 *
 * @param id such as {@code review-2}, or the name of a run that has given up
 * @param question what it is about, in one or two sentences
 * @param said who said what
 * @param choices what can be answered
 * @param answer null while it is open
 * @param needsCode whether an answer counts only with a code that the user has read and typed
 */
public record OpenItem(
        String id,
        Kind kind,
        String question,
        List<Said> said,
        List<Choice> choices,
        Instant since,
        @Nullable Answer answer,
        boolean needsCode) {

    public OpenItem {
        said = List.copyOf(said);
        choices = List.copyOf(choices);
    }

    public enum Kind implements WireName {
        /** What reviewers found is still there, or the session is supervised. */
        REVIEW,
        /** A run has given up, or a call fails until something is repaired. */
        RUN,
        /** The user's checks still fail. */
        VERIFICATION,
        /** A limit of the budget is reached. */
        BUDGET,
        /** The agents have made something that is not in the result. */
        LEFT_OUT,
        /** An agent says that something stops it, and nothing has resolved that. */
        BLOCKER;
    }

    public record Said(String who, String what) {}

    /** @param meaning what then happens */
    public record Choice(String name, String meaning) {}

    /** @param choice what was chosen; {@code go on} where {@code resume} was the answer */
    public record Answer(String choice, String text, String by, String via, Instant at) {}

    public boolean isOpen() {
        return answer == null;
    }

    public boolean offers(String choice) {
        return choices.stream().anyMatch(c -> c.name().equals(choice));
    }

    public OpenItem answered(Answer by) {
        return new OpenItem(id, kind, question, said, choices, since, by, needsCode);
    }

    public OpenItem withCode() {
        return new OpenItem(id, kind, question, said, choices, since, answer, true);
    }
}
