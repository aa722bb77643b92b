package orchestrator.review;

import java.util.Collection;

/** The consequence of the verdicts of one round of reviews. */
public enum Decision {
    CONTINUE,
    LOG_WARNING,
    PAUSE_AND_CLARIFY,
    STOP_AND_ESCALATE;

    /** A blocker stops the work, two or more concerns pause it, and one concern is a warning. */
    public static Decision of(Collection<Verdict> verdicts) {
        if (verdicts.contains(Verdict.BLOCKER)) return STOP_AND_ESCALATE;
        long concerns = verdicts.stream().filter(v -> v == Verdict.CONCERNS).count();
        if (concerns >= 2) return PAUSE_AND_CLARIFY;
        return concerns == 1 ? LOG_WARNING : CONTINUE;
    }
}
