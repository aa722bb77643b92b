package orchestrator.review;

import orchestrator.crew.Role;
import orchestrator.plan.Briefs;
import orchestrator.plan.Kind;

/** Tells an agent how to review another's work. */
public final class ReviewBrief {
    private ReviewBrief() {}

    /** @param reviewed agent whose work is reviewed */
    public static String of(Role reviewer, String reviewed, String trigger) {
        return Briefs.reading(reviewer, Kind.REVIEW)
                + """

                You are the %s, and review what %s has done on the task below (%s). The current directory is a copy of its
                work that nobody else uses; the change is below. Look for what is wrong, missing or untested, and for what would
                break; do not ask for what is a matter of taste. Use at most 200 words.
                APPROVED: it can stay as it is. CONCERNS: it must be changed, and `points` says what. BLOCKER: it must not go on.
                Answer with one JSON object of this form and nothing else:

                %s""".formatted(reviewer.wire(), reviewed, trigger, ReviewAnswer.SCHEMA);
    }
}
